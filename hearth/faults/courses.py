"""Courses: plausible ways of a child through the four services, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hearth.faults.step import Step

COUNCILS = ("warrington", "surrey", "bradford", "trafford", "county")
FIRST_DAY = date(2025, 1, 6)  # so that a whole course lies in the past: days to come are refused
OTHER_PLANS = ["special_guardianship"]


@dataclass
class Course:
    """One child's course in the making: each step is on the day of the one before or a few days after."""

    seed: str
    chance: Random = field(init=False)
    child: UUID = field(init=False)
    family: UUID = field(init=False)
    authority: str = field(init=False)
    on: date = field(init=False)

    def __post_init__(self) -> None:
        """Draw the child."""
        self.chance = Random(self.seed)  # noqa: S311 - the same children for the same seed
        self.child = UUID(int=self.chance.getrandbits(128), version=4)
        self.family = UUID(int=self.chance.getrandbits(128), version=4)
        self.authority = self.chance.choice(COUNCILS)
        self.on = FIRST_DAY + timedelta(days=self.chance.randrange(30))

    def steps(self) -> Iterator[Step]:
        """The steps in order; how far they go is drawn."""
        yield from self._register()
        way = self.chance.choices(("home", "letter", "section_20", "adoption"), weights=(2, 2, 3, 4))[0]
        if way == "section_20":
            yield from self._accommodated()
            return
        yield from self._panel("threshold_not_met" if way == "home" else "pre_proceedings")
        if way != "home":
            yield from self._pre_proceedings()
        if way == "adoption":
            yield from self._court_and_care()
            yield from self._planning()
            yield from self._towards_adoption()
            yield from self._family_finding()
            yield from self._match_and_order()
            yield from self._new_home()

    @property
    def court_case_number(self) -> str:
        """The number of the proceedings about the child, one for every application."""
        return f"WA26C{self.child.int % 100_000:05}"

    def _step(self, service: str, path: str, role: str, case_id: UUID | None = None, **body: Any) -> Step:  # noqa: ANN401 - a command's fields
        kind = "children" if case_id is None else "families"
        case_id = case_id or self.child
        self.on += timedelta(days=self.chance.choice((0, 0, 1, 3)))
        fields = {"on": self.on.isoformat(), **body}
        return Step(service, f"/{kind}/{case_id}/{path}", case_id, role, self.authority, fields)

    def _gateway(self, path: str, role: str, **body: Any) -> Step:  # noqa: ANN401
        return self._step("gateway", path, role, **body)

    def _plan(self, path: str, role: str, **body: Any) -> Step:  # noqa: ANN401
        return self._step("planning", path, role, **body)

    def _find(self, path: str, role: str, **body: Any) -> Step:  # noqa: ANN401
        return self._step("family_finding", path, role, **body)

    def _track(self, tracker: str) -> Step:
        return self._step("tracking", "tracker-meetings", "team_manager", tracker=tracker)

    def _later(self, days: int) -> str:
        return (self.on + timedelta(days=days)).isoformat()

    def _register(self) -> Iterator[Step]:
        born = self.on - timedelta(days=self.chance.randrange(200, 3000))
        yield self._gateway(
            "registration", "social_worker", authority=self.authority, date_of_birth=born.isoformat(), entry="referral"
        )

    def _panel(self, outcome: str) -> Iterator[Step]:
        yield self._gateway("referrals", "social_worker", panel_date=self._later(14), urgent=True)
        plans = {} if outcome == "threshold_not_met" else {"primary_plan": "adoption", "contingencies": OTHER_PLANS}
        said = {"outcome": outcome, "reasons": "As it was discussed.", "review_on": self._later(112)}
        yield self._gateway("decisions", "gateway_chair", **said, **plans)
        yield self._gateway("minutes", "gateway_chair", text="As it was discussed.")

    def _pre_proceedings(self) -> Iterator[Step]:
        yield self._gateway("letter/draft", "social_worker")
        yield self._gateway("legal-planning-meetings", "legal_adviser")
        yield self._gateway("letter/sent", "social_worker")
        yield self._gateway("pre-proceedings-meetings", "team_manager")
        yield self._track("pre_proceedings")
        yield self._plan("family-group-conferences", "social_worker", carers_identified=1)
        yield self._plan("assessments", "social_worker", kind="parenting")
        yield self._plan("assessments/completed", "social_worker", kind="parenting", outcome="negative")

    def _accommodated(self) -> Iterator[Step]:
        yield self._plan("care", "social_worker", legal_basis="section_20", reason="planned")
        yield self._plan("placements", "social_worker", kind="foster", in_area=True)
        for number in range(self.chance.randrange(1, 5)):
            yield self._plan("visits", "social_worker", seen_alone=bool(number))
            yield self._plan("planning-meetings", "team_manager", tracks=["return_home"], next_on=self._later(28))
            yield self._plan("reviews", "iro")
        yield self._plan("plan-versions", "team_manager", primary="return_home", contingencies=["permanent_fostering"])
        yield self._plan("views", "social_worker", kind="agrees_with_plan")
        yield self._track("permanence")

    def _court_and_care(self) -> Iterator[Step]:
        yield from self._panel("care_proceedings")
        yield self._gateway(
            "proceedings", "legal_adviser", court_case_number=self.court_case_number, hearing_on=self._later(12)
        )
        yield self._gateway("hearings/listed", "legal_adviser", kind="case_management", hearing_on=self._later(18))
        yield self._gateway("hearings/held", "legal_adviser", kind="interim_care_order")
        yield self._gateway("orders", "legal_adviser", order="interim_care")
        yield self._plan("care", "social_worker", legal_basis="interim_care_order", reason="planned")
        yield self._plan("placements", "social_worker", kind="foster", in_area=False)

    def _planning(self) -> Iterator[Step]:
        yield self._plan("visits", "social_worker", seen_alone=True)
        tracks = ["adoption", *OTHER_PLANS]
        yield self._plan("planning-meetings", "team_manager", tracks=tracks, next_on=self._later(28))
        yield self._plan("reviews", "iro")
        yield self._plan("plan-versions", "team_manager", primary="adoption", contingencies=OTHER_PLANS)
        yield self._plan("family-time", "social_worker", kind="direct")
        yield self._plan("life-story-work", "social_worker", kind="plan")
        yield self._track("permanence")

    def _towards_adoption(self) -> Iterator[Step]:
        yield self._find("raa-notification", "social_worker")
        yield self._plan("child-permanence-reports", "social_worker", stage="manager")
        yield self._plan("child-permanence-reports/audits", "team_manager", stage="manager", outcome="accepted")
        yield self._plan("adoption-medicals/booked", "social_worker")
        yield self._plan("adoption-medicals/completed", "medical_adviser")
        yield self._plan("adoption-decisions/booked", "social_worker", decision_on=self._later(10))
        yield self._plan("final-care-planning-meetings", "service_manager", ratified_plan="adoption")
        yield self._plan("adoption-decisions", "agency_decision_maker", should_be_placed=True)

    def _family_finding(self) -> Iterator[Step]:
        kinds = ["adopters"]
        family = {"case_id": self.family, "kinds": kinds}
        yield self._find(
            "registration", "adopters_social_worker", **family, authority=self.authority, agency=self.authority
        )
        yield self._find("approval", "agency_decision_maker", **family)
        yield self._find("family-finder", "family_finding_manager")
        yield self._find("search", "family_finder", scope="in_house", next_scope_on=self._later(60))
        yield self._find("profiles", "family_finder", anonymised=True)
        name = str(self.family)
        yield self._find("links/proposed", "family_finder", family_id=name, score=80)
        yield self._find("shortlist", "family_finder", family_ids=[name])
        yield self._find("visits", "family_finder", family_id=name)
        yield self._find("selection", "family_finder", family_id=name)

    def _match_and_order(self) -> Iterator[Step]:
        number = self.court_case_number
        yield self._gateway("proceedings", "legal_adviser", court_case_number=number, application="placement")
        yield self._gateway("orders", "legal_adviser", order="care")
        yield self._gateway("orders", "legal_adviser", order="placement")
        yield self._gateway("proceedings/conclusion", "legal_adviser", outcome="care_and_placement_order")
        yield self._find("panel", "family_finder", panel_on=self._later(10))
        yield self._find("papers", "family_finder")
        yield self._find("match/recommended", "panel_chair")
        yield self._find("match/approved", "agency_decision_maker")

    def _new_home(self) -> Iterator[Step]:
        name = str(self.family)
        yield self._find("introductions", "family_finder", family_id=name)
        yield self._find("placement/adoption", "social_worker", family_id=name)
        yield self._plan("visits", "social_worker", seen_alone=True)
        yield self._plan("reviews", "iro", kind="adoption")
        yield self._find("application", "adopters_social_worker")
        yield self._gateway("orders", "legal_adviser", order="adoption")
