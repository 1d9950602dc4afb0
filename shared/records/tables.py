"""The tables of notes and documents, as a migration of each service that keeps them makes them.

Services made them by these statements, so they are never edited: what changes later is a statement of its own, which
each service runs in a migration of its own.
"""

from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority

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


def make_notes_and_documents() -> None:
    """Make the tables; what is in them is only ever added."""
    for statement in (DOCUMENTS, NOTES):
        op.execute(statement)
    for table in ("documents", "notes"):
        guard_by_authority(table)
        grant(table, "select, insert")
