"""Referrals with their papers, sittings, the panel's decisions and actions, and what is due before the panel."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.messaging.migrations.rights import read_table

revision = "gateway_0004"
down_revision = "gateway_0003"
branch_labels = None
depends_on = None

TABLES = {
    "referrals": (
        sa.Column("referral_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("children", JSONB, nullable=False),
        sa.Column("team", sa.String, index=True),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("withdrawn_on", sa.Date),
        sa.Column("sitting_id", sa.Uuid, index=True),
        sa.Column("panel_date", sa.Date, index=True),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("missed", sa.Date),
        sa.Column("papers_due_on", sa.Date),
        sa.Column("papers_due_time", sa.String),
        sa.Column("missing", JSONB, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    ),
    "referral_papers": (
        sa.Column("referral_id", sa.Uuid, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("paper", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("recorded_on", sa.Date, nullable=False),
        sa.Column("dated", sa.Date),
        sa.Column("document_id", sa.Uuid),
        sa.Column("note_id", sa.Uuid),
    ),
    "sittings": (
        sa.Column("sitting_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sits_on", sa.Date, nullable=False, index=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("papers_due_on", sa.Date),
        sa.Column("papers_due_time", sa.String),
        sa.Column("chair_id", sa.Uuid),
        sa.Column("chair_team", sa.String),
        sa.Column("members", JSONB, nullable=False),
        sa.Column("apologies", JSONB, nullable=False),
        sa.Column("conflicts", JSONB, nullable=False),
        sa.Column("circulated", JSONB, nullable=False),
        sa.Column("minutes_version", sa.Integer),
        sa.Column("minutes_note_id", sa.Uuid),
    ),
    "gateway_decisions": (
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("decision_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("referral_id", sa.Uuid, nullable=False, index=True),
        sa.Column("sitting_id", sa.Uuid, index=True),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("threshold_met", sa.Boolean),
        sa.Column("primary_plan", sa.String),
        sa.Column("contingencies", JSONB, nullable=False),
        sa.Column("review_on", sa.Date),
        sa.Column("chaired_by", sa.Uuid),
        sa.Column("note_id", sa.Uuid),
        sa.Column("minutes_version", sa.Integer),
        sa.Column("minutes_on", sa.Date),
        sa.Column("director_told_on", sa.Date, index=True),
    ),
    "gateway_actions": (
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("action_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("decision_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False, index=True),
        sa.Column("set_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("note_id", sa.Uuid),
        sa.Column("done_on", sa.Date),
    ),
    "panel_duties": (
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("rule_id", sa.String, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False, index=True),
        sa.Column("notice_from", sa.Date, nullable=False),
    ),
}


def upgrade() -> None:
    """Make the tables."""
    for table, columns in TABLES.items():
        op.create_table(table, *columns)
        read_table(table)


def downgrade() -> None:
    """Drop what can be rebuilt."""
    for table in TABLES:
        op.drop_table(table)
