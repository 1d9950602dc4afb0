"""The child and the family: who the child is, belongs to, and is worked with by."""

from datetime import date

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import Entry, Relationship
from shared.events.codes.roles import Role
from shared.events.fields import Fixed
from shared.identifiers import Code, PersonId, ShortReference, SiblingGroupId, WorkerId


@event("gateway.child_registered.v1")
class ChildRegistered(ChildEvent):
    """A child is known to Hearth. An unborn child has an expected date instead of a date of birth.

    By the reference everybody calls the child who may not read names; no two children of a house have the same.
    """

    said = "Registration recorded"

    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    sibling_group_id: Fixed[SiblingGroupId | None] = None
    entry: Entry = Entry.REFERRAL
    reference: Fixed[ShortReference | None] = None


@event("gateway.child_born.v1")
class ChildBorn(ChildEvent):
    """A child who was registered unborn was born."""

    said = "Birth recorded"

    date_of_birth: date


@event("gateway.sibling_group_changed.v1")
class SiblingGroupChanged(ChildEvent):
    """The child belongs to this group of brothers and sisters from now on, or to none."""

    said = "Brothers and sisters recorded"

    sibling_group_id: Fixed[SiblingGroupId | None] = None


@event("gateway.family_member_recorded.v1")
class FamilyMemberRecorded(ChildEvent):
    """What a person is to the child, and whether that person holds parental responsibility; the latest counts."""

    person_id: Fixed[PersonId]
    relationship: Relationship
    parental_responsibility: bool = False


@event("gateway.child_allocated.v1")
class ChildAllocated(ChildEvent):
    """A worker in a role, and the team, became responsible for the child."""

    said = "Allocation recorded"

    worker_id: Fixed[WorkerId]
    role: Role
    team: Code
