"""Reasons of corrections, sealed and only ever added."""

from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority

revision = "kit_0004"
down_revision = "kit_0003"
branch_labels = None
depends_on = None

REASONS = """
create table reasons (
    note_id uuid primary key,
    authority text not null,
    case_id uuid not null,
    sealed bytea not null,
    recorded_at timestamptz not null,
    recorded_by text not null
)
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(REASONS)
    op.execute("create index reasons_case on reasons (case_id)")
    guard_by_authority("reasons")
    grant("reasons", "select, insert")


def downgrade() -> None:
    """Reasons are part of the record and are not thrown away by a command."""
    raise NotImplementedError("the reasons belong to the record; restore a backup instead")
