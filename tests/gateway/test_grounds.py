"""The grounds of proceedings: whose word lets the court be asked, and what the court may do without being asked."""

from uuid import uuid4

import pytest

from services.gateway.child_page.domain.grounds import GROUNDS
from services.gateway.court.domain import proceedings
from services.gateway.panel.domain import panel_actions
from shared.errors import RuleBroken
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    GatewayOutcome,
    HearingKind,
    ProceedingsOutcome,
    ReferralPurpose,
)
from shared.events.gateway import (
    CareOrderGranted,
    DirectorNotified,
    EmergencyProtectionOrderGranted,
    GatewayDecisionMade,
    HearingHeld,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    OrderGranted,
    ProceedingsIssued,
    ReferredToLegalGateway,
    SupervisionOrderGranted,
)
from shared.identifiers import DecisionId, NoteId, ReferralId
from tests.gateway.court import Child, day, direct, meet, to_be_discharged


def test_pre_proceedings_that_were_agreed_are_no_ground_to_issue() -> None:
    with pytest.raises(RuleBroken, match="has not decided on care proceedings"):
        Child().decided(outcome=GatewayOutcome.PRE_PROCEEDINGS).issued()


def test_after_concluded_proceedings_the_panel_decides_anew() -> None:
    child = Child().before_the_court()
    child.then(proceedings.conclude(child.matter, day("2026-06-01"), ProceedingsOutcome.NO_ORDER))
    with pytest.raises(RuleBroken, match="has not decided on care proceedings"):
        child.issued("2026-09-01", number="WA26C50002")
    assert child.decided("2026-09-01").issued("2026-09-08", number="WA26C50002").matter.proceedings


def test_the_panels_decision_outlives_proceedings_in_which_nobody_asked_for_care() -> None:
    child = to_be_discharged().decided("2026-09-15")
    child.then(proceedings.conclude(child.matter, day("2027-02-20"), ProceedingsOutcome.WITHDRAWN))
    issued = child.issued("2027-02-22", number="WA27C50003").matter.every(ProceedingsIssued)[-1]
    assert GROUNDS.lacks(child.matter, issued) is None


def test_an_emergency_is_decided_while_the_court_is_asked_to_discharge_an_order() -> None:
    child, reasons = to_be_discharged(), NoteId(uuid4())
    child.then(
        *panel_actions.decide_emergency_proceedings(child.matter, DecisionId(uuid4()), day("2027-02-10"), reasons)
    )
    child.issued("2027-02-11", number="WA27C50002")
    with pytest.raises(RuleBroken, match="care or supervision proceedings are open since 11 February 2027; there is"):
        panel_actions.decide_emergency_proceedings(child.matter, DecisionId(uuid4()), day("2027-02-12"), reasons)


def test_that_a_supervision_order_be_extended_is_a_ground_for_a_supervision_application() -> None:
    child, referral = Child(), ReferralId(uuid4())
    purpose = ReferralPurpose.SUPERVISION_ORDER_EXTENSION
    child.known(ReferredToLegalGateway, "2026-01-06", referral_id=referral, purpose=purpose)
    decision = {"decision_id": DecisionId(uuid4()), "referral_id": referral, "outcome": GatewayOutcome.EXTENSION}
    child.known(GatewayDecisionMade, "2026-01-12", **decision)
    with pytest.raises(RuleBroken, match="has not decided on care proceedings"):
        child.issued("2026-01-19")
    assert child.issued("2026-01-19", Application.SUPERVISION).matter.proceedings


def test_in_an_emergency_a_service_manager_places_the_matter_before_the_court() -> None:
    child, reasons = Child().decided(outcome=GatewayOutcome.PRE_PROCEEDINGS), NoteId(uuid4())
    told = panel_actions.decide_emergency_proceedings(child.matter, DecisionId(uuid4()), day("2026-01-18"), reasons)
    assert isinstance(child.then(*told), DirectorNotified)
    with pytest.raises(RuleBroken, match="it is decided already that care proceedings be issued"):
        panel_actions.decide_emergency_proceedings(child.matter, DecisionId(uuid4()), day("2026-01-18"), reasons)
    assert child.issued("2026-01-19").matter.proceedings
    with pytest.raises(RuleBroken, match="since 19 January 2026; there is nothing to decide"):
        panel_actions.decide_emergency_proceedings(child.matter, DecisionId(uuid4()), day("2026-01-20"), reasons)


