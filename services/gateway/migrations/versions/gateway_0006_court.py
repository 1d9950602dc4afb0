"""One row an order of the court, with the day on which it ends."""

import sqlalchemy as sa
from alembic import op

from shared.messaging.migrations.rights import read_table

revision = "gateway_0006"
down_revision = "gateway_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of orders."""
    op.create_table(
        "orders",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("order_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("law", sa.String, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("extends", sa.Uuid),
        sa.Column("latest_day", sa.Date),
        sa.Column("leave_to_share_profile", sa.Boolean, nullable=False),
        sa.Column("conditions", sa.String, nullable=False),
        sa.Column("ends_on", sa.Date, index=True),
        sa.Column("end_reason", sa.String),
        sa.Column("told_from", sa.Date, index=True),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    read_table("orders")


def downgrade() -> None:
    """Drop what can be rebuilt."""
    op.drop_table("orders")
