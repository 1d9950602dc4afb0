"""Documents and notes: what the papers are and where, and free text; both only ever added."""

from shared.records.tables import make_notes_and_documents

revision = "gateway_0003"
down_revision = "gateway_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    make_notes_and_documents()


def downgrade() -> None:
    """Papers are not thrown away by a command."""
    raise NotImplementedError("the documents' table holds the keys of the papers; restore a backup instead")
