"""The story of one child's plan and care, told step by step over the rules alone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import pytest

from services.planning.adoption import domain as adoption
from services.planning.care.domain import care, placements
from services.planning.care.domain.following import follow
from services.planning.care.read_model import PlacementRow
from services.planning.child.domain import PermanenceCase
from services.planning.child.read_model import PermanenceCaseRow
from services.planning.main import project_child
from services.planning.meetings import domain as meetings
from services.planning.plan import domain as plans
from services.planning.plan.read_model import PlanVersionRow
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import Application, GatewayOutcome
from shared.events.codes.planning import (
    CareReason,
    LegalBasis,
    Option,
    PlacementKind,
    RatifiedBy,
    ReportStage,
    ReviewKind,
)
from shared.events.family_finding import PlacedForAdoption
from shared.events.gateway import (
    AdoptionOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    PlacementOrderGranted,
    ProceedingsIssued,
)
from shared.identifiers import ChildId, DecisionId, FamilyId, OrderId, PersonId, PlacementId, ReferralId
from shared.policy.reading.packs import policy_of

E = TypeVar("E", bound=Event)
Arguments = ParamSpec("Arguments")

CHILD = ChildId(UUID(int=1))
MILLERS, OKAFORS = (FamilyId(UUID(int=number)) for number in (11, 12))
MRS_PRICE = PersonId(UUID(int=13))
ABOUT: dict[str, Any] = {"child_id": CHILD, "authority": "warrington"}


def day(text: str) -> date:
    """A day of 2026, as `month-day`."""
    return date.fromisoformat(f"2026-{text}")


def order(number: int) -> OrderId:
    """The id of an order."""
    return OrderId(UUID(int=number))


REGISTERED = ChildRegistered(**ABOUT, occurred_on=day("01-05"), date_of_birth=date(2025, 11, 2))
LEGAL_ACTION_AGREED = GatewayDecisionMade(
    **ABOUT,
    occurred_on=day("01-12"),
    decision_id=DecisionId(UUID(int=21)),
    referral_id=ReferralId(UUID(int=22)),
    outcome=GatewayOutcome.CARE_PROCEEDINGS,
    primary_plan=Option.RETURN_HOME,
    contingencies=(Option.SPECIAL_GUARDIANSHIP,),
)
ISSUED = ProceedingsIssued(**ABOUT, occurred_on=day("01-14"), application=Application.CARE)
INTERIM_CARE_ORDER = InterimCareOrderGranted(**ABOUT, occurred_on=day("01-15"), order_id=order(31))
PLACEMENT_ORDER = PlacementOrderGranted(**ABOUT, occurred_on=day("07-06"), order_id=order(32))
PLACED_FOR_ADOPTION = PlacedForAdoption(**ABOUT, occurred_on=day("07-27"), family_id=MILLERS)
ADOPTION_ORDER = AdoptionOrderGranted(**ABOUT, occurred_on=day("12-14"), order_id=order(33))


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """The rule refuses, and its sentence says this."""
    with pytest.raises(RuleBroken, match=re.escape(sentence)):
        yield


@dataclass
class Story:
    """A case, and what was recorded of it here."""

    case: PermanenceCase = field(default_factory=lambda: PermanenceCase.opened(CHILD, policy_of))
    recorded: list[Event] = field(default_factory=list)

    def hears(self, *events: Event) -> "Story":
        """Others say something, and what follows is recorded."""
        for event in events:
            self.case = self.case.apply(event)
            self._follow()
        return self

    def does(
        self,
        rule: Callable[Concatenate[PermanenceCase, Arguments], E],
        *asked: Arguments.args,
        **more: Arguments.kwargs,
    ) -> E:
        """A step that the rules allow, and what follows from it; answers its event."""
        event = rule(self.case, *asked, **more)
        self._record(event)
        self._follow()
        return event

    def _follow(self) -> None:
        for event in follow(self.case):
            self._record(event)

    def _record(self, event: Event) -> None:
        self.case = self.case.apply(event)
        self.recorded.append(event)

    def said(self, kind: type[E]) -> list[E]:
        """What was recorded of a kind."""
        return [event for event in self.recorded if isinstance(event, kind)]

    def row(self) -> PermanenceCaseRow:
        """What is shown of the case."""
        return next(row for row in self._rows() if isinstance(row, PermanenceCaseRow))

    def versions(self) -> list[PlanVersionRow]:
        """What is shown of its plan's versions."""
        return [row for row in self._rows() if isinstance(row, PlanVersionRow)]

    def homes(self) -> list[tuple[str, date, date | None]]:
        """Where the child is shown to live, from when, until when."""
        return [(row.kind, row.started_on, row.ended_on) for row in self._rows() if isinstance(row, PlacementRow)]

    def _rows(self) -> list[Any]:
        return list(project_child(self.case, len(self.recorded), date.max))


def in_planning() -> Story:
    """The gateway agreed legal action, and the court has the case."""
    return Story().hears(REGISTERED, LEGAL_ACTION_AGREED, ISSUED)


def looked_after() -> Story:
    """The child is looked after under an interim care order."""
    story = in_planning().hears(INTERIM_CARE_ORDER)
    story.does(
        care.become_looked_after,
        day("01-15"),
        legal_basis=LegalBasis.INTERIM_CARE_ORDER,
        reason=CareReason.PLANNED,
    )
    return story


def move_in(
    story: Story,
    on: date,
    *,
    kind: PlacementKind = PlacementKind.FOSTER,
    carer_id: PersonId | None = MRS_PRICE,
    number: int = 41,
) -> None:
    """The child moves into a placement."""
    story.does(
        placements.start_placement,
        PlacementId(UUID(int=number)),
        on,
        kind=kind,
        in_area=True,
        carer_id=carer_id,
        long_term=False,
        reason=None,
    )


def fostered() -> Story:
    """The child lives with Mrs Price, a foster carer."""
    story = looked_after()
    move_in(story, day("01-15"))
    return story


def agree(story: Story, on: date, primary: Option, ratified_by: RatifiedBy = RatifiedBy.REVIEW) -> None:
    """A plan is agreed, with permanent fostering as its contingency."""
    story.does(
        plans.agree_plan,
        on,
        primary=primary,
        contingencies=(Option.PERMANENT_FOSTERING,),
        ratified_by=ratified_by,
    )


def planned(primary: Option = Option.ADOPTION) -> Story:
    """A first meeting and review were held, and the plan is agreed."""
    story = fostered()
    story.does(meetings.hold_planning_meeting, day("01-26"), tracks=(primary,), next_on=day("03-09"))
    story.does(meetings.hold_review, day("02-10"), kind=ReviewKind.CHILD_IN_CARE, plan_endorsed=True, iro_view=None)
    agree(story, day("02-10"), primary)
    return story


def should_be_placed() -> Story:
    """The Agency Decision Maker decided that the child should be placed for adoption."""
    story = planned()
    story.does(adoption.complete_report, day("04-20"), stage=ReportStage.BEFORE_DECISION)
    story.does(adoption.decide, DecisionId(UUID(int=51)), day("05-04"), should_be_placed=True)
    return story
