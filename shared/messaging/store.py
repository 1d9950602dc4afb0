"""The store: a service's database, where units of work begin and end."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg

from shared.clock import Clock
from shared.errors import NotAllowed, Refusal
from shared.messaging import idempotency
from shared.messaging.cases import Case, Service
from shared.messaging.idempotency import IdempotentRequest
from shared.messaging.journal import NewEntry, Signature
from shared.messaging.unit_of_work import EVERY_AUTHORITY, Handler, UnitOfWork
from shared.storage import Archive
from shared.vault import Vault

TURNS = 3  # how often a command is tried whose transaction the database ends because of another


class Store:
    """A service's database, with the vault and the archive of its units of work."""

    def __init__(
        self,
        pool: asyncpg.Pool,
        service: Service,
        clock: Clock,
        vault: Vault | None = None,
        archive: Archive | None = None,
    ) -> None:
        """`after_commit` hooks are told when something was recorded: the relay wakes by one."""
        self.pool = pool
        self.service = service
        self.clock = clock
        self.vault = vault
        self.archive = archive
        self.after_commit: list[Callable[[], None]] = []

    @asynccontextmanager
    async def work(self, authorities: frozenset[str], case_id: UUID | None = None) -> AsyncIterator[UnitOfWork]:
        """A unit of work that sees these authorities. Commits when the block ends, rolls back when it raises.

        A case that is known to be wanted is locked in the same step. Raises NotAllowed where something would be written
        under an authority that is not among them.
        """
        try:
            async with self.pool.acquire() as connection, connection.transaction():
                now = self.clock.now()
                work = UnitOfWork(connection, self.service, now, authorities, vault=self.vault, archive=self.archive)
                await work.begin(case_id)
                yield work
                await work.write()
        except asyncpg.InsufficientPrivilegeError as foreign:
            advice = "this would be recorded under an authority that you do not work for; name one of yours"
            raise NotAllowed(advice) from foreign
        if work.recorded:
            for tell in self.after_commit:
                tell()

    async def revisit(self, case_type: type[Case], case_ids: Sequence[UUID]) -> Counter[str]:
        """Conclude anew about these cases: for a day that has come, or rows that are to be rebuilt.

        Answers how many rows of each read table changed.
        """
        async with self.work(EVERY_AUTHORITY) as work:
            await work.take(case_type, case_ids)
            await work.conclude()
        return work.changed_rows

    async def ask(  # noqa: PLR0913 - what a request carries
        self,
        handler: Handler,
        case_id: UUID,
        command: Any,
        *,
        authorities: frozenset[str],
        signature: Signature,
        request: IdempotentRequest | None = None,
        expected: int | None = None,
    ) -> tuple[dict[str, Any], bool]:
        """Have a command done and answer what was recorded, and whether that answer was given before.

        The answer is kept under the request's key in the same transaction. Refusals of the handler pass through, but
        for those of a request that was answered before: to send it again is refused, by the rule or by its key.

        Two commands that each hold a case which the other wants: the one that the database ends begins again.
        """
        for turns_left in reversed(range(TURNS)):
            try:
                async with self.work(authorities, case_id) as work:
                    work.signature = signature
                    if expected is not None:
                        work.expected[case_id] = expected
                    details = await handler(case_id, command, work) or {}
                    await work.conclude()
                    version = work.kept[case_id].version if case_id in work.kept else work.written[case_id]
                    answer = {
                        "case_id": str(case_id),
                        "version": version,
                        "recorded": _as_answered(work.recorded),
                        **details,
                    }
                    if request:
                        authority = next((entry.event.authority for entry in work.recorded), min(authorities))
                        await idempotency.keep(work.connection, request, authority, answer, self.vault)
                break
            except asyncpg.DeadlockDetectedError:
                if not turns_left:
                    raise
            except Refusal:
                if request and (earlier := await self._answered(request, authorities)):
                    return earlier, True
                raise
        return answer, False

    async def _answered(self, request: IdempotentRequest, authorities: frozenset[str]) -> dict[str, Any] | None:
        async with self.work(authorities) as work:
            return await idempotency.find(work.connection, request, self.vault)


def _as_answered(recorded: Sequence[NewEntry]) -> list[dict[str, Any]]:
    """The recorded events, as an answer tells them."""
    return [
        {"event_id": str(entry.event_id), "type": entry.event.wire_name, "data": entry.event.model_dump(mode="json")}
        for entry in recorded
    ]
