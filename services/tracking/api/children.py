"""One child: how the case stands, and what is due for the child, now, as of then, or under another policy."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, Field

from services.tracking import commands
from services.tracking.api.known import KnownFacts
from services.tracking.api.policies import PackName
from services.tracking.api.shown import ObligationShown, TrackShown
from services.tracking.domain.reckoning import reckon
from services.tracking.read_model.questions import obligations_of, track
from services.tracking.read_model.rows import obligation_row
from shared.auth.actions import performs
from shared.days import Reckonable
from shared.errors import NotKnown
from shared.policy.reading.packs import load_pack, policy_of
from shared.web.commands import add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading, Today

CHILD = commands.CHILD
CHILDREN = APIRouter(tags=["children"])

add_commands(CHILDREN, commands.ROUTES)
add_entries(CHILDREN, commands.CHILDREN)


@CHILDREN.get(CHILD, dependencies=[performs("read_tracker")], responses=problem_responses(401, 403, 404, 422))
async def read_track(child_id: UUID, reading: Reading, today: Today, response: Response) -> TrackShown:
    """How the child's case stands, and why. The ETag is the version that If-Match names."""
    row = await track(reading, child_id)
    response.headers["ETag"] = f'"{row.version}"'
    return TrackShown.on(row, today)


class View(Reckonable):
    """From where to look: on which day, with what was recorded by when, under which policy. Now, unless said."""

    as_of: date | None = Field(None, description="the day on which to look; today by default")
    recorded_by: AwareDatetime | None = Field(None, description="what had been recorded by this moment")
    policy: PackName | None = Field(None, description="the name of a pack; the authority's own by default")


@CHILDREN.get(
    f"{CHILD}/obligations",
    dependencies=[performs("read_obligations")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_obligations(
    child_id: UUID, view: Annotated[View, Query()], known: KnownFacts, reading: Reading, today: Today
) -> list[ObligationShown]:
    """All obligations of the child, the earliest first, each with its why."""
    if view == View():
        return [ObligationShown.on(row, today) for row in await obligations_of(reading, child_id)]
    asked = load_pack(view.policy) if view.policy else None
    facts = (await known.of([child_id]))[child_id]
    day = view.as_of or today
    reckoning = reckon(facts, day, (lambda _: asked) if asked else policy_of, recorded_by=view.recorded_by)
    if reckoning is None:
        raise NotKnown(f"no child {child_id} was registered by then; check the id and the day")
    rows = (obligation_row(one, child_id, reckoning.authority) for one in reckoning.found)
    return [ObligationShown.on(row, day) for row in rows]
