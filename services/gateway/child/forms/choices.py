"""What may be chosen in the forms of the commands, and how it is found: what several subjects share."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from fastapi import Request

from services.gateway.child.domain.family import sibling_group
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.read_model.looking import look
from services.gateway.letters.drafting import Letter
from services.gateway.records.documents import Documents
from services.gateway.records.names import names_of
from shared.auth.actions import caller_of
from shared.auth.caller import Caller
from shared.errors import NotSignedIn
from shared.messaging.store import Store
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.grammar import Item
from shared.web.desk import Choices
from shared.words import in_words

Choice = tuple[str, str]
Found = Mapping[str, Sequence[Choice]]
NONE: Final[Sequence[Choice]] = ()
ANOTHER = "another"  # a kind of paper that is none of those offered
# What letters, plans and reports of a child are kept as, whatever papers the policy asks for.
CONSENT = "consent_to_adoption"
PAPERS = (*Letter, "pre_proceedings_plan", "assessment", "exception_report", CONSENT)
SIBLINGS = "select child_id from legal_matters where sibling_group_id = $1 and child_id <> $2 order by child_id"


def choosing(find: Callable[[UnitOfWork, Caller, UUID], Awaitable[Found]]) -> Choices:
    """What may be chosen in a form, found by looking as the caller whom its guard has let through."""

    async def choices(request: Request, case_id: UUID) -> Found:
        async with looking(request) as (work, caller):
            return await find(work, caller, case_id)

    return choices


@asynccontextmanager
async def looking(request: Request) -> AsyncIterator[tuple[UnitOfWork, Caller]]:
    """A unit of work in which nothing is recorded, for the caller of a form."""
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn("nobody is signed in; sign in first")
    store: Store = request.app.state.store
    async with store.work(caller.authorities) as work:
        yield work, caller


@choosing
async def authorities(_work: UnitOfWork, caller: Caller, _case: UUID) -> Found:
    """The caller's own authorities."""
    return {"authority": _authorities(caller)}


@choosing
async def for_registration(_work: UnitOfWork, caller: Caller, _case: UUID) -> Found:
    """The caller's own authorities; the date of birth is asked once."""
    return {"authority": _authorities(caller), "details-date_of_birth": NONE}


@choosing
async def siblings(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's brothers and sisters, for whom a step may be the same."""
    return {"with_children": await siblings_of(work, caller, await look(work, LegalMatter, child))}


@choosing
async def documents(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's documents, and its brothers and sisters."""
    others = await siblings_of(work, caller, await look(work, LegalMatter, child))
    return {"document_id": await documents_of(work, child), "with_children": others}


def _authorities(caller: Caller) -> Sequence[Choice]:
    return [(name, in_words(name)) for name in sorted(caller.authorities)]


async def siblings_of(work: UnitOfWork, caller: Caller, matter: LegalMatter) -> Sequence[Choice]:
    """The child's brothers and sisters, to choose from."""
    return await people_of(work, caller, await siblings_known(work, matter))


async def siblings_known(work: UnitOfWork, matter: LegalMatter) -> list[UUID]:
    """The children of the child's group, without the child."""
    group = sibling_group(matter)
    found = await work.connection.fetch(SIBLINGS, group, matter.child_id) if group else []
    return [child for (child,) in found]


async def people_of(work: UnitOfWork, caller: Caller, people: Iterable[UUID]) -> Sequence[Choice]:
    """People to choose from, by name for who may read names."""
    wanted = list(dict.fromkeys(people))
    names = await names_of(work, caller, wanted)
    return [(str(one), names[one]) for one in wanted]


async def documents_of(work: UnitOfWork, case_id: UUID, kind: str | None = None) -> Sequence[Choice]:
    """The latest version of each of a case's documents, or of those of a kind, to choose from."""
    return [
        (str(one.document_id), f"{in_words(one.kind)}, version {one.version}")
        for one in await Documents(work).latest(case_id)
        if kind in {None, one.kind}
    ]


async def kinds_of(work: UnitOfWork, matter: LegalMatter) -> Sequence[Choice]:
    """The kinds of papers to choose from: those of the policy and of our own steps, and those that the child has."""
    lists = matter.law.lists
    asked = {item.code for name, each in lists.items() if name.startswith("gateway_papers") for item in each.items}
    known = {one.kind for one in await Documents(work).latest(matter.child_id)}
    kinds = sorted({*asked, *PAPERS, *known} - {ANOTHER})
    return [*((kind, in_words(kind)) for kind in kinds), (ANOTHER, "Another kind, written below")]


def items_of(items: Iterable[Item]) -> Sequence[Choice]:
    """The entries of one of the policy's lists, to choose from."""
    return [(item.code, f"{item.words} (if {item.only_if})" if item.only_if else item.words) for item in items]
