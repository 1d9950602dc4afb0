"""The facts of children: what a question needs beside the tables."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.tracking.subscribers import facts_of
from shared.auth.actions import Signed
from shared.messaging.store import Store
from shared.messaging.unit_of_work import BEGIN
from shared.policy.reckoning.facts import Fact


class Known:
    """The facts of children, as far as they are the caller's to see."""

    def __init__(self, request: Request, caller: Signed) -> None:
        """Of the service that is asked, for whoever asks it."""
        self.store: Store = request.app.state.store
        self.authorities = ",".join(sorted(caller.authorities))

    async def of(self, children: Sequence[UUID]) -> dict[UUID, tuple[Fact, ...]]:
        """The facts of these children; none for one who is not the caller's."""
        async with self.store.pool.acquire() as connection, connection.transaction(readonly=True):
            await connection.execute(BEGIN, self.authorities)
            return await facts_of(connection, children)


KnownFacts = Annotated[Known, Depends()]
