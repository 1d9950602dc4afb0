"""Short references of families: each once in the house."""

from shared.messaging.migrations.references import make_references

revision = "family_finding_0003"
down_revision = "family_finding_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; families on record are given theirs when the service starts."""
    make_references()


def downgrade() -> None:
    """A reference that people know is not given to somebody else."""
    raise NotImplementedError("families are known by their references; restore a backup instead")
