"""The legal matter: what may be done when, and what a refusal says to do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from services.gateway.child.domain import registration
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import in_proceedings, orders, proceedings
from services.gateway.court.domain.grounds import should_be_placed_by
from services.gateway.panel.domain import decisions
from services.gateway.panel.domain import referral_rules as referring
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.which_sitting import choose
from services.gateway.pre_proceedings.domain import letters, pre_proceedings
from shared.child_case import orders_of
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import (
    Application,
    Entry,
    GatewayOutcome,
    HearingKind,
    PreProceedingsOutcome,
    ProceedingsOutcome,
    ReferralPurpose,
)
from shared.events.codes.planning import Option
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    DirectorNotified,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    OrderGranted,
    PlacementOrderGranted,
    PreProceedingsEnded,
    PreProceedingsStarted,
    ProceedingsIssued,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade
from shared.identifiers import ChildId, DecisionId, MeetingId, NoteId, OrderId, ReferralId
from shared.policy.reading.packs import policy_of

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Story:
    """A legal matter to which one thing after another happens."""

    def __init__(self) -> None:
        self.matter = LegalMatter.opened(uuid4(), policy_of)

    def then(self, *events: Event) -> "Story":
        for event in events:
            self.matter = self.matter.apply(event)
        return self

    def registered(self) -> "Story":
        return self.then(
            registration.register(
                self.matter, "warrington", DAY, born=date(2025, 11, 1), expected=None, entry=Entry.REFERRAL
            )
        )

    def referred(self) -> "Story":
        return self.then(refer(self, DAY))

    def decided(
        self,
        outcome: GatewayOutcome = GatewayOutcome.PRE_PROCEEDINGS,
        contingencies: tuple[Option, ...] = (Option.ADOPTION,),
    ) -> "Story":
        return self.then(*decide(self.matter, outcome, contingencies))

    def sent_to_court(self) -> "Story":
        return self.referred().decided(GatewayOutcome.CARE_PROCEEDINGS)

    def issued(self, application: Application = Application.CARE) -> "Story":
        return self.then(*issue(self.matter, application))

    def granted(self, order: type[OrderGranted]) -> "Story":
        return self.then(grant(self.matter, order))

    def told_should_be_placed(self, *, yes: bool = True, on: date = DAY) -> "Story":
        return self.then(
            AdoptionDecisionMade(
                child_id=self.matter.child_id, authority="warrington", occurred_on=on, should_be_placed=yes
            )
        )


def refer(story: Story, on: date, panel_date: date = date(2026, 3, 5)) -> Event:
    referral_id = ReferralId(uuid4())
    begun = referring.begin(referral_id, [story.matter], on, purpose=ReferralPurpose.THRESHOLD, urgent=True)
    referral = Referral.opened(referral_id, policy_of).apply(begun)
    place = choose(referral, (), on, referral.received(on, NOON), panel_date=panel_date, urgent=True)
    return referring.tell(referral.apply(referring.submit(referral, on, place)), story.matter, on)


def decide(
    matter: LegalMatter, outcome: GatewayOutcome, contingencies: tuple[Option, ...] = (Option.ADOPTION,)
) -> tuple[Event, ...]:
    return decisions.decide(
        matter,
        DecisionId(uuid4()),
        date(2026, 3, 5),
        outcome=outcome,
        primary_plan=Option.RETURN_HOME,
        contingencies=contingencies,
        review_on=None,
        note_id=NoteId(uuid4()),
    )


def issue(matter: LegalMatter, application: Application = Application.CARE) -> tuple[Event, ...]:
    return proceedings.issue(
        matter, date(2026, 3, 20), application=application, court_case_number="WA26C50001", hearing_on=None
    )


def grant(matter: LegalMatter, order: type[OrderGranted]) -> OrderGranted:
    return orders.grant(matter, order, OrderId(uuid4()), date(2026, 4, 1))


def test_pre_proceedings_begin_with_the_decision_that_agrees_them() -> None:
    decision, started = decide(Story().registered().referred().matter, GatewayOutcome.PRE_PROCEEDINGS)
    assert isinstance(decision, GatewayDecisionMade)
    assert decision.adoption_considered
    assert isinstance(started, PreProceedingsStarted)


def test_care_proceedings_at_once_open_no_pre_proceedings() -> None:
    decision, told = decide(Story().registered().referred().matter, GatewayOutcome.CARE_PROCEEDINGS)
    assert isinstance(decision, GatewayDecisionMade)
    assert isinstance(told, DirectorNotified)


def test_issuing_proceedings_ends_the_pre_proceedings() -> None:
    ended, issued = issue(Story().registered().referred().decided().sent_to_court().matter)
    assert isinstance(ended, PreProceedingsEnded)
    assert ended.outcome is PreProceedingsOutcome.CARE_PROCEEDINGS
    assert isinstance(issued, ProceedingsIssued)


def test_a_placement_order_stands_on_the_should_be_placed_decision() -> None:
    story = Story().registered().referred().decided().sent_to_court().issued()
    story = story.told_should_be_placed().issued(Application.PLACEMENT)
    assert isinstance(grant(story.matter, PlacementOrderGranted), PlacementOrderGranted)


def in_force(story: Story) -> list[str]:
    """The statuses of the orders that stand at the end of a day after all of the story."""
    return [order.status.status for order in orders_of(story.matter) if order.outlasts(date(2026, 4, 1))]


def test_an_adoption_order_ends_all_others() -> None:
    story = Story().registered().referred().decided().sent_to_court().issued()
    story = story.told_should_be_placed().issued(Application.PLACEMENT)
    story = story.granted(InterimCareOrderGranted).granted(PlacementOrderGranted).granted(AdoptionOrderGranted)
    assert in_force(story) == ["adoption_order"]


def test_a_special_guardianship_order_ends_a_care_order() -> None:
    story = Story().registered().referred().decided().sent_to_court().issued().granted(CareOrderGranted)
    story.granted(SpecialGuardianshipOrderGranted)
    assert "care_order" not in in_force(story)


def test_what_is_heard_before_the_child_is_registered_is_not_lost() -> None:
    assert should_be_placed_by(Story().told_should_be_placed().registered().matter, DAY)


REFUSALS: dict[str, Callable[[], object]] = {
    "register the child first": lambda: refer(Story().told_should_be_placed(), DAY),
    "open the child's legal matter instead": lambda: Story().registered().registered(),
    "either a date of birth or": lambda: registration.register(
        Story().matter, "warrington", DAY, born=None, expected=None, entry=Entry.REFERRAL
    ),
    "check both dates": lambda: registration.register(
        Story().matter, "warrington", DAY, born=date(2027, 1, 1), expected=None, entry=Entry.REFERRAL
    ),
    "record the panel's decision first": lambda: Story().registered().referred().referred(),
    "name the next sitting": lambda: refer(Story().registered(), DAY, panel_date=date(2026, 1, 1)),
    "refer the child to the Legal Gateway first": lambda: Story().registered().decided(),
    "at least one contingency; add them": lambda: Story().registered().referred().decided(contingencies=()),
    "name another contingency": lambda: Story().registered().referred().decided(contingencies=(Option.RETURN_HOME,)),
    "record its decision first": lambda: decisions.record_minutes(Story().registered().matter, DAY, NoteId(uuid4())),
    "the Legal Gateway must agree them first": lambda: letters.draft_letter(Story().registered().matter, DAY),
    "draft it, then send it": lambda: letters.send_letter(
        Story().registered().referred().decided().matter, date(2026, 3, 9)
    ),
    "send the letter before proceedings first": lambda: pre_proceedings.meet_parents(
        Story().registered().referred().decided().matter, MeetingId(uuid4()), date(2026, 3, 9)
    ),
    "take the case to the panel first": lambda: Story().registered().issued(),
    "conclude them first": lambda: Story().registered().referred().decided().sent_to_court().issued().issued(),
    "record that the application was issued first": lambda: Story().registered().granted(SupervisionOrderGranted),
    "record the decision maker's decision": lambda: (
        Story().registered().referred().decided().sent_to_court().issued().granted(PlacementOrderGranted)
    ),
    "record that order or consent first": lambda: Story().registered().granted(AdoptionOrderGranted),
    "check the child": lambda: (
        Story()
        .registered()
        .referred()
        .decided()
        .sent_to_court()
        .issued()
        .told_should_be_placed()
        .issued(Application.PLACEMENT)
        .granted(PlacementOrderGranted)
        .granted(AdoptionOrderGranted)
        .granted(CareOrderGranted)
    ),
    "before the child was registered": lambda: refer(Story().registered(), date(2020, 1, 1)),
}


@pytest.mark.parametrize("says", REFUSALS)
def test_a_refusal_says_what_to_do(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()


def test_a_decision_that_should_not_be_placed_takes_the_ground_away() -> None:
    story = Story().registered().referred().decided().sent_to_court().issued().told_should_be_placed()
    story = story.told_should_be_placed(yes=False, on=date(2026, 3, 25))
    with pytest.raises(RuleBroken, match="should-be-placed"):
        grant(story.matter, PlacementOrderGranted)


def test_hearings_belong_to_open_proceedings() -> None:
    matter = Story().registered().matter
    with pytest.raises(RuleBroken, match="issued first"):
        in_proceedings.list_hearing(matter, DAY, kind=HearingKind.FINAL, hearing_on=DAY, final_evidence_due=None)
    with pytest.raises(RuleBroken, match="issued first"):
        in_proceedings.hold_hearing(matter, DAY, kind=HearingKind.FINAL, final_evidence_due=None)
    with pytest.raises(RuleBroken, match="issued first"):
        proceedings.conclude(matter, DAY, ProceedingsOutcome.NO_ORDER)


def test_an_unborn_child_has_an_expected_date() -> None:
    matter = LegalMatter.opened(ChildId(uuid4()), policy_of)
    told = registration.register(matter, "warrington", DAY, born=None, expected=date(2026, 6, 1), entry=Entry.REFERRAL)
    assert told.date_of_birth is None
    assert told.expected_date_of_birth == date(2026, 6, 1)
