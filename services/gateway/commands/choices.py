"""What may be chosen in the forms of the commands: from the authority's policy, and from the case as it stands."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from fastapi import Request

from services.gateway.domain.family import family, sibling_group
from services.gateway.domain.matter import LegalMatter
from services.gateway.domain.orders import REQUIREMENTS
from services.gateway.domain.pre_proceedings_plan import PARTS, agreed_assessments, finalised
from services.gateway.domain.standing import Order, orders_of
from services.gateway.domain.timetable import directions_of
from services.gateway.letters.drafting import Letter
from services.gateway.read_model.looking import look
from services.gateway.records.documents import Documents
from services.gateway.records.names import names_of
from shared.auth.actions import caller_of
from shared.auth.caller import Caller
from shared.errors import NotSignedIn
from shared.events.codes import OrderCondition
from shared.events.gateway import GatewayActionDone, GatewayActionSet
from shared.messaging.store import Store
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.arithmetic import words_of_day
from shared.policy.grammar import Item
from shared.policy.packs import order_table, policy_of
from shared.web.desk import Choices
from shared.web.words import in_words

Choice = tuple[str, str]
Found = Mapping[str, Sequence[Choice]]
NONE: Final[Sequence[Choice]] = ()
ANOTHER = "another"  # a kind of paper that is none of those offered
# What letters, plans and reports of a child are kept as, whatever papers the policy asks for.
PAPERS = (*Letter, "pre_proceedings_plan", "assessment", "exception_report", "consent_to_adoption")
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
async def for_referral(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's brothers and sisters; papers are recorded on the referral's own page."""
    return {"with_children": await _siblings(work, caller, await look(work, LegalMatter, child)), "papers": NONE}


