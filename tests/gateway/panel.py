"""The panel's office, as tests speak to it: weeks of its own for each test, its sittings, and referrals with papers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from shared.clock import LONDON, FixedClock
from tests.gateway.office import Office

COORDINATOR, CHAIR = "practice_coordinator", "gateway_chair"
PAPERS = (
    "referral_form",
    "chronology",
    "genogram",
    "child_and_family_assessment",
    "pre_proceedings_plan",
    "child_protection_recommendations",
    "family_group_conference_plan",
)
EVERY_PAPER = [{"paper": paper} for paper in PAPERS]
REASONS = "As it was discussed."
LEGAL_ACTION = {"primary_plan": "return_home", "contingencies": ["adoption"], "reasons": REASONS}


@dataclass
class Weeks:
    """Weeks that are handed out once, from a Monday on: so many to each test, and those until its last sitting."""

    monday: date
    each: int = 2

    def take(self) -> date:
        """The first Monday of somebody's own."""
        taken, self.monday = self.monday, self.monday + timedelta(weeks=self.each)
        return taken

    def until(self, day: date) -> None:
        """The weeks up to a sitting on this day are taken, too."""
        self.monday = max(self.monday, day + timedelta(days=7 - day.weekday()))


# Warrington has one calendar, so every test has weeks of its own. Those of which others hear come after everything that
# other tests say, so that nobody is heard of before having been registered.
OWN_WEEKS = Weeks(date(2019, 7, 8))
HEARD_WEEKS = Weeks(date(2026, 8, 3), each=3)


class Panel:
    """Some weeks of Warrington's panel: it sits on Tuesdays, and papers are due by 17:00 on the Wednesday before."""

    def __init__(self, office: Office, clock: FixedClock, weeks: Weeks) -> None:
        self.office = office
        self.clock = clock
        self.weeks = weeks
        self.monday = weeks.take()
        self.today(0)

    def day(self, days: int) -> date:
        """So many days after the first Monday: 8 is the first Tuesday's sitting, and 2 its cut-off."""
        return self.monday + timedelta(days=days)

    def on(self, days: int) -> str:
        """The same, as a request says it."""
        return self.day(days).isoformat()

    def today(self, days: int, at: str = "09:00") -> None:
        """It is so many days after the first Monday, at this hour in London."""
        hour, minute = map(int, at.split(":"))
        local = datetime.combine(self.day(days), datetime.min.time(), LONDON).replace(hour=hour, minute=minute)
        self.clock.moment = local.astimezone(UTC)

    async def ask(self, path: str, on: int, role: str, **body: Any) -> httpx.Response:  # noqa: ANN401 - JSON
        """Ask for something of a day, whatever the answer."""
        return await self.office.ask(path, {"on": self.on(on), **body}, role=role)

    async def done(self, path: str, on: int, role: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Have something done on a day."""
        return await self.office.done(path, {"on": self.on(on), **body}, role=role)

    async def refusal(self, path: str, on: int, role: str, **body: Any) -> str:  # noqa: ANN401 - JSON
        """Ask for something of a day that is refused; answer the sentence."""
        return await self.office.refusal(path, {"on": self.on(on), **body}, role=role)

    async def register(self, **more: Any) -> UUID:  # noqa: ANN401 - JSON
        """Register a child twenty weeks before, a toddler unless more is said."""
        born = {} if "expected_date_of_birth" in more else {"date_of_birth": self.on(-500)}
        return await self.office.register(**{"on": self.on(-140), **born, **more})

    async def siblings(self) -> tuple[UUID, UUID]:
        """A brother and a sister, registered and recorded as such."""
        sister, brother = await self.register(), await self.register()
        await self.done(f"/children/{sister}/siblings", 0, "social_worker", brothers_and_sisters=[str(brother)])
        return sister, brother

    async def sitting(self, days: int, chair: UUID | None = None, **composition: Any) -> str:  # noqa: ANN401 - JSON
        """A sitting in the calendar, chaired by somebody; answers its path."""
        self.weeks.until(self.day(days))
        path = f"/sittings/{uuid4()}"
        await self.done(f"{path}/calling", 0, COORDINATOR, authority="warrington", sits_on=self.on(days))
        chair_id = str(chair or uuid4())
        await self.done(f"{path}/composition", 0, COORDINATOR, chair_id=chair_id, **composition)
        return path

    async def refer(self, child: UUID, on: int = 0, **body: Any) -> tuple[str, dict[str, Any]]:  # noqa: ANN401 - JSON
        """A referral; answers its path and what was said."""
        told = await self.done(f"/children/{child}/referrals", on, "social_worker", **body)
        opened = next(fact for fact in told["recorded"] if fact["type"] == "gateway.referral_opened.v1")
        return f"/referrals/{opened['data']['referral_id']}", told

    async def decide(self, child: UUID, on: int, outcome: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """A decision about one child, with reasons."""
        said = {"outcome": outcome, "reasons": REASONS, **body}
        return await self.done(f"/children/{child}/decisions", on, CHAIR, **said)


def facts(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What an answer tells of one kind, as `referred_to_legal_gateway`."""
    return [fact["data"] for fact in told["recorded"] if fact["type"] == f"gateway.{name}.v1"]
