"""The table of short references, as a migration of each service that gives them makes it. It is never edited.

A reference says nothing of anybody and is each once in the house, so the table is not guarded by authority.
"""

from alembic import op

from shared.messaging.migrations.rights import grant

REFERENCES = """
create table short_references (
    reference text primary key,
    case_id uuid not null unique
)
"""


def make_references() -> None:
    """Make the table; what is in it is only ever added."""
    op.execute(REFERENCES)
    grant("short_references", "select, insert")
