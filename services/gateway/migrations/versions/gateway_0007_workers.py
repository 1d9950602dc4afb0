"""Workers: who works for an authority, as what and in which team; their names are in the people's table, sealed."""

from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority

revision = "gateway_0007"
down_revision = "gateway_0006"
branch_labels = None
depends_on = None

WORKERS = """
create table workers (
    worker_id uuid not null,
    version integer not null check (version > 0),
    authority text not null,
    role text not null,
    team text,
    signs_in_as text,
    until date,
    recorded_at timestamptz not null,
    recorded_by text not null,
    on_behalf_of text,
    primary key (worker_id, version)
)
"""


def upgrade() -> None:
    """Make the table. Versions are only ever added."""
    op.execute(WORKERS)
    op.create_index("workers_by_authority", "workers", ["authority"])
    op.create_index("workers_by_sign_in", "workers", ["signs_in_as"])
    guard_by_authority("workers")
    grant("workers", "select, insert")


def downgrade() -> None:
    """Who works where is not thrown away by a command."""
    raise NotImplementedError("the workers' table holds the record; restore a backup instead")
