"""What people are called, over HTTP: asked in one batch by whoever makes a page, with the token of who looks at it."""

from fastapi import APIRouter

from services.gateway.child_page.read_model.headings import named
from shared.auth.actions import Signed, performs
from shared.web.names import ASKS, PATH, Called, PeopleNamed
from shared.web.problems import problem_responses
from shared.web.reading import Looking

NAMES = APIRouter(tags=["people"])


@NAMES.post(PATH, dependencies=[performs(ASKS)], responses=problem_responses(400, 401, 403, 422, 503))
async def name_people(asked: PeopleNamed, looking: Looking, caller: Signed) -> list[Called]:
    """What people are called, as far as you may read it, and of a child the reference and age. Nothing is stored."""
    people = list(dict.fromkeys((*asked.people, *([asked.child] if asked.child else []))))
    names = await named(looking, caller, people, asked.child)
    found = []
    for person in people:
        facts = names.children.get(person)
        found.append(
            Called(
                person_id=person,
                name=names.named.get(person),
                reference=facts.reference if facts else None,
                date_of_birth=facts.born if facts else None,
                expected_date_of_birth=facts.expected if facts else None,
                heading=names.heading if person == asked.child else None,
            )
        )
    return found
