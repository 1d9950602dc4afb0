"""What may be chosen in the forms of the commands, and how it is found: what several subjects share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.read_model.matters import LegalMatterRow
from services.gateway.letters.to_parents import Letter
from services.gateway.records.names import names_of
from shared.auth.caller import Caller
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.grammar import Item
from shared.records.choices import documents_of, offered_kinds
from shared.siblings.known import siblings_known
from shared.web.forms.choices import NONE, Found, choosing
from shared.web.forms.fields import Choice
from shared.web.forms.form import Choices
from shared.words import in_words

# What letters, plans and reports of a child are kept as, whatever papers the policy asks for.
CONSENT = "consent_to_adoption"
PAPERS = (*Letter, "pre_proceedings_plan", "assessment", "exception_report", CONSENT)


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


# What may be chosen where a command has one of these fields, and no choices of its own.
USUAL: Final[Mapping[str, Choices]] = {
    "document_id": documents,
    "with_children": siblings,
    "authority": authorities,
}


def _authorities(caller: Caller) -> Sequence[Choice]:
    return [(name, in_words(name)) for name in sorted(caller.authorities)]


async def siblings_of(work: UnitOfWork, caller: Caller, matter: LegalMatter) -> Sequence[Choice]:
    """The child's brothers and sisters, to choose from."""
    return await people_of(work, caller, await siblings_known(work, LegalMatterRow, matter))


async def people_of(work: UnitOfWork, caller: Caller, people: Iterable[UUID]) -> Sequence[Choice]:
    """People to choose from, by name for who may read names."""
    wanted = list(dict.fromkeys(people))
    names = await names_of(work, caller, wanted)
    return [(str(one), names[one]) for one in wanted]


async def kinds_of(work: UnitOfWork, matter: LegalMatter) -> Sequence[Choice]:
    """The kinds of papers to choose from: those of the policy and of our own steps, and those that the child has."""
    lists = matter.law.lists
    asked = {item.code for name, each in lists.items() if name.startswith("gateway_papers") for item in each.items}
    return await offered_kinds(work, matter.child_id, {*asked, *PAPERS})


def items_of(items: Iterable[Item]) -> Sequence[Choice]:
    """The entries of one of the policy's lists, to choose from."""
    return [(item.code, f"{item.words} (if {item.only_if})" if item.only_if else item.words) for item in items]
