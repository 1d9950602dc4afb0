"""Short references of children: each once in the house, whichever authority's child has it."""

from shared.messaging.migrations.references import make_references

revision = "gateway_0009"
down_revision = "gateway_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; children on record are given theirs when the service starts."""
    make_references()


def downgrade() -> None:
    """A reference that people know is not given to somebody else."""
    raise NotImplementedError("children are known by their references; restore a backup instead")
