"""Family finding: who could be this child's family, and are they matched?

Publishes the search, the profile, families, links, the shortlist, the match, introductions and placement; hears what
the Legal Gateway and planning decide about the child.
"""
