"""Who they are who are known already and may be the same as somebody new: by name for who may read names."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from fastapi import Request

from services.gateway.records.names import called, names_of
from services.gateway.records.people import People, PersonRecord
from shared.calendar import words_of_day
from shared.web.forms.form import Somebody
from shared.web.reading import looking
from shared.words import in_words

CHILDREN = "select child_id, expected_date_of_birth from legal_matters where child_id = any($1)"


async def known(request: Request, people: Sequence[UUID]) -> Mapping[UUID, Somebody]:
    """Each of these people with the page of the child, or else of the person; whose names are shown is noted."""
    if not people:
        return {}
    async with looking(request) as (work, caller):
        expected = dict(await work.connection.fetch(CHILDREN, people))
        records = await People(work).readable(people)
        names = await names_of(work, caller, people)
    reads = caller.may("read_people")
    root = request.scope["root_path"]
    found = {}
    for record in records:
        person = record.person_id
        said = _words(record, expected.get(person)) if reads else names[person]
        words = f"{said}, {in_words(record.authority)}"
        found[person] = Somebody(words, f"{root}/{'children' if person in expected else 'people'}/{person}")
    return found


def _words(record: PersonRecord, expected: date | None) -> str:
    day = "no date of birth"
    if record.details.date_of_birth:
        day = f"born {words_of_day(record.details.date_of_birth)}"
    elif expected:
        day = f"expected on {words_of_day(expected)}"
    return f"{called(record.details)}, {day}"
