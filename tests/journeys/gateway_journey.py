"""A child's way through the gateway alone: what is asked of it on which day, and what tracking makes of it."""

from datetime import date
from typing import Any
from uuid import uuid4

from shared.clock import LONDON, FixedClock
from shared.testing.world import World

WORKER, TEAM_MANAGER, MANAGER = "social_worker", "team_manager", "service_manager"
CHAIR, COORDINATOR, LAWYER = "gateway_chair", "practice_coordinator", "legal_adviser"
HEAD = "head_of_service"
PAPERS = (
    "referral_form",
    "chronology",
    "genogram",
    "child_and_family_assessment",
    "pre_proceedings_plan",
    "child_protection_recommendations",
    "family_group_conference_plan",
)
CONCLUDING = ("finalised_assessments", "pre_proceedings_plan")
EXTENDING = ("child_and_family_assessment",)
PARTS = (
    "realistic_timescales",
    "impact_on_children",
    "expectations_of_parents",
    "issues_addressed",
    "assessments_recorded",
)
PLANS: dict[str, Any] = {"primary_plan": "return_home", "contingencies": ["special_guardianship"]}
OPEN = {"upcoming", "due_soon", "due"}
Due = tuple[str, str]


class Journey:
    """A child of Warrington, to whom things happen in the world's own time."""

    def __init__(self, world: World, clock: FixedClock) -> None:
        self.world = world
        self.clock = clock
        self.child = str(uuid4())
        self.seen: dict[str, set[Due]] = {}

    async def registers(self, on: str, born: str = "2021-03-01") -> "Journey":
        """The child becomes known."""
        await self.does("registration", on, WORKER, authority="warrington", date_of_birth=born)
        return self

    async def does(self, path: str, on: str, role: str, service: str = "gateway", **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Something happens on a day, and everybody hears of it; answers what was recorded."""
        moment = date.fromisoformat(on)
        self.clock.moment = self.clock.moment.astimezone(LONDON).replace(
            year=moment.year, month=moment.month, day=moment.day
        )
        address = f"/children/{self.child}/{path}"
        answer = await self.world.post(service, address, {"on": on, **body}, role=role)
        assert answer.status_code == 201, f"{path} on {on}: {answer.text}"
        await self.world.settle()
        await self.look()
        told: dict[str, Any] = answer.json()
        return told

    async def look(self) -> dict[str, set[Due]]:
        """What tracking says today: for each rule when it is due and how that stands. Everything seen is kept."""
        answer = await self.world.get("tracking", f"/children/{self.child}/obligations", role=MANAGER)
        assert answer.status_code == 200, answer.text
        now: dict[str, set[Due]] = {}
        for one in answer.json():
            state = "open" if one["state"] in OPEN else one["state"]
            now.setdefault(one["rule_id"], set()).add((one["due_on"], state))
        for rule, due in now.items():
            self.seen.setdefault(rule, set()).update(due)
        return now

    async def goes_by(self, on: str) -> dict[str, set[Due]]:
        """A day comes, and tracking reckons anew."""
        moment = date.fromisoformat(on)
        self.clock.moment = self.clock.moment.replace(year=moment.year, month=moment.month, day=moment.day)
        for name in ("gateway", "tracking"):
            one = self.world.inhabitants[name]
            for duty in one.plan.duties:
                if hasattr(duty, "once"):
                    await duty.once(one.app.state.store)
        await self.world.settle()
        return await self.look()

    async def refers(self, on: str, panel: str, purpose: str = "threshold", papers: tuple[str, ...] = PAPERS) -> None:
        """The child is referred with these papers."""
        await self.does(
            "referrals", on, WORKER, purpose=purpose, panel_date=panel, papers=[{"paper": paper} for paper in papers]
        )

    async def decides(self, on: str, outcome: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """The panel decides."""
        return await self.does("decisions", on, CHAIR, outcome=outcome, reasons="As it was discussed.", **PLANS, **more)

    async def enters_pre_proceedings(self) -> "Journey":
        """Referred on 20 March 2026, and in pre-proceedings since Tuesday 31 March."""
        await self.registers("2026-03-02")
        await self.refers("2026-03-20", "2026-03-31")
        await self.decides("2026-03-31", "pre_proceedings")
        return self

    async def has_a_plan(self, on: str) -> None:
        """The plan is whole, and approved."""
        await self.does("pre-proceedings-plan", on, WORKER, parts=PARTS, text="The plan.")
        await self.does("pre-proceedings-plan/approval", on, MANAGER)


def id_of(told: dict[str, Any], kind: str, name: str) -> str:
    """The id that an answer names."""
    return next(str(fact["data"][name]) for fact in told["recorded"] if fact["type"] == f"gateway.{kind}.v1")
