"""One child's journey from referral to adoption order, step by step, as Warrington's procedures order it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from hearth.demo.speaking import Asking

AUTHORITY = "warrington"
AGENCY = "together_for_adoption"
LENGTH = 430  # days from registration to the adoption order


@dataclass(frozen=True)
class Step:
    """A step of the journey: what is told, what is asked, and about which case."""

    says: str
    asking: Asking
    case_id: UUID
    on: date


@dataclass(frozen=True)
class Journey:
    """An invented child, the invented family that the child will have, and the day on which it begins."""

    starts_on: date
    child: UUID
    family: UUID
    authority: str = AUTHORITY
    court_case_number: str = "WA25C50123"

    @classmethod
    def ending(cls, on: date) -> "Journey":
        """A new child's journey whose adoption order is made on this day."""
        return cls(on - timedelta(days=LENGTH), uuid4(), uuid4())

    def steps(self) -> Iterator[Step]:
        """Every step in order."""
        for part in (self._to_the_gateway, self._pre_proceedings, self._care, self._plan, self._family, self._home):
            yield from part()

    def _step(  # noqa: PLR0913 - what a step consists of
        self, day: int, says: str, service: str, action: str, role: str, *, about: UUID | None = None, **body: object
    ) -> Step:
        on = self.starts_on + timedelta(days=day)
        asked = {"on": on.isoformat()} | {name: _said(value) for name, value in body.items()}
        return Step(says, Asking(service, action, role, asked), about or self.child, on)

    def _day(self, day: int) -> date:
        return self.starts_on + timedelta(days=day)

    def _to_the_gateway(self) -> Iterator[Step]:
        step = self._step
        yield step(
            0,
            "A duty team registers a baby of four months about whom there is concern",
            "gateway",
            "register_child",
            "social_worker",
            authority=self.authority,
            date_of_birth=self._day(-120),
        )
        yield step(
            1,
            "Social worker and team manager refer the family to the Legal Gateway",
            "gateway",
            "refer_to_legal_gateway",
            "social_worker",
            panel_date=self._day(8),
        )
        yield step(
            8,
            "The panel agrees pre-proceedings: home if the parents can change, adoption if not",
            "gateway",
            "record_gateway_decision",
            "gateway_chair",
            outcome="pre_proceedings",
            primary_plan="return_home",
            contingencies=["adoption", "special_guardianship"],
            review_on=self._day(8 + 112),
        )
        yield step(
            8, "The regional adoption agency is told of the child", "family_finding", "notify_raa", "social_worker"
        )
        yield step(
            10,
            "A family finder is allocated before the first planning meeting",
            "family_finding",
            "allocate_family_finder",
            "family_finding_manager",
        )

    def _pre_proceedings(self) -> Iterator[Step]:
        step = self._step
        yield step(10, "The legal planning meeting is held", "gateway", "hold_legal_planning_meeting", "team_manager")
        yield step(
            11, "The letter to the parents is drafted", "gateway", "draft_pre_proceedings_letter", "social_worker"
        )
        yield step(13, "The letter is sent", "gateway", "send_pre_proceedings_letter", "social_worker")
        yield step(13, "The panel's minutes are on the record", "gateway", "record_gateway_minutes", "gateway_chair")
        yield step(
            19,
            "The first permanence planning meeting pursues two plans side by side",
            "planning",
            "hold_planning_meeting",
            "team_manager",
            tracks=["return_home", "adoption"],
        )
        yield step(
            21,
            "The parents and their solicitors come to the pre-proceedings meeting",
            "gateway",
            "hold_pre_proceedings_meeting",
            "team_manager",
        )

    def _care(self) -> Iterator[Step]:
        step = self._step
        yield step(
            60,
            "Little has changed, and the court issues care proceedings",
            "gateway",
            "issue_proceedings",
            "legal_adviser",
            court_case_number=self.court_case_number,
            hearing_on=self._day(66),
        )
        yield step(
            66,
            "The court makes an interim care order",
            "gateway",
            "record_order",
            "legal_adviser",
            order="interim_care",
        )
        yield step(
            66,
            "The child becomes looked after",
            "planning",
            "become_looked_after",
            "social_worker",
            legal_basis="interim_care_order",
        )
        yield step(
            66,
            "and moves to foster carers",
            "planning",
            "start_placement",
            "social_worker",
            kind="foster",
            in_area=True,
        )
        yield step(
            71,
            "The social worker visits in the first week",
            "planning",
            "record_visit",
            "social_worker",
            seen_alone=True,
        )
        yield step(
            90,
            "The Independent Reviewing Officer chairs the first review",
            "planning",
            "hold_review",
            "iro",
            plan_endorsed=True,
            iro_view="agrees",
        )

    def _plan(self) -> Iterator[Step]:
        step = self._step
        yield step(
            120,
            "The parenting assessment is completed, and it is negative",
            "planning",
            "complete_assessment",
            "social_worker",
            kind="parenting",
            outcome="negative",
        )
        yield step(
            150,
            "The child permanence report is ready for the decision maker",
            "planning",
            "complete_child_permanence_report",
            "social_worker",
            stage="before_decision",
        )
        yield step(
            152,
            "The final care planning meeting ratifies adoption",
            "planning",
            "hold_final_care_planning_meeting",
            "service_manager",
            ratified_plan="adoption",
        )
        yield step(
            155,
            "The second review endorses the plan",
            "planning",
            "hold_review",
            "iro",
            plan_endorsed=True,
            iro_view="agrees",
        )
        yield step(
            155,
            "The permanence plan is agreed: adoption, or else special guardianship",
            "planning",
            "agree_permanence_plan",
            "iro",
            primary="adoption",
            contingencies=["special_guardianship"],
            ratified_by="review",
        )
        yield step(
            165,
            "The Agency Decision Maker decides that the child should be placed for adoption",
            "planning",
            "decide_adoption",
            "agency_decision_maker",
            should_be_placed=True,
        )

    def _family(self) -> Iterator[Step]:
        step = self._step
        kinds = ["adopters"]
        yield step(
            170,
            "Family finding starts, in-house first",
            "family_finding",
            "start_family_finding",
            "family_finder",
            scope="in_house",
        )
        yield step(172, "An anonymous profile is published", "family_finding", "publish_profile", "family_finder")
        yield step(
            175,
            "A family registers with the agency",
            "family_finding",
            "register_family",
            "adopters_social_worker",
            about=self.family,
            authority=AGENCY,
            kinds=kinds,
        )
        yield step(
            230,
            "and is approved",
            "family_finding",
            "approve_family",
            "agency_decision_maker",
            about=self.family,
            kinds=kinds,
        )
        yield step(
            240,
            "The court makes the placement order",
            "gateway",
            "record_order",
            "legal_adviser",
            order="placement",
        )
        yield step(
            240,
            "and the proceedings conclude",
            "gateway",
            "conclude_proceedings",
            "legal_adviser",
            outcome="care_and_placement_order",
        )
        yield step(
            242,
            "The family is proposed",
            "family_finding",
            "propose_link",
            "family_finder",
            family_id=self.family,
            score=88,
        )
        yield step(
            245,
            "shortlisted",
            "family_finding",
            "agree_shortlist",
            "family_finding_manager",
            family_ids=[self.family],
        )
        yield step(250, "visited", "family_finding", "record_family_visit", "family_finder", family_id=self.family)
        yield step(252, "and selected", "family_finding", "select_family", "family_finder", family_id=self.family)
        yield step(
            255,
            "The matching panel is booked",
            "family_finding",
            "book_matching_panel",
            "panel_coordinator",
            panel_on=self._day(285),
        )
        yield step(268, "The papers go to the panel", "family_finding", "submit_matching_papers", "family_finder")
        yield step(285, "The panel recommends the match", "family_finding", "recommend_match", "panel_chair")
        yield step(290, "The decision maker approves it", "family_finding", "approve_match", "agency_decision_maker")

    def _home(self) -> Iterator[Step]:
        step = self._step
        yield step(
            295,
            "Child and family begin to meet",
            "family_finding",
            "start_introductions",
            "family_finder",
            family_id=self.family,
        )
        yield step(
            305,
            "The child moves in with the family",
            "family_finding",
            "place_for_adoption",
            "family_finder",
            family_id=self.family,
        )
        yield step(
            330,
            "The first adoption review is held",
            "planning",
            "hold_review",
            "iro",
            kind="adoption",
            plan_endorsed=True,
        )
        yield step(
            385,
            "The family lodges its application",
            "family_finding",
            "lodge_application",
            "adopters_social_worker",
        )
        yield step(
            LENGTH,
            "The court makes the adoption order",
            "gateway",
            "record_order",
            "legal_adviser",
            order="adoption",
        )


def _said(value: object) -> object:
    """A value of a command in its JSON form."""
    if isinstance(value, date | UUID):
        return str(value)
    return [_said(one) for one in value] if isinstance(value, list) else value
