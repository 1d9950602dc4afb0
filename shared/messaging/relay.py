"""The relay: carries what was recorded to Kafka, in order per child, and never passes over a row.

It reads the journal by transaction id below the snapshot's horizon: a row that was numbered early and committed late
is still found, which reading by row number would miss.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from shared.messaging import clients, parked, watermark
from shared.messaging.envelope import TOLD_SINCE, Headers, headers_of, key_of
from shared.messaging.inbox_writer import BEHIND, passes
from shared.messaging.parked import Cause, Direction, Message
from shared.messaging.topics import create_topics, topic_of
from shared.messaging.tracing import MessageSpans
from shared.messaging.unit_of_work import LOCK
from shared.messaging.watermark import SINCE, Watermark

BATCH = 500
POLL_SECONDS = 0.1
STANDBY_SECONDS = 1.0
SEND_SECONDS = 20.0
LOOK_SECONDS = 30.0
RELAY_LOCK = 20_040_923

# The order names the journal's own columns: a bare `txid` would be the text in the list, in which 1000 comes before
# 999, and rows would be passed over.
NEXT = """
select txid::text as txid, id, event_id, case_id, version, type, authority, recorded_at, traceparent, data::text as data
from journal
where (txid, id) > ($1::text::xid8, $2) and txid < pg_snapshot_xmin(pg_current_snapshot())
order by journal.txid, journal.id limit $3
"""
# A replay asked for in the meantime moves the mark back to the start; the row answers where it stands.
ADVANCE = f"""
update relay_watermark
set txid = case when replay then '0'::xid8 else $1::text::xid8 end, id = case when replay then 0 else $2 end,
    replay = false, moved_at = now()
