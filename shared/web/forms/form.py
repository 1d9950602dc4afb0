"""The form of a command: what people call it, and what its page needs that the command's class does not know."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from fastapi import Request

from shared.web.commands import CommandRoute

CLAUSE = re.compile(r"[^.;]+")

# What may be chosen, per field: a code and its words, of which the command's class knows nothing.
Choices = Callable[[Request, UUID], Awaitable[Mapping[str, Sequence[tuple[str, str]]]]]


async def no_choices(_request: Request, _case: UUID) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Nothing but what the command's class knows."""
    return {}


# What is to be known before something is chosen, per field.
Warnings = Callable[[Request, UUID], Awaitable[Mapping[str, str]]]


async def no_warnings(_request: Request, _case: UUID) -> Mapping[str, str]:
    """Nothing to be warned of."""
    return {}


class Somebody(NamedTuple):
    """Somebody who is known already: who that is, for the caller, and the page that says more."""

    words: str
    href: str


# Who the people are whom a refusal names by id.
PossibleDuplicates = Callable[[Request, Sequence[UUID]], Awaitable[Mapping[UUID, Somebody]]]


async def nobody_known(_request: Request, _people: Sequence[UUID]) -> Mapping[UUID, Somebody]:
    """Nobody: the form is about nobody who could be known already."""
    return {}


@dataclass(frozen=True)
class CurrentValues:
    """The record that a form changes, as it is now: its text, the version that was read (0: none), and the title.

    A form without a version is one that only ever adds.
    """

    version: int | None = None
    values: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    title: str = ""


# What is recorded now of that which a form changes.
Current = Callable[[Request, UUID], Awaitable[CurrentValues]]


async def nothing_recorded(_request: Request, _case: UUID) -> CurrentValues:
    """Nothing: the form adds."""
    return CurrentValues()


@dataclass(frozen=True)
class Form:
    """The form of a command: its route, and only what its class and its handler leave unsaid.

    `title` is what it is called where the first clause of what the handler does is not. `chosen` are the fields that
    it leaves open though a request may leave them out, since what begins filled in is sent unread. `current` is what
    is recorded already, where the command changes it; `duplicates` says who they are who may be the same as somebody
    new. `record_first` is the page, and its link's words, where that is recorded which may be chosen, for when there
    is nothing yet.
    """

    route: CommandRoute
    title: str = ""
    choices: Choices = no_choices
    chosen: tuple[str, ...] = ()
    current: Current = nothing_recorded
    warnings: Warnings = no_warnings
    duplicates: PossibleDuplicates = nobody_known
    record_first: tuple[str, str] | None = None

    @property
    def called(self) -> str:
        """The words by which people call it."""
        clause = CLAUSE.match(self.route.handler.__doc__ or "")
        return self.title or (clause[0] if clause else self.route.action)


def forms_of(
    routes: Iterable[CommandRoute], *needing: Form, usual: Mapping[str, Choices] | None = None
) -> tuple[Form, ...]:
    """A form for each of these commands: one of these where it needs more than its class, else made of that alone.

    `usual` is what may be chosen, by the first field that a command has of these, where its form says nothing of it.
    """
    special = {form.route.action: form for form in needing}
    forms = (special.pop(route.action, Form(route)) for route in routes)
    return tuple(_with_usual(form, usual or {}) for form in (*forms, *special.values()))


def _with_usual(form: Form, usual: Mapping[str, Choices]) -> Form:
    if form.choices is not no_choices:
        return form
    fields = form.route.command.model_fields
    return replace(form, choices=next((find for name, find in usual.items() if name in fields), no_choices))
