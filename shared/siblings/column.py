"""The column of a read table, one row a child, that says to which group of brothers and sisters the child belongs."""

import sqlalchemy as sa
from alembic import op

# A service that heard of a group at the child's registration only fills the column with what it then knows.
HEARD = """
update {table} set sibling_group_id = (
    select (data ->> 'sibling_group_id')::uuid from inbox
    where case_id = child_id and type = 'gateway.child_registered.v1'
    order by occurred_on desc, recorded_at desc limit 1
)
"""


def add_sibling_group(table: str) -> None:
    """Add the column in a migration, and fill it from the registrations that were heard."""
    op.add_column(table, sa.Column("sibling_group_id", sa.Uuid, index=True))
    op.execute(HEARD.format(table=table))
