"""The inbox writer: how a batch of messages becomes inbox rows and their effect, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from shared.errors import OutOfDate
from shared.messaging import envelope, inbox, parked
from shared.messaging.envelope import RecordedEvent, Undecodable
from shared.messaging.journal import Signature
from shared.messaging.parked import Cause, Direction, Message
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY, UnitOfWork

BEHIND = Cause(
    "waits-behind", "an earlier message of the same child is parked; this one follows when that is settled", behind=True
)

PASSING = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that is cut between two steps of the client
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.LockNotAvailableError,
)


def passes(fault: BaseException) -> bool:
    """Whether trying again later can help: the database is away or busy, and the message is not to blame."""
    return isinstance(fault, (*PASSING, OutOfDate))


@dataclass(frozen=True)
class Received:
    """A message and the event in it, or why it cannot be read. `traceparent` is that of the span that works on it."""

    message: Message
    decoded: RecordedEvent | Undecodable
    traceparent: str | None = None

    @property
    def case_id(self) -> UUID | None:
        """The case it is about, as far as that can be known."""
        return self.message.case_id if isinstance(self.decoded, Undecodable) else self.decoded.case_id


def read(message: Message) -> Received:
    """The message with the event in it."""
    try:
        return Received(message, envelope.decode(message.value, message.headers, message.key))
    except Undecodable as reason:
        return Received(message, reason)


class InboxWriter:
    """Takes messages in for one service: each once, in order per child, or parked with its child."""

    def __init__(self, store: Store) -> None:
        """`store` is the service's database."""
        self.store = store
        self.hears = store.service.hears

    async def take_in(self, batch: Sequence[Received]) -> list[RecordedEvent]:
        """Take in a batch in one transaction and answer what was new. Any failure leaves nothing behind."""
        async with self.store.work(EVERY_AUTHORITY) as work:
            return await self.write(work, await self._sort_out(work, batch))

    async def write(self, work: UnitOfWork, wanted: Sequence[tuple[RecordedEvent, str | None]]) -> list[RecordedEvent]:
        """Write down what is new, with the trace it came by, and conclude what follows; answer what was new."""
        new_ids = await inbox.add(work.connection, [recorded for recorded, _ in wanted])
        by_id = {recorded.event_id: (recorded, traceparent) for recorded, traceparent in wanted}
        new = {event_id: received for event_id, received in by_id.items() if event_id in new_ids}
        for recorded, traceparent in new.values():
            work.signatures[recorded.case_id] = Signature(
                by=self.store.service.name, caused_by=recorded.event_id, traceparent=traceparent
            )
        events = [recorded for recorded, _ in new.values()]
        await self._fold_anew(work, events)
        await work.conclude()
        return events

    async def _fold_anew(self, work: UnitOfWork, new: Sequence[RecordedEvent]) -> None:
        """Take the cases that something new was heard about, each once and always in the same order."""
        for kind in self.store.service.kinds.values():
            case_ids = sorted({recorded.case_id for recorded in new if recorded.event.about == kind.name})
            if case_ids:
                await work.take(kind.case_type, case_ids)

    async def _sort_out(self, work: UnitOfWork, batch: Sequence[Received]) -> list[tuple[RecordedEvent, str | None]]:
        """Park what cannot be read and what waits behind it; leave out what is not heard here or was dismissed."""
        case_ids = list({received.case_id for received in batch if received.case_id})
        await work.lock(case_ids)
        blocked = await parked.held(work.connection, Direction.HEARD, case_ids)
        event_ids = [received.decoded.event_id for received in batch if isinstance(received.decoded, RecordedEvent)]
        gone = await parked.dismissed(work.connection, event_ids)
        wanted = []
        for received in batch:
            decoded = received.decoded
            if isinstance(decoded, Undecodable):
                blocked |= await self._park(work, received, Cause(decoded.cause_code, str(decoded)))
            elif type(decoded.event) not in self.hears or decoded.event_id in gone:
                continue
            elif decoded.case_id in blocked:
                await self._park(work, received, BEHIND)
            else:
                wanted.append((decoded, received.traceparent))
        return wanted

    async def park(self, received: Received, fault: Exception) -> None:
        """Park a message that keeps failing. Only the fault's class is kept: its words may hold values."""
        cause = Cause(
            type(fault).__name__, f"taking it in failed with {type(fault).__name__}; mend that, then retry this message"
        )
        async with self.store.work(EVERY_AUTHORITY) as work:
            await self._park(work, received, cause)

    async def _park(self, work: UnitOfWork, received: Received, cause: Cause) -> set[UUID]:
        """Park, and answer which case is held by it: none where the message was settled before."""
        readable = None if isinstance(received.decoded, Undecodable) else received.decoded
        holds = await parked.park(
            work.connection,
            received.message,
            cause,
            direction=Direction.HEARD,
            now=work.now,
            case_id=received.case_id,
            event_id=readable.event_id if readable else None,
            type_=readable.event.wire_name if readable else None,
        )
        return {received.case_id} if holds and received.case_id else set()
