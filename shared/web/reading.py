"""Reading: a session over the read tables that shows only the rows of the caller's authorities."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.auth.actions import Signed

AUTHORITIES = text("select set_config('hearth.authorities', :authorities, true)")


async def _reading(request: Request, caller: Signed) -> AsyncIterator[AsyncSession]:
    async with AsyncSession(request.app.state.engine) as session, session.begin():
        await session.execute(AUTHORITIES, {"authorities": ",".join(sorted(caller.authorities))})
        yield session


Reading = Annotated[AsyncSession, Depends(_reading, scope="function")]
