"""The kit's tables: journal, inbox, answers, relay watermark and parked messages."""

from alembic import op

from shared.messaging.migrations.rights import grant, guard_by_authority

revision = "kit_0001"
down_revision = None
branch_labels = ("kit",)
depends_on = None

# case_kind, case_id, type and data mean what Debezium's aggregatetype, aggregateid, type and payload mean.
JOURNAL = """
create table journal (
    id bigint generated always as identity primary key,
    event_id uuid not null unique,
    case_kind text not null,
    case_id uuid not null,
    version integer not null check (version > 0),
    type text not null,
    authority text not null,
    occurred_on date not null,
    data jsonb not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    on_behalf_of text,
    caused_by uuid,
    traceparent text,
    txid xid8 not null default pg_current_xact_id(),
    unique (case_id, version)
)
"""
INBOX = """
create table inbox (
    event_id uuid primary key,
    source text not null,
    case_kind text not null,
    case_id uuid not null,
    version integer not null,
    type text not null,
    authority text not null,
    occurred_on date not null,
    data jsonb not null,
    recorded_at timestamptz not null,
    heard_at timestamptz not null default clock_timestamp(),
    place bigint generated always as identity
)
"""
ANSWERS = """
create table answers (
    caller text not null,
    key text not null,
    fingerprint bytea not null,
    authority text not null,
    answer json not null,
    answered_at timestamptz not null default now(),
    primary key (caller, key)
)
"""
WATERMARK = """
create table relay_watermark (
    only_row boolean primary key default true check (only_row),
    txid xid8 not null,
    id bigint not null,
    system_identifier text not null,
    cluster_id text not null,
    replay boolean not null default false,
    moved_at timestamptz not null default now()
)
"""
# A parked message may lack a readable authority, so these two are guarded by action, not by row: operations only.
PARKED = """
create table parked (
    id bigint generated always as identity primary key,
    fingerprint text not null unique,
    direction text not null,
    case_id uuid,
    event_id uuid,
    type text,
    topic text not null,
    place text not null,
    cause text not null,
    sentence text not null,
    behind boolean not null default false,
    attempts integer not null default 1,
    state text not null default 'parked',
    parked_at timestamptz not null,
    message json not null
)
"""
ACTS = """
create table parked_acts (
    id bigint generated always as identity primary key,
    parked_id bigint not null references parked (id),
    act text not null,
    outcome text not null,
    reason text,
    acted_by text not null,
    acted_at timestamptz not null default now()
)
"""


def upgrade() -> None:
    """Make the kit's tables, with the least rights that the service's role needs."""
    for statement in (JOURNAL, INBOX, ANSWERS, WATERMARK, PARKED, ACTS):
        op.execute(statement)
    op.execute("create index journal_txid on journal (txid, id)")
    op.execute("create index journal_caused on journal (caused_by) where caused_by is not null")
    op.execute("create index inbox_case on inbox (case_id)")
    op.execute("create index parked_case on parked (case_id) where state = 'parked'")
    op.execute("create index parked_event on parked (event_id) where state = 'dismissed'")
    for table in ("journal", "inbox", "answers"):
        guard_by_authority(table)
        grant(table, "select, insert")
    for table in ("relay_watermark", "parked"):
        grant(table, "select, insert, update")
    grant("parked_acts", "select, insert")


def downgrade() -> None:
    """A journal is not thrown away by a command."""
    raise NotImplementedError("the kit's tables hold the record; restore a backup instead")
