"""One row a child, one a version of the plan, one a placement."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.messaging.migrations.rights import read_table

revision = "planning_0001"
down_revision = None
branch_labels = ("planning",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    """Make the tables of permanence cases, plan versions and placements."""
    _permanence_cases()
    op.create_table(
        "plan_versions",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("agreed_on", sa.Date, nullable=False),
        sa.Column("primary_plan", sa.String, nullable=False),
        sa.Column("contingencies", JSONB, nullable=False),
        sa.Column("ratified_by", sa.String, nullable=False),
    )
    op.create_table(
        "placements",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("placement_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("carer_id", sa.Uuid),
        sa.Column("in_area", sa.Boolean),
        sa.Column("long_term", sa.Boolean, nullable=False),
    )
    for table in ("permanence_cases", "plan_versions", "placements"):
        read_table(table)


def _permanence_cases() -> None:
    op.create_table(
        "permanence_cases",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("registered_on", sa.Date, nullable=False),
        sa.Column("gateway_outcome", sa.String),
        sa.Column("looked_after_since", sa.Date),
        sa.Column("legal_basis", sa.String),
        sa.Column("ceased_on", sa.Date),
        sa.Column("ceased_because", sa.String),
        sa.Column("placement_kind", sa.String),
        sa.Column("placed_on", sa.Date),
        sa.Column("primary_plan", sa.String),
        sa.Column("contingencies", JSONB, nullable=False),
        sa.Column("plan_version", sa.Integer),
        sa.Column("plan_agreed_on", sa.Date),
        sa.Column("ratified_by", sa.String),
        sa.Column("planning_meetings", sa.Integer, nullable=False),
        sa.Column("last_meeting_on", sa.Date),
        sa.Column("next_meeting_on", sa.Date),
        sa.Column("tracks", JSONB, nullable=False),
        sa.Column("care_reviews", sa.Integer, nullable=False),
        sa.Column("adoption_reviews", sa.Integer, nullable=False),
        sa.Column("last_review_on", sa.Date),
        sa.Column("iro_view", sa.String),
        sa.Column("report_version", sa.Integer),
        sa.Column("should_be_placed", sa.Boolean),
        sa.Column("decided_on", sa.Date),
        sa.Column("last_on", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Drop what can be rebuilt."""
    for table in ("placements", "plan_versions", "permanence_cases"):
        op.drop_table(table)
