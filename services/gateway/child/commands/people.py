"""Commands about people's details. They are recorded sealed, and nothing is told of them."""

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People
from services.gateway.records.workers import Workers
from shared.errors import PossibleDuplicate, RuleBroken
from shared.identifiers import Authority
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import CommandRoutes

ROUTES = CommandRoutes()


class RecordPerson(BaseModel):
    """Who somebody is. For a person who is known already, send the version that you read as If-Match."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    authority: Authority = Field(description="on whose record the person is")
    details: PersonDetails
    not_a_duplicate_of: Annotated[tuple[UUID, ...], Field(max_length=50)] = Field(
        default=(), title="Not the same as", description="people who are known already and are not this person"
    )


@ROUTES.post("/people/{person_id}")
async def record_person(person: UUID, command: RecordPerson, work: UnitOfWork) -> None:
    """Record a person's details, as a new version. Refused while somebody new may be known already."""
    people, seen = People(work), work.expected.get(person, 0)
    if await Workers(work).is_worker(person):
        raise RuleBroken("this is a worker; change the details on the worker's own record, at /workers")
    if not seen:
        await refuse_duplicates(people, person, command.details, command.not_a_duplicate_of)
    await people.record(person, command.authority, command.details, seen=seen)


async def refuse_duplicates(
    people: People, person: UUID, details: PersonDetails, others: Collection[UUID], expected: date | None = None
) -> None:
    """Refuse a new person who may be somebody known already, unless the caller looked and said it is not so.

    `others` are people who are known not to be this one. Raises PossibleDuplicate.
    """
    await people.alone_with(details)
    alike = [one for one in await people.alike(details, expected) if one != person and one not in others]
    if alike:
        raise PossibleDuplicate(
            "somebody with these names, or with one of them and this date of birth, is known here already; look at "
            "each one of possible_duplicates, and if it is another person send this again with not_a_duplicate_of",
            alike,
        )
