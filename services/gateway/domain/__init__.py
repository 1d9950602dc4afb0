"""The rules of the Legal Gateway and the court, one file a subject: pure functions of the case."""
