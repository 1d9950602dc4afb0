"""One row a child: where the legal matter stands."""

import sqlalchemy as sa
from alembic import op

from shared.messaging.migrations.rights import read_table

revision = "gateway_0001"
down_revision = None
branch_labels = ("gateway",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    """Make the table of legal matters."""
    op.create_table(
        "legal_matters",
        sa.Column("child_id", sa.Uuid, primary_key=True),
        sa.Column("authority", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("registered_on", sa.Date, nullable=False),
        sa.Column("date_of_birth", sa.Date),
        sa.Column("expected_date_of_birth", sa.Date),
        sa.Column("panel_date", sa.Date),
        sa.Column("decision", sa.String),
        sa.Column("decided_on", sa.Date),
        sa.Column("primary_plan", sa.String),
        sa.Column("pre_proceedings_since", sa.Date),
        sa.Column("court_case_number", sa.String),
        sa.Column("latest_order", sa.String),
        sa.Column("latest_order_on", sa.Date),
        sa.Column("last_on", sa.Date, nullable=False),
    )
    read_table("legal_matters")


def downgrade() -> None:
    """Drop what can be rebuilt."""
    op.drop_table("legal_matters")
