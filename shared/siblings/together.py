"""Together: what concerns brothers and sisters alike is said once, and recorded of each of them or of none."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from pydantic import Field

from shared.child_case import ChildCase
from shared.errors import RuleBroken
from shared.identifiers import ChildId
from shared.messaging.handlers import Decides, handler_of
from shared.messaging.unit_of_work import Handler, UnitOfWork
from shared.web.commands import Command

MOST_CHILDREN = 20
CHILD = "child"  # what every service calls the kind of case that is about a child


C = TypeVar("C", bound=ChildCase)


class Together(Command):
    """A step that may be the same for brothers and sisters of the child."""

    with_children: tuple[ChildId, ...] = Field(
        (),
        title="The same for",
        description="brothers and sisters: recorded of each on its own record, or of none",
        max_length=MOST_CHILDREN,
    )


def together(does: Handler | Decides) -> Handler:
    """The handler that does a step for a child, and for the brothers and sisters named; it answers for the child."""
    handler = handler_of(does)

    @wraps(handler)
    async def for_each(child: UUID, command: Together, work: UnitOfWork) -> Mapping[str, Any] | None:
        case_type: type[ChildCase] = work.service.kinds[CHILD].case_type
        first, *others = await of_one_family(work, case_type, child, command)
        answer = await handler(first.child_id, command, work)
        for other in others:
            with naming(other, command):
                await handler(other.child_id, command, work)
        return answer

    return for_each


async def of_one_family(work: UnitOfWork, case_type: type[C], child: UUID, command: Together) -> list[C]:
    """The cases of the child and of the brothers and sisters named, all held until the transaction ends.

    Raises NotKnown for a child who is not known here, RuleBroken for one who is not of the child's group.
    """
    children = (child, *command.with_children)
    if len(set(children)) < len(children):
        raise RuleBroken("a child is named twice; name each brother and sister once, and not the child itself")
    await work.lock(children)
    cases = [await work.load(case_type, child) for child in children]
    group = cases[0].sibling_group
    for other in cases[1:]:
        with naming(other, command):
            if group is None or other.sibling_group != group:
                raise RuleBroken("this is no brother or sister of the child here; record them as such first")
    return cases


@contextmanager
def naming(case: ChildCase, command: Together) -> Iterator[None]:
    """Have a refusal say of which child it is, by its reference, where that is a brother or sister."""
    try:
        yield
    except RuleBroken as refusal:
        if case.child_id not in command.with_children:
            raise
        sentence = f"{case.reference or 'another child'}: {refusal}; or leave it out and record it for that child alone"
        raise RuleBroken(sentence) from refusal
