"""Family finding: who could be this child's family, and are they matched?

Publishes the search, the profile, families, links, the shortlist, the match, introductions and placement; hears what
the Legal Gateway and planning decide about the child.

A command that concerns families loads the child first, then the families by id: always in this order, so that no two
commands wait for one another.
"""
