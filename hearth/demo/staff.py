"""The region's workers: a panel and two teams of each council, some linked to the invented users who sign in."""

import asyncio
from uuid import UUID, uuid4

from hearth.demo.names import worker_name
from hearth.demo.speaking import Asking, Speaker

IN_NEED, IN_CARE = "children_in_need", "children_in_care"
# What somebody is called here, the role, the team, and whether the invented user of that role is that worker.
STAFF = (
    ("chair", "gateway_chair", None, True),
    ("first_member", "gateway_member", None, True),
    ("second_member", "service_manager", None, True),
    ("manager", "team_manager", IN_NEED, True),
    ("worker", "social_worker", IN_NEED, True),
    ("colleague", "social_worker", IN_CARE, False),
    ("lawyer", "legal_adviser", None, True),
    ("coordinator", "practice_coordinator", None, True),
)


async def hire(speaker: Speaker, authority: str, council: int) -> dict[str, UUID]:
    """Record a council's workers; answers the id of each by what the worker is called here."""
    found = {called: uuid4() for called, *_ in STAFF}

    async def record(place: int, called: str, role: str, team: str | None, *, signs_in: bool) -> None:
        subject = f"{role}@{authority}"
        body = {
            "authority": authority,
            "role": role,
            "team": team,
            **worker_name(place, council),
            "phone": f"01632 96{council}{place:03}",
            "email": f"{called}.{authority}@example.org",
            "signs_in_as": subject if signs_in else None,
        }
        asking = Asking("gateway", "record_worker", "practice_coordinator", body)
        await speaker.ask_until_heard(asking, found[called], authority)

    async with asyncio.TaskGroup() as group:
        for place, (called, role, team, signs_in) in enumerate(STAFF):
            group.create_task(record(place, called, role, team, signs_in=signs_in))
    return found
