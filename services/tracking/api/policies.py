"""Policies in readable form, and what would change for a caseload if another were adopted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints

from services.tracking.api.known import KnownFacts
from services.tracking.read_model.questions import children_after, late_rules
from shared.auth.actions import performs
from shared.policy.grammar import Guard, Number, WordList
from shared.policy.reading.packs import load_pack, pack_names
from shared.policy.reading.readable import Line, lines_of
from shared.policy.reckoning.lateness import late_rules as late_under
from shared.web.problems import problem_responses
from shared.web.reading import Reading, Today

POLICIES = APIRouter(tags=["policies"])
PackName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
CHUNK = 25  # children reckoned before other requests have their turn


class Document(BaseModel):
    """A pack, and the document in which its timescales are written."""

    name: str
    title: str
    document: str
    issued: str | None


class PolicyShown(BaseModel):
    """The policy of an authority with the law under it: every timescale in words, with its source."""

    name: str
    documents: list[Document]
    timescales: list[Line]
    numbers: list[Number]
    guards: list[Guard]
    lists: list[WordList]


@POLICIES.get("/policies", dependencies=[performs("read_obligations")], responses=problem_responses(401, 403))
async def read_policies() -> list[str]:
    """The names of the policies there are."""
    return pack_names()


@POLICIES.get(
    "/policies/{authority}",
    dependencies=[performs("read_obligations")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_policy(authority: PackName) -> PolicyShown:
    """The policy of an authority in readable form."""
    policy = load_pack(authority)
    return PolicyShown(
        name=policy.name,
        documents=[
            Document(name=pack.name, title=pack.title, document=pack.source.document, issued=pack.source.issued)
            for pack in policy.packs
        ],
        timescales=list(lines_of(policy)),
        numbers=list(policy.numbers.values()),
        guards=list(policy.guards.values()),
        lists=list(policy.lists.values()),
    )


class Lateness(BaseModel):
    """The rules under which a child would be late, and those under which the child is now."""

    child_id: UUID
    late_now: list[str]
    late_then: list[str]


class WhatIf(BaseModel):
    """What would change for a caseload if a policy were adopted: who would become late, and who no longer."""

    policy: str
    children: int = Field(description="how many children were reckoned")
    late_now: int
    late_then: int
    become_late: list[Lateness]
    no_longer_late: list[Lateness]
    after: UUID | None = Field(description="the last child reckoned, where there are more; ask again from there")


class Caseload(BaseModel):
    """Under which policy to reckon, and whom: the caller's children by id, a page at a time."""

    policy: PackName = Field(description="the name of a pack")
    limit: int = Field(1000, ge=1, le=5000, description="how many children at most")
    after: UUID | None = Field(None, description="the last child of the page before")


@POLICIES.get("/what-if", dependencies=[performs("read_obligations")], responses=problem_responses(401, 403, 404, 422))
async def what_if(asked: Annotated[Caseload, Query()], known: KnownFacts, reading: Reading, today: Today) -> WhatIf:
    """How many of your children would be late under another policy, and who."""
    policy = load_pack(asked.policy)
    children = await children_after(reading, asked.limit, asked.after)
    compared: list[Lateness] = []
    for start in range(0, len(children), CHUNK):
        chunk = children[start : start + CHUNK]
        late_now = await late_rules(reading, chunk)
        for child, facts in (await known.of(chunk)).items():
            late_then = sorted(late_under(facts, policy, today))
            compared.append(Lateness(child_id=child, late_now=sorted(late_now[child]), late_then=late_then))
    return WhatIf(
        policy=policy.name,
        children=len(compared),
        late_now=sum(bool(one.late_now) for one in compared),
        late_then=sum(bool(one.late_then) for one in compared),
        become_late=[one for one in compared if one.late_then and not one.late_now],
        no_longer_late=[one for one in compared if one.late_now and not one.late_then],
        after=children[-1] if len(children) == asked.limit else None,
    )
