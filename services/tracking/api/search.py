"""Across children: the tracker, and a search over what is due."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.tracking.api.shown import ObligationShown, TrackShown
from services.tracking.read_model.questions import Wanted, search, tracker
from shared.auth.actions import performs
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Rating
from shared.identifiers import Code
from shared.web.problems import problem_responses
from shared.web.reading import Reading, Today

SEARCH = APIRouter(tags=["search"])
Limit = Annotated[int, Query(ge=1, le=500)]


@SEARCH.get("/children", dependencies=[performs("read_tracker")], responses=problem_responses(401, 403, 422))
async def read_tracker(
    reading: Reading,
    today: Today,
    rating: Rating | None = None,
    owner: Role | None = None,
    team: Code | None = None,
    limit: Limit = 100,
) -> list[TrackShown]:
    """The tracker: the children that you may see, the gravest first; `owner` is who has something to do."""
    rows = await tracker(reading, rating=rating, owner=owner, team=team, limit=limit)
    return [TrackShown.on(row, today) for row in rows]


@SEARCH.get(
    "/obligations", dependencies=[performs("read_obligations")], responses=problem_responses(401, 403, 404, 422)
)
async def search_obligations(
    wanted: Annotated[Wanted, Query()], reading: Reading, today: Today
) -> list[ObligationShown]:
    """Obligations that you may see, the earliest date first, a page at a time."""
    return [ObligationShown.on(row, today) for row in await search(reading, wanted)]
