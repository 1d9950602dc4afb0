"""Notes and documents, and the group of brothers and sisters to which a child belongs."""

from shared.records.tables import make_notes_and_documents
from shared.siblings.column import add_sibling_group

revision = "planning_0002"
down_revision = "planning_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the column."""
    make_notes_and_documents()
    add_sibling_group("permanence_cases")


def downgrade() -> None:
    """Papers are not thrown away by a command."""
    raise NotImplementedError("the documents' table holds the keys of the papers; restore a backup instead")
