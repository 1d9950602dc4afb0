"""The relay watermark says since when its journal is being told."""

from alembic import op

revision = "kit_0002"
down_revision = "kit_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; a journal that is being told already is told since now."""
    op.execute("alter table relay_watermark add column told_since timestamptz not null default now()")


def downgrade() -> None:
    """Whoever does not know the moment does not send it."""
    op.execute("alter table relay_watermark drop column told_since")
