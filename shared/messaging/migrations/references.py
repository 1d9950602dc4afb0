"""The table of short references, as a migration of each service that gives them makes it. It is never edited."""

from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority

REFERENCES = """
create table short_references (
    reference text primary key,
    case_id uuid not null unique,
    authority text not null
)
"""


def make_references() -> None:
    """Make the table; what is in it is only ever added."""
    op.execute(REFERENCES)
    guard_by_authority("short_references")
    grant("short_references", "select, insert")
