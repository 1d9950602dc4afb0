"""Reading: a session over the read tables, or a look at sealed records, of the caller's authorities only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.auth.actions import Signed, caller_of
from shared.auth.caller import Caller
from shared.clock import london_day
from shared.errors import NotSignedIn
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


@asynccontextmanager
async def looking(request: Request) -> AsyncIterator[tuple[UnitOfWork, Caller]]:
    """Such a unit of work, for the caller of a page whom its guard has let through."""
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn("nobody is signed in; sign in first")
    store: Store = request.app.state.store
    async with store.work(caller.authorities) as work:
        yield work, caller


def _today(request: Request) -> date:
    store: Store = request.app.state.store
    return london_day(store.clock.now())


# The day in London.
Today = Annotated[date, Depends(_today)]
