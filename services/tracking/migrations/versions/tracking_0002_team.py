"""The team that holds a child's case. Rows made before know none until the child changes or the table is rebuilt."""

import sqlalchemy as sa
from alembic import op

revision = "tracking_0002"
down_revision = "tracking_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the team."""
    op.add_column("tracks", sa.Column("team", sa.String, index=True))


def downgrade() -> None:
    """Drop what can be rebuilt."""
    op.drop_column("tracks", "team")
