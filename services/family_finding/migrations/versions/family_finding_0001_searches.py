"""One row a search, one a link, one a family."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.messaging.migrations.rights import read_table

revision = "family_finding_0001"
down_revision = None
branch_labels = ("family_finding",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    """Make the tables of searches, links and families."""
    op.create_table(
        "searches",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("adoption_considered", sa.Boolean, nullable=False),
        sa.Column("should_be_placed", sa.Boolean, nullable=False),
        sa.Column("placement_order_on", sa.Date),
        sa.Column("looked_after_since", sa.Date),
        sa.Column("raa_notified_on", sa.Date),
        sa.Column("family_finder_allocated_on", sa.Date),
        sa.Column("scope", sa.String),
        sa.Column("next_scope_on", sa.Date),
        sa.Column("profile_version", sa.Integer),
        sa.Column("profile_anonymised", sa.Boolean),
        sa.Column("selected_family_id", sa.Uuid),
        sa.Column("panel_on", sa.Date),
        sa.Column("papers_submitted_on", sa.Date),
        sa.Column("match_recommended_on", sa.Date),
        sa.Column("match_approved_on", sa.Date),
        sa.Column("home_family_id", sa.Uuid),
        sa.Column("early_permanence", sa.Boolean, nullable=False),
        sa.Column("introductions_on", sa.Date),
        sa.Column("placed_on", sa.Date),
        sa.Column("long_term", sa.Boolean, nullable=False),
        sa.Column("at_risk_since", sa.Date),
        sa.Column("application_lodged_on", sa.Date),
        sa.Column("disrupted_on", sa.Date),
        sa.Column("disruption_meeting_on", sa.Date),
        sa.Column("adopted_on", sa.Date),
        sa.Column("last_on", sa.Date, nullable=False),
    )
    op.create_table(
        "links",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("family_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("score", sa.Integer),
        sa.Column("proposed_on", sa.Date, nullable=False),
        sa.Column("proposed_by", sa.String, nullable=False),
        sa.Column("declined_on", sa.Date),
        sa.Column("declined_by", sa.String),
        sa.Column("place_on_shortlist", sa.Integer),
        sa.Column("visited_on", sa.Date),
        sa.Column("match_declined_on", sa.Date),
    )
    op.create_table(
        "families",
        sa.Column("family_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("agency", sa.String, nullable=False),
        sa.Column("kinds", JSONB, nullable=False),
        sa.Column("early_permanence", sa.Boolean, nullable=False),
        sa.Column("registered_on", sa.Date, nullable=False),
        sa.Column("approved_on", sa.Date),
        sa.Column("withdrawn_on", sa.Date),
    )
    for table in ("searches", "links", "families"):
        read_table(table)


def downgrade() -> None:
    """Drop what can be rebuilt."""
    for table in ("searches", "links", "families"):
        op.drop_table(table)
