"""The rules of permanence planning, one file a subject: pure functions of the case that answer events or refuse."""
