"""What may be chosen in a form, where the command's class cannot know: found by looking as the caller."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from fastapi import Request

from shared.auth.caller import Caller
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.forms.fields import Choice
from shared.web.forms.form import Choices
from shared.web.names import names_of
from shared.web.reading import looking

Found = Mapping[str, Sequence[Choice]]
NONE: Final[Sequence[Choice]] = ()


async def people_named(request: Request, work: UnitOfWork, people: Sequence[UUID]) -> Sequence[Choice]:
    """People to choose from, by name for who may read names."""
    names = await names_of(request, work, people)
    return [(str(one), names[one]) for one in people]


def choosing(find: Callable[[UnitOfWork, Caller, UUID], Awaitable[Found]]) -> Choices:
    """What may be chosen in a form, found by looking as the caller whom its guard has let through."""

    async def choices(request: Request, case_id: UUID) -> Found:
        async with looking(request) as (work, caller):
            return await find(work, caller, case_id)

    return choices
