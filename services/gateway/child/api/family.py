"""A child's family and workers over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.commands import family
from services.gateway.child.forms import family as family_choices
from services.gateway.child.forms import workers as worker_choices
from services.gateway.child.read_model.family import (
    AllocationRow,
    FamilyMemberRow,
    allocations,
    brothers_and_sisters,
    family_members,
)
from services.gateway.child.read_model.matters import LegalMatterRow
from shared.auth.actions import performs
from shared.web.commands import CommandRoute, Step, add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Reading

FAMILY = APIRouter(tags=["family and workers"])
CHILD = "/children/{child_id}"
READS = performs("read_legal_matter")
REFUSED = problem_responses(401, 403, 404, 422)

add_commands(
    FAMILY,
    "child_id",
    (
        CommandRoute(
            f"{CHILD}/siblings",
            "group_siblings",
            family.GroupSiblings,
            family.group_siblings,
            title="Record brothers and sisters",
            choices=family_choices.for_group,
        ),
        CommandRoute(
            f"{CHILD}/siblings/leave",
            "leave_siblings",
            Step,
            family.leave_siblings,
            title="Take the child out of the group of brothers and sisters",
        ),
        CommandRoute(
            f"{CHILD}/family",
            "record_family_member",
            family.RecordFamilyMember,
            family.record_family_member,
            title="Record what somebody is to the child",
            choices=family_choices.for_family,
            record_first=family_choices.FIND_FIRST,
        ),
        CommandRoute(
            f"{CHILD}/allocations",
            "allocate_child",
            family.AllocateChild,
            family.allocate_child,
            title="Allocate the child to a worker",
            choices=worker_choices.for_allocation,
            record_first=worker_choices.RECORD_FIRST,
        ),
    ),
    page="/children/{case}",
)


@FAMILY.get(f"{CHILD}/siblings", dependencies=[READS], responses=REFUSED)
async def list_siblings(child_id: UUID, reading: Reading) -> list[LegalMatterRow]:
    """The child's brothers and sisters whom you may see."""
    return list(await brothers_and_sisters(reading, child_id))


@FAMILY.get(f"{CHILD}/family", dependencies=[READS], responses=REFUSED)
async def list_family(child_id: UUID, reading: Reading) -> list[FamilyMemberRow]:
    """The child's family by person id, those with parental responsibility first; names are at /people/{person_id}."""
    return list(await family_members(reading, child_id))


@FAMILY.get(f"{CHILD}/allocations", dependencies=[READS], responses=REFUSED)
async def list_allocations(child_id: UUID, reading: Reading) -> list[AllocationRow]:
    """Who is and was responsible for the child in which role, the latest first."""
    return list(await allocations(reading, child_id))