def test_a_later_decision_that_says_nothing_of_legal_action_leaves_the_ground() -> None:
    child = Child().decided().decided("2026-01-13", GatewayOutcome.DEFERRED)
    assert child.issued().matter.proceedings


def test_after_an_emergency_protection_order_care_proceedings_may_be_issued_at_once() -> None:
    child = Child()
    child.granted(EmergencyProtectionOrderGranted, "2026-01-12")
    assert child.issued().matter.proceedings


def test_on_the_last_day_of_an_emergency_protection_order_care_proceedings_may_be_issued_and_not_after() -> None:
    child = Child()
    child.granted(EmergencyProtectionOrderGranted, "2026-01-12", until="2026-01-19")
    with pytest.raises(RuleBroken, match="take the case to the panel first"):
        child.issued("2026-01-20")
    assert child.issued("2026-01-19").matter.proceedings


def test_an_emergency_is_heard_before_any_proceedings() -> None:
    child = Child()
    child.held(HearingKind.EMERGENCY_PROTECTION, "2026-01-12")
    assert child.matter.every(HearingHeld)


@pytest.mark.parametrize("order", [InterimCareOrderGranted, InterimSupervisionOrderGranted])
def test_on_a_direction_under_section_37_an_interim_order_is_made_without_an_application_of_ours(
    order: type[OrderGranted],
) -> None:
    child = Child()
    given = direct(child, "2026-02-02", "2026-03-30", DirectionKind.SECTION_37)
    with pytest.raises(RuleBroken, match="record that the application was issued first"):
        child.granted(order, "2026-02-01")
    with pytest.raises(RuleBroken, match="record that the application was issued first"):
        child.granted(CareOrderGranted, "2026-02-02")
    with pytest.raises(RuleBroken, match="record that the application was issued first"):
        child.granted(order, "2026-03-31")
    made = child.granted(order, "2026-02-02", until="2026-03-30")
    meet(child, given, "2026-03-23")
    assert child.comes("2026-03-31") == [(type(made).__name__.removesuffix("Granted"), "2026-03-30", "expired")]


@pytest.mark.parametrize("order", [InterimCareOrderGranted, InterimSupervisionOrderGranted])
def test_an_interim_order_on_such_a_direction_lasts_eight_weeks_unless_somebody_applies(
    order: type[OrderGranted],
) -> None:
    child = Child()
    direct(child, "2026-02-02", "2026-03-30", DirectionKind.SECTION_37)
    child.granted(order, "2026-02-02")
    ended = [(order.__name__.removesuffix("Granted"), "2026-03-29", "expired")]
    assert child.comes("2026-03-30") == ended
    child.decided("2026-03-16").issued("2026-03-29")
    assert child.comes("2026-03-30") == []


@pytest.mark.parametrize("recorded_first", [False, True])
def test_asked_to_discharge_a_care_order_the_court_may_put_a_supervision_order_in_its_place(
    *, recorded_first: bool
) -> None:
    child = to_be_discharged()
    if recorded_first:
        child.ended(child.matter.every(CareOrderGranted)[0], "2027-03-01")
    made = child.granted(SupervisionOrderGranted, "2027-03-01")
    assert GROUNDS.lacks(child.matter, made) is None
    assert ("2027-03-01", "supervision_order") in [one[:2] for one in child.codes()]


def test_once_the_care_order_is_discharged_no_supervision_order_takes_its_place() -> None:
    child = to_be_discharged()
    child.ended(child.matter.every(CareOrderGranted)[0], "2027-03-01")
    with pytest.raises(RuleBroken, match="a supervision order needs an application for care or supervision"):
        child.granted(SupervisionOrderGranted, "2027-03-02")


def test_an_order_for_which_nobody_asked_says_so_though_other_proceedings_are_open() -> None:
    child = to_be_discharged()
    made = child.known(CareOrderGranted, "2027-03-01", order_id=uuid4())
    assert GROUNDS.lacks(child.matter, made) == "proceedings that were issued"
