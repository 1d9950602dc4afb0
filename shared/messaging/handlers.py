"""What does a command: a coroutine over the unit of work, or a plain function of the case that says what to record."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import iscoroutinefunction, signature
from typing import Any, get_type_hints
from uuid import UUID

from shared.events.base import Event
from shared.messaging.unit_of_work import Handler, UnitOfWork

# Values in, events out: `(case, command)`, of which the case's own class says what is loaded.
Decides = Callable[[Any, Any], Event | Iterable[Event]]


def handler_of(does: Handler | Decides) -> Handler:
    """The handler that this is; a plain function is given the case, and what it answers is recorded."""
    if iscoroutinefunction(does):
        return does
    decides: Any = does
    case_type = get_type_hints(decides)[next(iter(signature(decides).parameters))]

    @wraps(decides)
    async def record(case_id: UUID, command: Any, work: UnitOfWork) -> None:
        decided: Event | Iterable[Event] = decides(await work.load(case_type, case_id), command)
        work.record(*((decided,) if isinstance(decided, Event) else decided))

    return record
