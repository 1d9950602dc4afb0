"""Exception reports beside the decisions of which the Director is told."""

import sqlalchemy as sa
from alembic import op

revision = "gateway_0008"
down_revision = "gateway_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give decisions their reports."""
    op.add_column("gateway_decisions", sa.Column("reported_on", sa.Date, index=True))
    op.add_column("gateway_decisions", sa.Column("report_note_id", sa.Uuid))
    op.add_column("gateway_decisions", sa.Column("report_document_id", sa.Uuid))


def downgrade() -> None:
    """Take the reports from the decisions."""
    for column in ("report_document_id", "report_note_id", "reported_on"):
        op.drop_column("gateway_decisions", column)
