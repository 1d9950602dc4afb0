"""Drafts of forms, sealed, one a person, form and case."""

from alembic import op

from shared.messaging.migrations.rights import grant

revision = "kit_0003"
down_revision = "kit_0002"
branch_labels = None
depends_on = None

# A draft is its writer's alone: every question names the writer, so no authority is asked.
DRAFTS = """
create table drafts (
    subject text not null,
    form text not null,
    case_id uuid not null,
    sealed bytea not null,
    saved_at timestamptz not null,
    primary key (subject, form, case_id)
)
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(DRAFTS)
    grant("drafts", "select, insert, update, delete")


def downgrade() -> None:
    """Drafts may be thrown away."""
    op.drop_table("drafts")
