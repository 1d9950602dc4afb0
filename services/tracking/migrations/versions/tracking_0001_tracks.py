"""One row a child, one row an obligation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.messaging.migrations.rights import read_table

revision = "tracking_0001"
down_revision = None
branch_labels = ("tracking",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    """Make the tables of tracks and obligations."""
    op.create_table(
        "tracks",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("policy", sa.String, nullable=False),
        sa.Column("registered_on", sa.Date, nullable=False),
        sa.Column("entered_care_on", sa.Date),
        sa.Column("rating", sa.String, nullable=False, index=True),
        sa.Column("because", sa.String),
        sa.Column("because_what", sa.String),
        sa.Column("because_due_on", sa.Date),
        sa.Column("late", sa.Integer, nullable=False),
        sa.Column("next_rule_id", sa.String),
        sa.Column("next_what", sa.String),
        sa.Column("next_due_on", sa.Date, index=True),
        sa.Column("next_owner", sa.String),
        sa.Column("secured_on", sa.Date),
        sa.Column("secured_by", sa.String),
        sa.Column("next_change_on", sa.Date, index=True),
    )
    op.create_table(
        "obligations",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("obligation_id", sa.Uuid, primary_key=True, index=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("rule_id", sa.String, nullable=False, index=True),
        sa.Column("step", sa.String),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("topic", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("due_on", sa.Date, index=True),
        sa.Column("due_time", sa.String),
        sa.Column("earliest_on", sa.Date),
        sa.Column("notice_from", sa.Date),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("started_by", sa.Uuid, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("met_by", sa.Uuid),
        sa.Column("met_on", sa.Date),
        sa.Column("ended_by", sa.Uuid),
        sa.Column("ended_on", sa.Date),
        sa.Column("withdrawn_because", sa.String),
        sa.Column("was_late", sa.Boolean, nullable=False),
        sa.Column("next_escalation_to", sa.String),
        sa.Column("next_escalation_on", sa.Date),
        sa.Column("layer", sa.String, nullable=False),
        sa.Column("pack", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("leads", sa.Boolean, nullable=False),
        sa.Column("indicator", sa.Boolean, nullable=False),
        sa.Column("tracker", sa.String),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("why", JSONB, nullable=False),
    )
    for table in ("tracks", "obligations"):
        read_table(table)


def downgrade() -> None:
    """Drop what can be rebuilt."""
    for table in ("obligations", "tracks"):
        op.drop_table(table)
