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
    """A message and what it says, or why it cannot be read. `traceparent` is that of the span that works on it."""

    message: Message
    said: RecordedEvent | Undecodable
    traceparent: str | None = None

    @property
    def case_id(self) -> UUID | None:
        """The case it is about, as far as that can be known."""
        return self.message.case_id if isinstance(self.said, Undecodable) else self.said.case_id


def read(message: Message) -> Received:
    """The message with what it says."""
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
            return await self.hear(work, await self._sort_out(work, batch))

    async def hear(self, work: UnitOfWork, wanted: Sequence[tuple[RecordedEvent, str | None]]) -> list[RecordedEvent]:
        """Write down what is new, with the trace it came by, and conclude what follows; answer what was new."""
        new_ids = await inbox.hear(work.connection, [said for said, _ in wanted])
        new = {said.event_id: (said, traceparent) for said, traceparent in wanted if said.event_id in new_ids}
        for said, traceparent in new.values():
            work.signatures[said.case_id] = Signature(
                by=self.store.service.name, caused_by=said.event_id, traceparent=traceparent
            )
        heard = [said for said, _ in new.values()]
        await self._fold_anew(work, heard)
        await work.conclude()
        return heard

    async def _fold_anew(self, work: UnitOfWork, new: Sequence[RecordedEvent]) -> None:
        """Take the cases that something new was heard about, each once and always in the same order."""
        for kind in self.store.service.kinds.values():
            case_ids = sorted({said.case_id for said in new if said.event.about == kind.name})
            if case_ids:
                await work.take(kind.case_type, case_ids)

    async def _sort_out(self, work: UnitOfWork, batch: Sequence[Received]) -> list[tuple[RecordedEvent, str | None]]:
        """Park what cannot be read and what waits behind it; leave out what is not heard here or was dismissed."""
        case_ids = list({received.case_id for received in batch if received.case_id})
        await work.lock(case_ids)
        blocked = await parked.held(work.connection, Direction.HEARD, case_ids)
        event_ids = [received.said.event_id for received in batch if isinstance(received.said, RecordedEvent)]
        gone = await parked.dismissed(work.connection, event_ids)
        wanted = []
        for received in batch:
            said = received.said
            if isinstance(said, Undecodable):
                blocked |= await self._park(work, received, Cause(said.cause_code, str(said)))
            elif type(said.event) not in self.hears or said.event_id in gone:
                continue
            elif said.case_id in blocked:
                await self._park(work, received, BEHIND)
            else:
                wanted.append((said, received.traceparent))
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
        said = received.said
        readable = None if isinstance(said, Undecodable) else said
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
