"""Letters to parents: what the worker gives for them, and what is known here of the child, the family and workers."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from services.gateway.domain.family import family
from services.gateway.domain.matter import LegalMatter
from services.gateway.domain.pre_proceedings_period import periods
from services.gateway.domain.pre_proceedings_plan import PARTS, agreed_assessments, latest_plan
from services.gateway.letters.drafting import Drafted, Letter, draft
from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People
from shared.errors import RuleBroken
from shared.events.codes import Role
from shared.events.gateway import ChildAllocated
from shared.identifiers import PersonId
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.packs import policy_of
from shared.web.commands import Step
from shared.web.words import in_words

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000, pattern=r"^[^\x00]*$")]
Lines = Annotated[tuple[Line, ...], Field(max_length=30)]


class DraftLetter(Step):
    """Draft a letter to a parent. What is not given and not known here stands in angle brackets in the draft."""

    to: PersonId | None = Field(None, description="the parent, or who else holds parental responsibility")
    concerns: Lines = ()
    help_given: Lines = ()
    expectations: Lines = ()
    meeting_on: date | None = None
    meeting_time: time | None = None
    meeting_place: Line | None = None
    office_address: Line | None = None
    solicitors_list: Line | None = None
    application: Line | None = None
    court_name: Line | None = None


async def letter(matter: LegalMatter, which: Letter, command: DraftLetter, work: UnitOfWork) -> Drafted:
    """Draft a letter with what was given and what is known, and keep the draft as a document of the child.

    Raises RuleBroken for a letter to somebody who is not recorded as of the child's family.
    """
    if command.to and command.to not in family(matter):
        raise RuleBroken("the letter goes to somebody who is not of the child's family here; record who that is first")
    return await draft(work, which, matter.authority, matter.child_id, await _facts(matter, command, work))


async def _facts(matter: LegalMatter, command: DraftLetter, work: UnitOfWork) -> Mapping[str, Any]:
    workers = {each.role: each for each in matter.every(ChildAllocated)}
    wanted = [matter.child_id, *([command.to] if command.to else []), *(each.worker_id for each in workers.values())]
    known = {one.person_id: one.details for one in await People(work).all_of(wanted)}
    child, parent = known.get(matter.child_id), known.get(command.to) if command.to else None
    decision = matter.decision
    given = command.model_dump(exclude={"on", "to"})
    return {
        **given,
        **_plan(matter),
        **_workers(workers, known),
        "authority_name": policy_of(matter.authority).pack.title,
        "written_on": command.on,
        "parent_name": _name(parent),
        "parent_address": _address(parent),
        "children": [{"child_name": _name(child), "date_of_birth": matter.born}],
        "decided_on": decision.occurred_on if decision else None,
        "decision": in_words(decision.outcome).lower() if decision else None,
    }


def _plan(matter: LegalMatter) -> Mapping[str, Any]:
    """What the plan states, the assessments agreed in this period, and until when it was given."""
    plan, period = latest_plan(matter), next(reversed(periods(matter)), None)
    parts = {item.code: item.words for item in policy_of(matter.authority).items(PARTS)}
    return {
        "plan_parts": [parts[part] for part in plan.parts if part in parts] if plan else [],
        "review_on": period.until if period else None,
        "assessments": [
            {"assessment": f"{in_words(each.kind)} assessment", "assessment_due_on": each.due_on}
            for each in agreed_assessments(matter, period.since if period else date.min)
        ],
    }


def _workers(workers: Mapping[Role, ChildAllocated], known: Mapping[UUID, PersonDetails]) -> Mapping[str, Any]:
    """Names and numbers of those who work with the child, as far as they are known here."""
    people = {role: known.get(each.worker_id) for role, each in workers.items()}
    social_worker, manager = people.get(Role.SOCIAL_WORKER), workers.get(Role.TEAM_MANAGER)
    return {f"{role}_name": _name(person) for role, person in people.items()} | {
        "social_worker_phone": social_worker.phone if social_worker else None,
        "team_name": in_words(manager.team) if manager else None,
    }


def _name(person: PersonDetails | None) -> str | None:
    if person is None:
        return None
    given = person.given_names or person.known_as
    return " ".join(part for part in (given, person.family_name) if part)


def _address(person: PersonDetails | None) -> str | None:
    return "\n".join((*person.address, *filter(None, [person.postcode]))) if person else None
