"""The family and those who work with it: brothers and sisters, parents and carers, the worker and the team."""

from collections.abc import Sequence
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.gateway import Relationship
from shared.events.codes.roles import Role
from shared.events.gateway import ChildAllocated, FamilyMemberRecorded, SiblingGroupChanged
from shared.identifiers import PersonId, SiblingGroupId, WorkerId


def group_siblings(matters: Sequence[LegalMatter], new_group: SiblingGroupId, on: date) -> list[SiblingGroupChanged]:
    """Make one group of these children: the group that some belong to already, or else the new one."""
    if len(matters) < 2:  # noqa: PLR2004 - a group is two
        raise RuleBroken("brothers and sisters are at least two children; name the others")
    groups = {group for matter in matters if (group := matter.sibling_group)}
    if len(groups) > 1:
        raise RuleBroken("these children belong to two groups already; take those out who are in the wrong one first")
    group = groups.pop() if groups else new_group
    joining = [matter for matter in matters if matter.sibling_group != group]
    if not joining:
        raise RuleBroken("these children are one group already; there is nothing to change")
    return [SiblingGroupChanged(**matter.about(on), sibling_group_id=group) for matter in joining]


def leave_siblings(matter: LegalMatter, on: date) -> SiblingGroupChanged:
    """Take the child out of the group of brothers and sisters."""
    if not matter.sibling_group:
        raise RuleBroken("the child is in no group of brothers and sisters; there is nothing to change")
    return SiblingGroupChanged(**matter.about(on), sibling_group_id=None)


def record_family_member(
    matter: LegalMatter,
    person: PersonId,
    on: date,
    *,
    relationship: Relationship,
    parental_responsibility: bool,
) -> FamilyMemberRecorded:
    """Record what a person is to the child, and whether that person holds parental responsibility."""
    if person == matter.child_id:
        raise RuleBroken("this is the child; name another person")
    told = FamilyMemberRecorded(
        **matter.about(on),
        person_id=person,
        relationship=relationship,
        parental_responsibility=parental_responsibility,
    )
    known = family(matter).get(person)
    if known and known.occurred_on > on:
        raise RuleBroken(
            f"something later is recorded of this person, for {words_of_day(known.occurred_on)}; correct that entry"
        )
    if known and told == known.model_copy(update={"occurred_on": on}):
        raise RuleBroken("this is recorded of the person already; there is nothing to change")
    return told


def family(matter: LegalMatter) -> dict[PersonId, FamilyMemberRecorded]:
    """Everybody of the family, and what was recorded of each last."""
    return {told.person_id: told for told in matter.every(FamilyMemberRecorded)}


def allocate(matter: LegalMatter, worker: WorkerId, on: date, *, role: Role, team: str) -> ChildAllocated:
    """Make a worker, and the worker's team, responsible for the child in a role, in the place of whoever was."""
    told = ChildAllocated(**matter.about(on), worker_id=worker, role=role, team=team)
    before = [known for known in matter.every(ChildAllocated) if known.role is role]
    if before and before[-1].occurred_on > on:
        raise RuleBroken(f"somebody was allocated later, on {words_of_day(before[-1].occurred_on)}; correct that entry")
    if before and (before[-1].worker_id, before[-1].team) == (worker, team):
        raise RuleBroken("this worker is allocated in this role and team already; there is nothing to change")
    return told


def allocated(matter: LegalMatter) -> ChildAllocated | None:
    """Who holds the child's case, with which team: the social worker; while there is none, who was allocated last."""
    told = matter.every(ChildAllocated)
    held = [one for one in told if one.role is Role.SOCIAL_WORKER] or told
    return held[-1] if held else None


def holders(matter: LegalMatter) -> frozenset[WorkerId]:
    """Everybody who is allocated to the child, in whatever role."""
    return frozenset({told.role: told.worker_id for told in matter.every(ChildAllocated)}.values())
