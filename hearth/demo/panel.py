"""The region's Legal Gateway Panels: who sits, on which days, and a family that is before the next sitting."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from hearth.demo.names import details
from hearth.demo.speaking import Asking, Speaker

WEEKS = timedelta(weeks=8)
TUESDAY = 1
BORN = (timedelta(days=500), timedelta(days=1300))
PAPERS = ("referral_form", "chronology", "genogram", "child_and_family_assessment")


async def call_panel(speaker: Speaker, authority: str, number: int, today: date, staff: Mapping[str, UUID]) -> None:
    """Put a council's sittings into the calendar, compose the first, and refer a brother and sister to it.

    The council's workers sit on it, and one of them holds the children's case.
    """

    async def ask(action: str, role: str, about: UUID, body: Mapping[str, object]) -> None:
        asking = Asking("gateway", action, role, {"on": today.isoformat(), **body})
        await speaker.ask_until_heard(asking, about, authority)

    first = today + timedelta(days=7 + (TUESDAY - today.weekday()) % 7)
    sitting = uuid4()
    series = {"authority": authority, "first": first.isoformat(), "until": (first + WEEKS).isoformat()}
    await ask("call_sittings", "practice_coordinator", sitting, series)
    members = [str(staff["first_member"]), str(staff["second_member"])]
    panel = {"chair_id": str(staff["chair"]), "members": members}
    await ask("compose_panel", "practice_coordinator", sitting, panel)
    younger, older = uuid4(), uuid4()
    for child, age, place in ((younger, BORN[0], number), (older, BORN[1], number + 1)):
        born = (today - age).isoformat()
        called = {**details(place), "family_name": details(number)["family_name"]}
        told = {"authority": authority, "date_of_birth": born, "details": called}
        await ask("register_child", "social_worker", child, told)
        await ask("allocate_child", "team_manager", child, {"worker_id": str(staff["worker"])})
    await ask("group_siblings", "social_worker", younger, {"brothers_and_sisters": [str(older)]})
    papers = [{"paper": paper} for paper in PAPERS] if authority == "warrington" else []
    await ask("refer_to_legal_gateway", "social_worker", younger, {"with_children": [str(older)], "papers": papers})