returning txid::text as txid, id, {SINCE}
"""  # noqa: S608 - made of constants
REPLAY = "select replay from relay_watermark"
BACKLOG = """
select count(*) as rows, coalesce(extract(epoch from now() - min(journal.recorded_at)), 0)::float8 as age
from journal, (select coalesce(max(txid), '0'::xid8) as txid, coalesce(max(id), 0) as id from relay_watermark) as mark
where (journal.txid, journal.id) > (mark.txid, mark.id)
"""

log = structlog.get_logger(__name__)


class Relay:
    """One service's relay. Many may run; one at a time leads, the others stand by."""

    def __init__(self, url: str, service: str, bootstrap: str) -> None:
        """`url` is the service's own database; the lock that makes this relay lead lives on a connection of its own."""
        self.url = url
        self.service = service
        self.bootstrap = bootstrap
        self.topic = topic_of(service)
        self.spans = MessageSpans(service)
        self.leading = False
        self.look_seconds = LOOK_SECONDS
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Say that something was recorded, so that it need not wait for the next look."""
        self._wake.set()

    async def run(self) -> None:
        """Lead when it can, and carry on for ever; a fault ends the lead, never the relay."""
        while True:
            try:
                async with self._lead() as connection:
                    if connection is None:
                        await asyncio.sleep(STANDBY_SECONDS)
                        continue
                    await self._carry_on(connection)
            except Exception as fault:
                if (this := asyncio.current_task()) and this.cancelling():
                    raise  # a fault while it was stopping took the place of the order to stop
                if not (isinstance(fault, KafkaError) or passes(fault)):
                    log.exception("relay failed; it starts again")
                else:
                    log.warning("relay waits for a fault to pass", fault=type(fault).__name__)
                await asyncio.sleep(STANDBY_SECONDS)

    @asynccontextmanager
    async def _lead(self) -> AsyncIterator[asyncpg.Connection | None]:
        """The connection that holds the lead, or None while another relay has it."""
        async with self.connection() as connection:
            try:
                self.leading = await connection.fetchval("select pg_try_advisory_lock($1)", RELAY_LOCK)
                yield connection if self.leading else None
            finally:
                self.leading = False

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection that sees the whole journal."""
        async with clients.connection(self.url) as connection:
            await connection.execute("select set_config('hearth.authorities', '*', false)")
            yield connection

    async def _carry_on(self, connection: asyncpg.Connection) -> None:
        await create_topics(self.bootstrap)
        mark = await watermark.find(connection, self.bootstrap, self.topic)
        looked = monotonic()
        async with clients.started(clients.producer(self.bootstrap, f"hearth-{self.service}-relay")) as producer:
            while True:
                self._wake.clear()
                moved = await self.carry(connection, producer, mark)
                if moved == mark:
                    await self._rest()
                mark = moved
                # A Kafka that lost its memory takes messages like any other: only looking tells.
                if monotonic() - looked > self.look_seconds:
                    mark = await watermark.find(connection, self.bootstrap, self.topic)
                    looked = monotonic()

    async def _rest(self) -> None:
        """Wait until something is recorded here, or it is time to look for what another replica recorded."""
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self._wake.wait()

    async def carry(self, connection: asyncpg.Connection, producer: AIOKafkaProducer, mark: Watermark) -> Watermark:
        """Carry the next rows and answer how far that went. If one fails, none is passed over: all are sent again."""
        rows = await connection.fetch(NEXT, mark.txid, mark.id, BATCH)
        if rows:
            held = await parked.held(connection, Direction.SENT, [row["case_id"] for row in rows])
            await self.send(connection, producer, rows, held, mark)
            mark = Watermark(rows[-1]["txid"], rows[-1]["id"])
        elif not await connection.fetchval(REPLAY):
            return mark
        return Watermark(*await connection.fetchrow(ADVANCE, mark.txid, mark.id))

    async def send(
        self,
        connection: asyncpg.Connection,
        producer: AIOKafkaProducer,
        rows: Sequence[asyncpg.Record],
        held: set[UUID],
        mark: Watermark,
    ) -> None:
        """Send these rows in order and wait for all; park what cannot be sent and what waits behind it."""
        sent, told_since = [], (TOLD_SINCE, mark.told_since.encode())
        for row in rows:
            with self.spans.send(self.topic, row) as traceparent:
                headers = _headers(self.service, row, traceparent)
                if row["case_id"] in held and await self._queue(connection, row, headers):
                    continue
                try:
                    key, value = key_of(row["case_id"]), row["data"].encode()
                    sent.append(await producer.send(self.topic, value, key, headers=[*headers, told_since]))
                except MessageSizeTooLargeError as fault:
                    sentence = f"the event cannot be sent ({type(fault).__name__}); correct the entry, then dismiss it"
                    if await self._park(connection, row, headers, Cause(type(fault).__name__, sentence)):
                        held.add(row["case_id"])
        # A producer would try for ever, and never ask whether this is still the Kafka that it knows.
        async with asyncio.timeout(SEND_SECONDS):
            await asyncio.gather(*sent)

    async def _queue(self, connection: asyncpg.Connection, row: asyncpg.Record, headers: Headers) -> bool:
        """Park a row behind its child's earlier ones, unless somebody settled those in the meantime."""
        case_ids = [row["case_id"]]
        async with connection.transaction():
            await connection.execute(LOCK, case_ids)
            if not await parked.held(connection, Direction.SENT, case_ids):
                return False
            return await self._park(connection, row, headers, BEHIND)

    async def _park(self, connection: asyncpg.Connection, row: asyncpg.Record, headers: Headers, cause: Cause) -> bool:
        """Park a row, and answer whether it holds its child: not where it was dismissed before."""
        return await parked.park(
            connection,
            Message(self.topic, f"journal/{row['id']}", key_of(row["case_id"]), row["data"].encode(), headers),
            cause,
            direction=Direction.SENT,
            now=datetime.now(UTC),
            case_id=row["case_id"],
            event_id=row["event_id"],
            type_=row["type"],
        )


def _headers(service: str, row: asyncpg.Record, traceparent: str | None) -> Headers:
    return headers_of(
        event_id=row["event_id"],
        wire_name=row["type"],
        source=service,
        case_id=row["case_id"],
        version=row["version"],
        authority=row["authority"],
        recorded_at=row["recorded_at"],
        traceparent=traceparent,
    )
