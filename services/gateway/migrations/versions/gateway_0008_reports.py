"""Exception reports, and emergency decisions, beside the panel's decisions of which the Director is told."""

import sqlalchemy as sa
from alembic import op

revision = "gateway_0008"
down_revision = "gateway_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give decisions their reports, and let one be without a referral."""
    op.add_column("gateway_decisions", sa.Column("reported_on", sa.Date, index=True))
    op.add_column("gateway_decisions", sa.Column("report_note_id", sa.Uuid))
    op.add_column("gateway_decisions", sa.Column("report_document_id", sa.Uuid))
    op.alter_column("gateway_decisions", "referral_id", nullable=True)


def downgrade() -> None:
    """Take the reports from the decisions, and what was decided without a referral."""
    op.execute("delete from gateway_decisions where referral_id is null")
    op.alter_column("gateway_decisions", "referral_id", nullable=False)
    for column in ("report_document_id", "report_note_id", "reported_on"):
        op.drop_column("gateway_decisions", column)
