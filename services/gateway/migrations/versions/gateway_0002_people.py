"""People's details, sealed, and the keys by which they are found; and a child's family, workers and group."""

import sqlalchemy as sa
from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority, read_table

revision = "gateway_0002"
down_revision = "gateway_0001"
branch_labels = None
depends_on = None

PEOPLE = """
create table people (
    person_id uuid not null,
    version integer not null check (version > 0),
    authority text not null,
    sealed bytea not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    on_behalf_of text,
    primary key (person_id, version)
)
"""
# One row a match key: PostgreSQL uses an index on it beside row-level security, which it does not on an array of them.
PEOPLE_KEYS = """
create table people_keys (
    key bytea not null,
    person_id uuid not null,
    version integer not null,
    authority text not null,
    primary key (key, person_id, version),
    foreign key (person_id, version) references people
)
"""


def upgrade() -> None:
    """Make the tables. Details are only ever added."""
    for statement in (PEOPLE, PEOPLE_KEYS):
        op.execute(statement)
    for table in ("people", "people_keys"):
        guard_by_authority(table)
        grant(table, "select, insert")
    for column in (
        sa.Column("sibling_group_id", sa.Uuid, index=True),
        sa.Column("team", sa.String, index=True),
        sa.Column("worker_id", sa.Uuid, index=True),
    ):
        op.add_column("legal_matters", column)
    op.create_table(
        "family_members",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, primary_key=True, index=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("relationship", sa.String, nullable=False),
        sa.Column("parental_responsibility", sa.Boolean, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
    )
    op.create_table(
        "allocations",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("worker_id", sa.Uuid, nullable=False, index=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("team", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
    )
    for table in ("family_members", "allocations"):
        read_table(table)


def downgrade() -> None:
    """People's details are not thrown away by a command."""
    raise NotImplementedError("the people's table holds the record; restore a backup instead")
