"""What does a command: a coroutine over the unit of work, or a plain function of the case that says what to record."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import iscoroutinefunction, signature
from typing import Any, get_type_hints
from uuid import UUID

from shared.events.base import Event
from shared.messaging.unit_of_work import Handler, UnitOfWork

Decided = Event | Iterable[Event]
# Values in, events out: `(case, command)`, of which the case's own class says what is loaded.
Decides = Callable[[Any, Any], Decided]


def handler_of(does: Handler | Decides) -> Handler:
    """The handler that this is; a plain function is given the case, and what it answers is recorded."""
    if iscoroutinefunction(does):
        return does
    decides: Any = does
    case_type = case_of(decides)

    @wraps(decides)
    async def handler(case_id: UUID, command: Any, work: UnitOfWork) -> None:
        record(work, decides(await work.load(case_type, case_id), command))

    return handler


def case_of(decides: Callable[..., Decided]) -> Any:
    """The class of the case that a plain function is given."""
    return get_type_hints(decides)[next(iter(signature(decides).parameters))]


def record(work: UnitOfWork, decided: Decided) -> None:
    """Record what was decided, one event or several."""
    work.record(*((decided,) if isinstance(decided, Event) else decided))
