"""Commands that make a child known."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.gateway.child.commands.people import refuse_duplicates
from services.gateway.child.domain import registration
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People
from services.gateway.records.workers import Workers
from shared.errors import RuleBroken
from shared.events.codes.gateway import Entry
from shared.identifiers import Authority
from shared.messaging.references import reference_of
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class RegisterChild(Command):
    """Make a child known to Hearth."""

    authority: Authority
    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    entry: Entry = Field(Entry.REFERRAL, title="How the case came")
    details: PersonDetails | None = Field(
        default=None, title="Who the child is", description="who the child is; kept sealed, and in no event"
    )
    not_a_duplicate_of: Annotated[tuple[UUID, ...], Field(max_length=50)] = Field(
        default=(), title="Not the same as", description="people who are known already and are not this child"
    )


@ROUTES.post("/children/{child_id}/registration")
async def register_child(child: UUID, command: RegisterChild, work: UnitOfWork) -> None:
    """Register the child under the authority that is responsible. Refused while the child may be known already."""
    if await Workers(work).is_worker(child):
        raise RuleBroken("this id is a worker's; use a fresh one for a child")
    matter = await work.open(LegalMatter, child)
    registered = registration.register(
        matter,
        command.authority,
        command.on,
        born=command.date_of_birth,
        expected=command.expected_date_of_birth,
        entry=command.entry,
    )
    reference = await reference_of(work, child)
    work.record(registered.model_copy(update={"reference": reference}))
    if command.details:
        details = _born(command.details, command.date_of_birth)
        people, expected = People(work), command.expected_date_of_birth
        await refuse_duplicates(people, child, details, command.not_a_duplicate_of, expected)
        await people.record(child, command.authority, details, seen=0, expected=expected)


@ROUTES.post("/children/{child_id}/birth")
async def record_birth(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record on which day a child was born who was registered unborn; the date replaces the expected one."""
    born = registration.be_born(await work.load(LegalMatter, child), command.on)
    work.record(born)
    people = People(work)
    for known in await people.all_of([child]):
        await people.record(child, known.authority, _born(known.details, command.on), seen=known.version)


def _born(details: PersonDetails, born: date | None) -> PersonDetails:
    """A child's details, with the date of birth that the registration says."""
    if details.date_of_birth not in {None, born}:
        raise RuleBroken("the details name another date of birth than the registration; check both")
    return details.model_copy(update={"date_of_birth": born})
