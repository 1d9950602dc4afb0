"""Parked actions: look at them, retry them, or dismiss them with a reason. Every act is recorded."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.errors import NotKnown, RuleBroken
from shared.messaging import clients
from shared.messaging.envelope import Undecodable
from shared.messaging.inbox_writer import InboxWriter, passes, read
from shared.messaging.parked import Cause, Direction, Message, ParkedState
from shared.messaging.unit_of_work import EVERY_AUTHORITY, UnitOfWork

# What a person sees: no message, for a message may tell of a child.
LOOK = """
select id, direction, case_id, event_id, type, topic, place, cause, sentence, behind, attempts, state, parked_at
from parked where ($1::text is null or state = $1) and ($2::text is null or cause = $2) order by id limit $3
"""
CAUSES = """
select cause, direction, count(*) as messages, count(distinct case_id) as children, min(parked_at) as oldest
from parked where state = 'parked' group by cause, direction order by messages desc, cause
"""
ACTS = "select act, outcome, reason, acted_by, acted_at from parked_acts where parked_id = $1 order by id"
ONE = "select * from parked where id = $1 for update"
CHOOSE = "select id from parked where state = 'parked' and ($1::text is null or cause = $1) order by id"
# A child has one queue of what was heard and one of what was to be sent.
FIRST = """
select id, behind from parked where state = 'parked' and direction = $1 and case_id = $2 order by id limit 1
"""
SETTLE = "update parked set state = $2, attempts = attempts + $3 where id = $1"
FAILED = "update parked set attempts = attempts + 1, cause = $2, sentence = $3, behind = false where id = $1"
ACT = "insert into parked_acts (parked_id, act, outcome, reason, acted_by) values ($1, $2, $3, $4, $5)"


@dataclass(frozen=True)
class Settled:
    """What a retry or dismissal came to: how many messages went through, were dismissed, or failed again."""

    retried: int = 0
    dismissed: int = 0
    failed: int = 0

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(self.retried + other.retried, self.dismissed + other.dismissed, self.failed + other.failed)


class ParkedActions:
    """The actions of operations on parked messages of one service."""

    def __init__(self, writer: InboxWriter, bootstrap: str) -> None:
        """`bootstrap` is where messages that could not be sent go when they are retried."""
        self.writer = writer
        self.pool = writer.store.pool
        self.bootstrap = bootstrap

    async def look(
        self, *, state: str | None = "parked", cause: str | None = None, limit: int = 500
    ) -> list[dict[str, Any]]:
        """Parked messages without their contents, oldest first."""
        return [dict(row) for row in await self.pool.fetch(LOOK, state, cause, limit)]

    async def causes(self) -> list[dict[str, Any]]:
        """The messages that wait, counted by cause."""
        return [dict(row) for row in await self.pool.fetch(CAUSES)]

    async def acts(self, parked_id: int) -> list[dict[str, Any]]:
        """The acts on one message, in their order."""
        return [dict(row) for row in await self.pool.fetch(ACTS, parked_id)]

    async def retry(self, parked_id: int, by: str) -> Settled:
        """Take one message in again, or send it again; when it goes through, those of its child that waited follow.

        Raises NotKnown, or RuleBroken when it was settled before or an earlier one of its child waits.
        """
        row = await self._settle(parked_id, "retry", by)
        return Settled(retried=1) + await self._release(row, by) if row else Settled(failed=1)

    async def dismiss(self, parked_id: int, by: str, reason: str) -> Settled:
        """Give one message up for good; those of its child that waited behind it follow.

        Raises NotKnown, or RuleBroken when it was settled before.
        """
        row = await self._settle(parked_id, "dismiss", by, reason)
        return Settled(dismissed=1) + await self._release(row, by)

    async def retry_all(self, by: str, cause: str | None = None) -> Settled:
        """Retry all, or all with the same cause, in the order in which they came."""
        settled = Settled()
        for (parked_id,) in await self.pool.fetch(CHOOSE, cause):
            with suppress(RuleBroken):  # it followed another meanwhile, or waits for one that failed again
                settled += await self.retry(parked_id, by)
        return settled

    async def dismiss_all(self, by: str, reason: str, cause: str) -> Settled:
        """Dismiss all with the same cause."""
        settled = Settled()
        for (parked_id,) in await self.pool.fetch(CHOOSE, cause):
            with suppress(RuleBroken):  # it followed another meanwhile
                settled += await self.dismiss(parked_id, by, reason)
        return settled

    async def _release(self, settled: asyncpg.Record | None, by: str) -> Settled:
        """Retry what waited behind a settled message, in order, up to one that fails or is parked for its own fault."""
        count = Settled()
        while settled and (first := await self.pool.fetchrow(FIRST, settled["direction"], settled["case_id"])):
            if not first["behind"]:
                break
            if await self._settle(first["id"], "retry", by) is None:
                return count + Settled(failed=1)
            count += Settled(retried=1)
        return count

    async def _settle(self, parked_id: int, act: str, by: str, reason: str | None = None) -> asyncpg.Record | None:
        """Do one act on one message and answer it; None when a retry failed again. The act is recorded either way."""
        row = None
        try:
            async with self.writer.store.work(EVERY_AUTHORITY) as work:
                row = await self._waiting(work, parked_id, act)
                if act == "retry":
                    await self._again(work, row)
                state = ParkedState.RETRIED if act == "retry" else ParkedState.DISMISSED
                await work.connection.execute(SETTLE, parked_id, state, int(act == "retry"))
                await work.connection.execute(ACT, parked_id, act, state, reason, by)
        except Exception as fault:
            if row is None or act == "dismiss" or passes(fault):
                raise
            cause = _cause(fault)
            async with self.pool.acquire() as connection, connection.transaction():
                await connection.execute(FAILED, parked_id, cause.code, cause.sentence)
                await connection.execute(ACT, parked_id, act, f"failed: {cause.code}", reason, by)
            return None
        return row

    async def _waiting(self, work: UnitOfWork, parked_id: int, act: str) -> asyncpg.Record:
        """The parked message whose turn it is, its child held until the transaction ends."""
        if case_id := await work.connection.fetchval("select case_id from parked where id = $1", parked_id):
            await work.lock([case_id])
        row = await work.connection.fetchrow(ONE, parked_id)
        if row is None:
            raise NotKnown(f"no parked message {parked_id}; look at the list again")
        if row["state"] != ParkedState.PARKED:
            raise RuleBroken(f"message {parked_id} was {row['state']} before; nothing waits there")
        first = await work.connection.fetchval(FIRST, row["direction"], row["case_id"])
        if act == "retry" and first not in {None, parked_id}:
            raise RuleBroken(f"message {first} of the same child came earlier; settle that one, and this one follows")
        return row

    async def _again(self, work: UnitOfWork, row: asyncpg.Record) -> None:
        """Hear the message, or send it, as if for the first time. Raises what that raises."""
        message = Message.from_parked(row)
        if row["direction"] == Direction.SENT:
            await clients.send_one(self.bootstrap, message.topic, message.key, message.value, message.headers)
            return
        decoded = read(message).decoded
        if isinstance(decoded, Undecodable):
            raise decoded
        if type(decoded.event) in self.writer.hears:
            await self.writer.write(work, [(decoded, decoded.traceparent)])


def _cause(fault: Exception) -> Cause:
    if isinstance(fault, Undecodable):
        return Cause(fault.cause_code, str(fault))
    return Cause(type(fault).__name__, f"failed again with {type(fault).__name__}; mend that, then retry")
