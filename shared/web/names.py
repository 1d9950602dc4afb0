"""Names: what people are called, asked in one batch for a page and kept for its request alone.

The Legal Gateway holds names and answers from its own tables; the other services ask it with the user's own token, in a
body, for an address is kept in logs. Who may not read names is shown references, as is everybody while it is away.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import httpx
import structlog
from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shared.auth.actions import caller_of, token_of
from shared.identifiers import ShortReference
from shared.messaging.unit_of_work import UnitOfWork
from shared.telemetry import current_traceparent
from shared.web.child_facts import ChildFacts, facts_of

PATH = "/people/names"
ASKS = "read_names"  # the action of who may be told any of it
TOLD_MORE = ("read_people", "read_legal_matter")  # of whom the gateway tells more than was heard here
PATIENCE = 1.0  # seconds that a page waits
MOST = 1000  # people on one page
NOT_SHOWN = "Name not shown"
NOT_RECORDED = "No name recorded"

log = structlog.get_logger(__name__)


class PeopleNamed(BaseModel):
    """The people of a page, and the child whose page it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    people: Annotated[tuple[UUID, ...], Field(max_length=MOST)]
    child: UUID | None = None


class Heading(BaseModel):
    """What stands beside a child's name, as far as the gateway knows it."""

    legal_status: str | None = None
    worker: str | None = Field(None, repr=False)
    team: str | None = None
    court_case_number: str | None = None

    @property
    def known(self) -> bool:
        """Whether the gateway told of the child's matter, which has a legal status from the registration on."""
        return self.legal_status is not None


class Called(BaseModel):
    """What somebody is called, and of a child what every service may know; nothing of what the caller may not read."""

    person_id: UUID
    name: str | None = Field(None, repr=False)
    reference: ShortReference | None = None
    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    heading: Heading | None = Field(None, description="of the child whose page it is")

    @property
    def facts(self) -> ChildFacts | None:
        """What is known of a registered child; nothing of anybody else."""
        facts = ChildFacts(self.reference, self.date_of_birth, self.expected_date_of_birth)
        return facts if facts.born or facts.expected else None


class Names:
    """What people are called for one request: by name or, where there is none to show, a child by reference and age."""

    def __init__(  # noqa: PLR0913 - what a page knows of people
        self,
        today: date,
        children: Mapping[UUID, ChildFacts],
        named: dict[UUID, str],
        *,
        unnamed: str = NOT_SHOWN,
        heading: Heading | None = None,
        away: bool = False,
    ) -> None:
        """`unnamed` is said of who is no child; `away` is whether the gateway was asked and did not answer."""
        self.today = today
        self.children = children
        self.named = named
        self.unnamed = unnamed
        self.heading = heading
        self.away = away

    def __getitem__(self, person: UUID | str) -> str:
        """A name, or what is said in its place; never an id."""
        who = UUID(str(person))
        if who in self.named:
            return self.named[who]
        return self.children[who].called(self.today) if who in self.children else self.unnamed

    def title(self, child: UUID) -> str:
        """What a child is called in a list, where the age stands beneath: by name, or else by reference."""
        return self.named.get(child) or self.children.get(child, ChildFacts()).reference or "Child"

    def beneath(self, child: UUID) -> list[str]:
        """What stands beneath that: the age, and the reference of one who is named."""
        facts = self.children.get(child, ChildFacts())
        return [part for part in (facts.age(self.today), facts.reference if child in self.named else None) if part]

    def whom(self, case: UUID) -> str:
        """Whom a case is about, a child with its age; nothing where it is about nobody who is known."""
        if case not in self.children:
            return self.named.get(case, "")
        child = self.children[case]
        return ", ".join(filter(None, (self.named[case], child.age(self.today)))) if case in self.named else self[case]


# Names these people for the caller of a request; `child` is the one whose page it is.
NamesOf = Callable[[Request, UnitOfWork, Sequence[UUID], UUID | None], Awaitable[Names]]
ANSWER = TypeAdapter(list[Called])


def client_of_gateway(url: str) -> httpx.AsyncClient:
    """What asks the gateway at an address, one for all pages of a service."""
    return httpx.AsyncClient(base_url=url, timeout=PATIENCE, trust_env=False)


async def names_of(
    request: Request, work: UnitOfWork, people: Iterable[UUID | None], *, child: UUID | None = None
) -> Names:
    """What these people are called for the caller, and what the heading of a child's page says beside."""
    asked: NamesOf = request.app.state.names_of
    return await asked(request, work, list(dict.fromkeys(one for one in (child, *people) if one)), child)


async def asked_of_gateway(request: Request, work: UnitOfWork, people: Sequence[UUID], child: UUID | None) -> Names:
    """What the gateway answers beside what was heard here; what was heard here alone, where it is away."""
    caller, children = caller_of(request), await facts_of(work.connection, people)
    if not people or caller is None or not caller.may(ASKS):
        return Names(work.today, children, {})
    answer = await _ask(request, PeopleNamed(people=tuple(people), child=child))
    if answer is None:
        return Names(work.today, children, {}, away=any(caller.may(action) for action in TOLD_MORE))
    told = {one.person_id: one for one in answer}
    children = children | {who: facts for who, one in told.items() if (facts := one.facts)}
    named = {who: one.name for who, one in told.items() if one.name}
    unnamed = NOT_RECORDED if caller.may("read_people") else NOT_SHOWN
    heading = told[child].heading if child in told else None
    return Names(work.today, children, named, unnamed=unnamed, heading=heading)


async def _ask(request: Request, asked: PeopleNamed) -> list[Called] | None:
    """The gateway's answer; None where it is away, does not answer in time, or not as it should."""
    client: httpx.AsyncClient | None = request.app.state.gateway
    if client is None:
        return None
    headers = {"Authorization": f"Bearer {token_of(request)}", "Content-Type": "application/json"}
    if traceparent := current_traceparent():
        headers["traceparent"] = traceparent
    try:
        async with asyncio.timeout(PATIENCE):
            answer = await client.post(PATH, content=asked.model_dump_json(), headers=headers)
        return ANSWER.validate_json(answer.raise_for_status().content)
    except (httpx.HTTPError, TimeoutError, ValidationError) as fault:
        log.warning("names not answered", fault=type(fault).__name__)  # its words may hold what was asked
        return None
