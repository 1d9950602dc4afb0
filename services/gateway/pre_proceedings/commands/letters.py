"""Letters to parents: what the worker gives for them, and what is known here of the child, the family and workers."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.letters.to_parents import LETTERS, Letter
from services.gateway.pre_proceedings.domain.letters import must_be_of_family, to_issue, to_work_with_parents
from services.gateway.pre_proceedings.domain.pre_proceedings_period import period_before, periods
from services.gateway.pre_proceedings.domain.pre_proceedings_plan import agreed_assessments
from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People
from shared.calendar import words_of_day
from shared.events.codes.roles import Role
from shared.events.gateway import ChildAllocated
from shared.identifiers import PersonId
from shared.letters.drafting import Drafted
from shared.messaging.unit_of_work import UnitOfWork
from shared.siblings.together import Together, naming
from shared.words import in_words

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000, pattern=r"^[^\x00]*$")]
UNBORN = "your unborn child"
Lines = Annotated[tuple[Line, ...], Field(max_length=30)]


class DraftLetter(Together):
    """Draft a letter to a parent. What is not given and not known here stands in angle brackets in the draft."""

    to: PersonId | None = Field(None, description="the parent, or who else holds parental responsibility")
    concerns: Lines = ()
    help_given: Lines = ()
    expectations: Lines = ()
    support_offered: Lines = Field((), title="What we will do to help")
    meeting_on: date | None = None
    meeting_time: time | None = None
    meeting_place: Line | None = None
    office_address: Line | None = None
    solicitors_list: Line | None = None


class DraftImmediateIssueLetter(DraftLetter):
    """What the letter says of the court, too."""

    application: Line | None = Field(None, title="What the court is asked for")
    court_name: Line | None = Field(None, title="The family court")


async def letter(
    children: Sequence[LegalMatter], which: Letter, command: DraftLetter, work: UnitOfWork
) -> list[Drafted]:
    """Draft one letter about these children with what was given and is known, and keep it on the record of each.

    Raises RuleBroken for a letter to somebody who is not recorded as of the family of every child.
    """
    for matter in children:
        with naming(matter, command):
            must_be_of_family(matter, command.to)
    return await LETTERS.draft(work, which, children, await _facts(children, which, command, work))


async def _facts(
    children: Sequence[LegalMatter], which: Letter, command: DraftLetter, work: UnitOfWork
) -> Mapping[str, Any]:
    standing = [_standing(matter, which) for matter in children]
    workers = [{each.role: each for each in matter.every(ChildAllocated)} for matter in children]
    wanted = {matter.child_id for matter in children} | {one.worker_id for each in workers for one in each.values()}
    known = {one.person_id: one.details for one in await People(work).all_of([*wanted, *filter(None, [command.to])])}
    parent = known.get(command.to) if command.to else None
    return {
        **command.model_dump(exclude={"on", "to", "with_children"}),
        **_agreed([stands | _workers(each, known) for stands, each in zip(standing, workers, strict=True)]),
        "authority_name": children[0].law.pack.title,
        "assessments_agreed": any(stands["assessments"] for stands in standing),
        "worked_with_before": any(period_before(matter) for matter in children),
        "written_on": command.on,
        "parent_name": _name(parent),
        "parent_address": _address(parent),
        "children": [_child(matter, known.get(matter.child_id)) for matter in children],
    }


def _agreed(facts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What is known and holds for all of whom it is known; where children differ, somebody says it in the draft."""
    known = {name: [each[name] for each in facts if each.get(name)] for one in facts for name in one}
    return {name: said[0] for name, said in known.items() if said and all(one == said[0] for one in said)}


def _child(matter: LegalMatter, details: PersonDetails | None) -> Mapping[str, Any]:
    """How a letter names one of its children; who is not born yet has words in the place of what is not known."""
    expected = matter.registered.expected_date_of_birth if matter.registered and not matter.born else None
    if expected is None:
        return {"child_name": _name(details), "date_of_birth": matter.born}
    return {"child_name": _name(details) or UNBORN, "date_of_birth": f"expected on {words_of_day(expected)}"}


def _standing(matter: LegalMatter, which: Letter) -> dict[str, Any]:
    """When the panel decided what the letter tells of, the assessments of this period, and until when it was given."""
    period = next(reversed(periods(matter)), None)
    decision = to_issue(matter) if which is Letter.IMMEDIATE_ISSUE else to_work_with_parents(matter)
    return {
        "decided_on": decision.occurred_on if decision else None,
        "review_on": period.until if period else None,
        "assessments": [
            {"assessment": f"{in_words(each.kind)} assessment", "assessment_due_on": each.due_on}
            for each in agreed_assessments(matter, period.since if period else date.min)
        ],
    }


def _workers(workers: Mapping[Role, ChildAllocated], known: Mapping[UUID, PersonDetails]) -> dict[str, Any]:
    """Names and numbers of those who work with the child, as far as they are known here."""
    people = {role: known.get(each.worker_id) for role, each in workers.items()}
    social_worker, adviser = people.get(Role.SOCIAL_WORKER), people.get(Role.LEGAL_ADVISER)
    manager = workers.get(Role.TEAM_MANAGER)
    return {f"{role}_name": _name(person) for role, person in people.items()} | {
        "social_worker_phone": social_worker.phone if social_worker else None,
        "legal_adviser_phone": adviser.phone if adviser else None,
        "team_name": in_words(manager.team) if manager else None,
    }


def _name(person: PersonDetails | None) -> str | None:
    if person is None:
        return None
    given = person.given_names or person.known_as
    return " ".join(part for part in (given, person.family_name) if part)


def _address(person: PersonDetails | None) -> str | None:
    return "\n".join((*person.address, *filter(None, [person.postcode]))) if person else None