@choosing
async def siblings(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's brothers and sisters, for whom a step may be the same."""
    return {"with_children": await _siblings(work, caller, await look(work, LegalMatter, child))}


@choosing
async def open_actions(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """What the panel asked for and is not done."""
    matter = await look(work, LegalMatter, child)
    words = {item.code: item.words for item in policy_of(matter.authority).items("standing_actions")}
    done = {one.action_id for one in matter.every(GatewayActionDone)}
    waiting = [one for one in matter.every(GatewayActionSet) if one.action_id not in done]
    called = {one: words.get(one.kind, f"{in_words(one.kind)} action") for one in waiting}
    return {
        "action_id": [
            (str(one.action_id), f"{words}, {in_words(one.owner).lower()}, by {words_of_day(one.due_on)}")
            for one, words in called.items()
        ]
    }


@choosing
async def for_plan(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The parts that a plan states, and the child's documents."""
    matter = await look(work, LegalMatter, child)
    return {
        "parts": items_of(policy_of(matter.authority).items(PARTS)),
        "document_id": await documents_of(work, child),
    }


@choosing
async def documents(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's documents, and its brothers and sisters."""
    others = await _siblings(work, caller, await look(work, LegalMatter, child))
    return {"document_id": await documents_of(work, child), "with_children": others}


@choosing
async def letters(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's documents, and to whom of the family one of them went."""
    matter = await look(work, LegalMatter, child)
    return {
        "document_id": await documents_of(work, child),
        "to": await people_of(work, caller, family(matter)),
        "with_children": await _siblings(work, caller, matter),
    }


@choosing
async def parents(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's family, to whom a letter may go, and the brothers and sisters whom it may be about, too."""
    matter = await look(work, LegalMatter, child)
    return {
        "to": await people_of(work, caller, family(matter)),
        "with_children": await _siblings(work, caller, matter),
    }


@choosing
async def subjects(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child and its family, of one of whom an assessment may be."""
    matter = await look(work, LegalMatter, child)
    return {"subject_id": await people_of(work, caller, (child, *family(matter)))}


@choosing
async def assessments(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The assessments that were agreed and are not finalised, and the child's documents."""
    matter = await look(work, LegalMatter, child)
    waiting = [one for one in agreed_assessments(matter) if not finalised(matter, one.assessment_id)]
    names = await names_of(work, caller, (one.subject_id for one in waiting))
    called = {one: f"{in_words(one.kind)}{f' of {names[one.subject_id]}' if one.subject_id else ''}" for one in waiting}
    return {
        "assessment_id": [
            (str(one.assessment_id), f"{words}, due on {words_of_day(one.due_on)}") for one, words in called.items()
        ],
        "document_id": await documents_of(work, child),
    }


@choosing
async def directions(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """What the court directed and was not met."""
    matter = await look(work, LegalMatter, child)
    given = [one for one in directions_of(matter) if one.met_on is None]
    return {
        "direction_id": [
            (str(one.given.direction_id), f"{in_words(one.given.kind)}, due on {words_of_day(one.given.due_on)}")
            for one in given
        ]
    }


@choosing
async def orders_made(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The orders that may be extended or taken back, the latest first; one that ran out may be so of an earlier day.

    And the conditions that an order may have, those of a supervision order in the words of the law.
    """
    matter = await look(work, LegalMatter, child)
    made = orders_of(matter, order_table(matter.authority))[::-1]
    return {
        "extends": _orders(one for one in made if one.status.extension),
        "order_id": _orders(one for one in made if one.status.taken_back and not one.was_taken_back),
        "conditions": [(code.value, words) for code, words in conditions_of(matter.authority).items()],
    }


def conditions_of(authority: str) -> Mapping[OrderCondition, str]:
    """What the court may attach to an order, in words."""
    words = {item.code: item.words for item in policy_of(authority).items(REQUIREMENTS)}
    return {code: words.get(code, in_words(code)) for code in OrderCondition}


def _authorities(caller: Caller) -> Sequence[Choice]:
    return [(name, in_words(name)) for name in sorted(caller.authorities)]


async def _siblings(work: UnitOfWork, caller: Caller, matter: LegalMatter) -> Sequence[Choice]:
    group = sibling_group(matter)
    found = await work.connection.fetch(SIBLINGS, group, matter.child_id) if group else []
    return await people_of(work, caller, [child for (child,) in found])


async def people_of(work: UnitOfWork, caller: Caller, people: Iterable[UUID]) -> Sequence[Choice]:
    """People to choose from, by name for who may read names."""
    wanted = list(dict.fromkeys(people))
    names = await names_of(work, caller, wanted)
    return [(str(one), names[one]) for one in wanted]


async def documents_of(work: UnitOfWork, case_id: UUID) -> Sequence[Choice]:
    """The latest version of each of a case's documents, to choose from."""
    return [
        (str(one.document_id), f"{in_words(one.kind)}, version {one.version}")
        for one in await Documents(work).latest(case_id)
    ]


async def kinds_of(work: UnitOfWork, matter: LegalMatter) -> Sequence[Choice]:
    """The kinds of papers to choose from: those of the policy and of our own steps, and those that the child has."""
    lists = policy_of(matter.authority).lists
    asked = {item.code for name, each in lists.items() if name.startswith("gateway_papers") for item in each.items}
    known = {one.kind for one in await Documents(work).latest(matter.child_id)}
    kinds = sorted({*asked, *PAPERS, *known} - {ANOTHER})
    return [*((kind, in_words(kind)) for kind in kinds), (ANOTHER, "Another kind, written below")]


def items_of(items: Iterable[Item]) -> Sequence[Choice]:
    """The entries of one of the policy's lists, to choose from."""
    return [(item.code, f"{item.words} (if {item.only_if})" if item.only_if else item.words) for item in items]


def _orders(orders: Iterable[Order]) -> Sequence[Choice]:
    return [(str(one.granted.order_id), f"{one.status.words}, {_days(one)}") for one in orders]


def _days(order: Order) -> str:
    """From when until when an order lasts, as far as that is known."""
    since = words_of_day(order.since)
    return f"{since} to {words_of_day(order.ends_on)}" if order.ends_on else f"made on {since}"
