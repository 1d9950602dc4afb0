"""Reading: a session over the read tables, or a look at sealed records, of the caller's authorities only."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.auth.actions import Signed
from shared.clock import london_day
from shared.messaging.store import Store
from shared.messaging.unit_of_work import UnitOfWork

AUTHORITIES = text("select set_config('hearth.authorities', :authorities, true)")


async def _reading(request: Request, caller: Signed) -> AsyncIterator[AsyncSession]:
    async with AsyncSession(request.app.state.engine) as session, session.begin():
        await session.execute(AUTHORITIES, {"authorities": ",".join(sorted(caller.authorities))})
        yield session


Reading = Annotated[AsyncSession, Depends(_reading, scope="function")]


async def _looking(request: Request, caller: Signed) -> AsyncIterator[UnitOfWork]:
    store: Store = request.app.state.store
    async with store.work(caller.authorities) as work:
        yield work


# A unit of work in which nothing is recorded: what is kept sealed is read through the same code that writes it.
Looking = Annotated[UnitOfWork, Depends(_looking, scope="function")]


def _today(request: Request) -> date:
    store: Store = request.app.state.store
    return london_day(store.clock.now())


# The day in London.
Today = Annotated[date, Depends(_today)]
