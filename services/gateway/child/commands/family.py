"""Commands about a child's family, and about who works with it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.gateway.child.domain import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.records.people import People
from services.gateway.records.workers import Workers
from shared.errors import RuleBroken
from shared.events.codes.gateway import Relationship
from shared.events.codes.roles import Role
from shared.events.gateway import SiblingGroupChanged
from shared.identifiers import ChildId, Code, PersonId, SiblingGroupId, WorkerId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class GroupSiblings(Command):
    """The child and these children are brothers and sisters."""

    brothers_and_sisters: Annotated[
        frozenset[ChildId], Field(min_length=1, max_length=20, description="the other children")
    ]


@ROUTES.post("/children/{child_id}/siblings")
async def group_siblings(child: UUID, command: GroupSiblings, work: UnitOfWork) -> None:
    """Make one group of the child and these children, or add them to the group that some belong to already."""
    children = sorted({child, *command.brothers_and_sisters})
    await work.lock(children)
    matters = [await work.load(LegalMatter, one) for one in children]
    work.record(*family.group_siblings(matters, SiblingGroupId(new_id()), command.on))


@ROUTES.post("/children/{child_id}/siblings/leave")
def leave_siblings(matter: LegalMatter, command: Step) -> SiblingGroupChanged:
    """Take the child out of the group of brothers and sisters."""
    return family.leave_siblings(matter, command.on)


class RecordFamilyMember(Command):
    """What a person is to the child. The person's details are recorded before."""

    person_id: PersonId = Field(title="Who")
    relationship: Relationship
    parental_responsibility: bool = False


@ROUTES.post("/children/{child_id}/family")
async def record_family_member(child: UUID, command: RecordFamilyMember, work: UnitOfWork) -> None:
    """Record what a person is to the child, and whether that person holds parental responsibility."""
    matter = await work.load(LegalMatter, child)
    await People(work).latest(command.person_id)
    work.record(
        family.record_family_member(
            matter,
            command.person_id,
            command.on,
            relationship=command.relationship,
            parental_responsibility=command.parental_responsibility,
        )
    )


class AllocateChild(Command):
    """A worker, with a team, becomes responsible for the child in a role."""

    worker_id: WorkerId
    role: Role = Role.SOCIAL_WORKER
    team: Code | None = Field(None, description="the team's code, where it is not the worker's own team")


@ROUTES.post("/children/{child_id}/allocations")
async def allocate_child(child: UUID, command: AllocateChild, work: UnitOfWork) -> None:
    """Allocate the child to a worker and team, in the place of whoever had the role."""
    matter = await work.load(LegalMatter, child)
    known = (await Workers(work).these([command.worker_id])).get(command.worker_id)
    team = command.team or (known.team if known else None)
    if team is None:
        raise RuleBroken(
            "no team is recorded for this worker; say which team holds the child's case, "
            "or record the worker's team first"
        )
    work.record(family.allocate(matter, command.worker_id, command.on, role=command.role, team=team))
