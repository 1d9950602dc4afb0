"""Documents and notes: what the papers are and where, and free text; both only ever added."""

from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority

revision = "gateway_0003"
down_revision = "gateway_0002"
branch_labels = None
depends_on = None

# The papers themselves are in the archive under authority/case/document; `sealed` holds their names and their keys.
DOCUMENTS = """
create table documents (
    document_id uuid primary key,
    authority text not null,
    case_id uuid not null,
    kind text not null,
    version integer not null check (version > 0),
    media_type text not null,
    size bigint not null check (size > 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    dated date,
    sealed bytea not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    on_behalf_of text,
    unique (case_id, kind, version)
)
"""
NOTES = """
create table notes (
    note_id uuid primary key,
    authority text not null,
    case_id uuid not null,
    purpose text not null,
    sealed bytea not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    on_behalf_of text
)
"""


def upgrade() -> None:
    """Make the tables."""
    for statement in (DOCUMENTS, NOTES):
        op.execute(statement)
    for table in ("documents", "notes"):
        guard_by_authority(table)
        grant(table, "select, insert")


def downgrade() -> None:
    """Papers are not thrown away by a command."""
    raise NotImplementedError("the documents' table holds the keys of the papers; restore a backup instead")
