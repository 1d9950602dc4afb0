"""Pages about people: who somebody is, and finding somebody by name. Names are sent in forms, never in addresses."""

from datetime import date
from itertools import pairwise
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from services.gateway.child.pages.page import show
from services.gateway.child.read_model.matters import matters_of
from services.gateway.records.details import PersonDetails
from services.gateway.records.names import called, note_reading
from services.gateway.records.people import People
from shared.auth.actions import performs
from shared.calendar import words_of_day
from shared.vault import words_of
from shared.web.pages import Page, who
from shared.web.reading import Looking, Reading
from shared.words import in_words

PEOPLE = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_people")])


class Sought(BaseModel):
    """Whom to look for, and for which child's family."""

    name: str = ""
    child: UUID | None = None


@PEOPLE.get("/people")
async def ask(request: Request, child: Annotated[UUID | None, Query()] = None) -> HTMLResponse:
    """The form in which one looks for somebody, and for which child's family where one is named."""
    return show(request, "people.html", sought=Sought(child=child), found=None, matters={}, called=called)


@PEOPLE.post("/people")
async def find(request: Request, sought: Annotated[Sought, Form()], reading: Reading, looking: Looking) -> HTMLResponse:
    """People who have, or had, every one of these names."""
    words = words_of(sought.name)
    found = await People(looking).named(words, None) if words else []
    note_reading(who(request), found)
    matters = await matters_of(reading, [one.person_id for one in found])
    return show(request, "people.html", sought=sought, found=found, matters=matters, called=called)


@PEOPLE.get("/people/{person_id}")
async def person(request: Request, person_id: UUID, reading: Reading, looking: Looking) -> HTMLResponse:
    """Who somebody is."""
    *earlier, record = await People(looking).every_version(person_id)
    note_reading(who(request), [record])
    return show(
        request,
        "person.html",
        person=record,
        name=called(record.details),
        facts=_facts(record.details),
        earlier=[(one, _otherwise(one.details, after.details)) for one, after in pairwise([*earlier, record])][::-1],
        is_child=person_id in await matters_of(reading, [person_id]),
    )


def _facts(details: PersonDetails) -> list[tuple[str, object]]:
    """What is known of somebody, as label and words, without what is not."""
    said = {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name in PersonDetails.model_fields
        if (value := getattr(details, name))
    }
    return [(in_words(name), words_of_day(one) if isinstance(one, date) else one) for name, one in said.items()]


def _otherwise(details: PersonDetails, after: PersonDetails) -> list[tuple[str, object]]:
    """What a version said that the next one says otherwise."""
    later = dict(_facts(after))
    return [(label, said) for label, said in _facts(details) if later.get(label) != said]
