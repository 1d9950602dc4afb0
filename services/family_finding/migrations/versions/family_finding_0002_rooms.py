"""Notes and documents, and the group of brothers and sisters to which a child belongs."""

from shared.records.tables import make_notes_and_documents
from shared.siblings.column import add_sibling_group

revision = "family_finding_0002"
down_revision = "family_finding_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the column."""
    make_notes_and_documents()
    add_sibling_group("searches")


def downgrade() -> None:
    """Papers are not thrown away by a command."""
    raise NotImplementedError("the documents' table holds the keys of the papers; restore a backup instead")
