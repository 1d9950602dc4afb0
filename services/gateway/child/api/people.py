"""People's details over HTTP. Whoever reads them is named in the log, with the ids of whom was read about.

A search sends names in its body: an address is kept in the logs and histories that it passes.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from services.gateway.child.commands import people
from services.gateway.records.details import Line, PersonDetails
from services.gateway.records.names import note_reading
from services.gateway.records.people import People, PersonRecord
from shared.auth.actions import Signed, performs
from shared.vault import words_of
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking
from shared.written_days import WrittenDays

PEOPLE = APIRouter(tags=["people"])
PERSON = "/people/{person_id}"
READS = performs("read_people")


class Sought(WrittenDays):
    """Whom to look for: every word of the name, in any order, and the date of birth where it is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    born: date | None = None

    @field_validator("name")
    @classmethod
    def _has_words(cls, name: str) -> str:
        if not words_of(name):
            raise ValueError("write at least one name, in letters")
        return name


class PossibleDuplicates(BaseModel):
    """People who are known already and may be the same, by id."""

    possible_duplicates: list[UUID]


class Described(WrittenDays):
    """Somebody who is perhaps to be recorded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    details: PersonDetails
    expected_date_of_birth: date | None = Field(default=None, description="of a child who is not born yet")


class Reader:
    """Shows people's details to a caller, and notes whose were shown to whom."""

    def __init__(self, looking: Looking, caller: Signed) -> None:
        """For one request."""
        self.people = People(looking)
        self._caller = caller

    def shown(self, records: Sequence[PersonRecord]) -> list[PersonRecord]:
        """These details, noted as read."""
        note_reading(self._caller, {record.person_id: record for record in records}.values())
        return list(records)


Reads = Annotated[Reader, Depends()]


@PEOPLE.get(PERSON, dependencies=[READS], responses=problem_responses(401, 403, 404, 422, 503))
async def read_person(person_id: UUID, reader: Reads, response: Response) -> PersonRecord:
    """A person's details. The ETag is the version that If-Match names."""
    (record,) = reader.shown([await reader.people.latest(person_id)])
    response.headers["ETag"] = f'"{record.version}"'
    return record


@PEOPLE.get(f"{PERSON}/versions", dependencies=[READS], responses=problem_responses(401, 403, 404, 422, 503))
async def read_versions(person_id: UUID, reader: Reads) -> list[PersonRecord]:
    """A person's details as they were recorded one after another, and by whom."""
    return reader.shown(await reader.people.every_version(person_id))


@PEOPLE.post("/people/search", dependencies=[READS], responses=problem_responses(400, 401, 403, 422, 503))
async def search_people(sought: Sought, reader: Reads) -> list[PersonRecord]:
    """People who have, or had, this name; at most 50. Nothing is stored."""
    return reader.shown(await reader.people.named(words_of(sought.name), sought.born))


@PEOPLE.post("/people/duplicates", dependencies=[READS], responses=problem_responses(400, 401, 403, 422, 503))
async def find_duplicates(described: Described, looking: Looking) -> PossibleDuplicates:
    """Who may be the same person: they share two names, or one name and the date of birth. Nothing is stored."""
    alike = await People(looking).alike(described.details, described.expected_date_of_birth)
    return PossibleDuplicates(possible_duplicates=alike)


# Last, because `search` and `duplicates` would be taken for ids.
add_commands(PEOPLE, people.ROUTES)
