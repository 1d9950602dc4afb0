"""Lost ground: what rested on an entry that was voided says what it lacks, and says so no longer once it is there."""

from typing import Any
from uuid import UUID

import pytest

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child_page.domain.grounds import GROUNDS
from shared.events.base import Event
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    GatewayOutcome,
    HearingKind,
    MeetingWithParents,
    OrderEnd,
    PreProceedingsOutcome,
    ProceedingsOutcome,
)
from shared.events.codes.planning import Option
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    CourtDirectionGiven,
    EmergencyProtectionOrderGranted,
    ExceptionReportMade,
    GatewayDecisionMade,
    HearingHeld,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    OrderEnded,
    PlacementOrderGranted,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsPlanRecorded,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ProceedingsIssued,
)
from shared.events.planning import AdoptionDecisionMade
from shared.identifiers import ChildId, DecisionId, DirectionId, OrderId, ReferralId
from shared.policy.reading.packs import policy_of
from tests.gateway.period_story import day

CHILD = ChildId(UUID(int=1))


def about(on: str) -> dict[str, Any]:
    return {"child_id": CHILD, "authority": "warrington", "occurred_on": day(on)}


def decided(outcome: GatewayOutcome, on: str) -> GatewayDecisionMade:
    return GatewayDecisionMade(
        **about(on),
        decision_id=DecisionId(UUID(int=2)),
        referral_id=ReferralId(UUID(int=3)),
        outcome=outcome,
        primary_plan=Option.RETURN_HOME,
        contingencies=(Option.ADOPTION,),
    )


ORDER: dict[str, Any] = {"order_id": OrderId(UUID(int=4))}
REGISTERED = ChildRegistered(**about("03-02"), date_of_birth=day("2021-03-01"))
AGREED = decided(GatewayOutcome.PRE_PROCEEDINGS, "03-31")
TO_ISSUE = decided(GatewayOutcome.CARE_PROCEEDINGS, "07-07")
STARTED = PreProceedingsStarted(**about("03-31"))
REPORTED = ExceptionReportMade(**about("07-07"))
DRAFTED = PreProceedingsLetterDrafted(**about("04-02"))
PLANNED = PreProceedingsPlanRecorded(**about("04-02"), version=1, approved=True)
STEPPED_DOWN = PreProceedingsEnded(**about("07-14"), outcome=PreProceedingsOutcome.STEP_DOWN)
TO_COURT = PreProceedingsEnded(**about("07-14"), outcome=PreProceedingsOutcome.CARE_PROCEEDINGS)
ISSUED = ProceedingsIssued(**about("07-14"), application=Application.CARE)
PROTECTED = EmergencyProtectionOrderGranted(**about("07-10"), **ORDER)
SHOULD_BE_PLACED = AdoptionDecisionMade(**about("10-01"), should_be_placed=True)
APPLIED_FOR = ProceedingsIssued(**about("10-05"), application=Application.PLACEMENT)
SECTION_37 = CourtDirectionGiven(
    **about("07-20"), direction_id=DirectionId(UUID(int=9)), kind=DirectionKind.SECTION_37, due_on=day("09-07")
)
PLACEMENT = PlacementOrderGranted(**about("11-02"), **ORDER)
OR_CONSENT = "a placement order, or each parent's consent"

# An entry, what it stands on, and what it lacks without the last of that.
RESTS_ON: tuple[tuple[Event, tuple[Event, ...], str], ...] = (
    (AGREED, (REGISTERED,), "the child's registration"),
    (STARTED, (REGISTERED, AGREED), "the panel's decision of that day"),
    (
        PreProceedingsExtended(**about("07-14"), until=day("09-01")),
        (
            REGISTERED,
            AGREED,
            STARTED,
            REPORTED,
            decided(GatewayOutcome.EXTENSION, "07-14"),
        ),
        "the panel's decision of that day to extend",
    ),
    (PreProceedingsLetterSent(**about("04-07")), (REGISTERED, AGREED, DRAFTED, STARTED), "pre-proceedings on that day"),
    (PreProceedingsLetterSent(**about("04-07")), (REGISTERED, AGREED, STARTED, DRAFTED), "the draft of the letter"),
    (
        STEPPED_DOWN,
        (REGISTERED, STARTED, PLANNED, decided(GatewayOutcome.STEP_DOWN, "07-14")),
        "the panel's decision of that day to step down, or proceedings",
    ),
    (TO_COURT, (REGISTERED, STARTED, ISSUED), "the panel's decision of that day to step down, or proceedings"),
    (
        PreProceedingsMeetingHeld(**about("07-16"), kind=MeetingWithParents.FINAL),
        (REGISTERED, STARTED, STEPPED_DOWN),
        "the step-down of which the parents are told",
    ),
    (ISSUED, (REGISTERED, TO_ISSUE), "the panel's decision for proceedings"),
    (ISSUED, (REGISTERED, PROTECTED), "the panel's decision for proceedings"),
    (
        HearingHeld(**about("08-01"), kind=HearingKind.CASE_MANAGEMENT, on=day("08-01")),
        (REGISTERED, ISSUED),
        "proceedings that were issued",
    ),
    (InterimCareOrderGranted(**about("08-01"), **ORDER), (REGISTERED, ISSUED), "proceedings that were issued"),
    (
        ProceedingsConcluded(**about("12-01"), outcome=ProceedingsOutcome.NO_ORDER),
        (REGISTERED, ISSUED),
        "proceedings that were issued",
    ),
    (
        InterimSupervisionOrderGranted(**about("08-01"), **ORDER),
        (REGISTERED, SECTION_37),
        "proceedings that were issued",
    ),
    (PLACEMENT, (REGISTERED, SHOULD_BE_PLACED, APPLIED_FOR), "the placement application"),
    (
        PLACEMENT,
        (REGISTERED, APPLIED_FOR, SHOULD_BE_PLACED),
        "the decision that the child should be placed for adoption",
    ),
    (AdoptionOrderGranted(**about("2027-05-01"), **ORDER), (REGISTERED, PLACEMENT), OR_CONSENT),
    (
        ProceedingsConcluded(**about("12-01"), outcome=ProceedingsOutcome.CARE_ORDER),
        (REGISTERED, ISSUED, CareOrderGranted(**about("12-01"), **ORDER)),
        "the order of which its outcome speaks",
    ),
    (
        OrderEnded(**about("2027-06-01"), **ORDER, reason=OrderEnd.DISCHARGED),
        (REGISTERED, CareOrderGranted(**about("12-01"), **ORDER)),
        "the order that it ends",
    ),
)


def matter(*events: Event) -> LegalMatter:
    found = LegalMatter.opened(CHILD, policy_of)
    for event in events:
        found = found.apply(event)
    return found


@pytest.mark.parametrize(("entry", "ground", "lacking"), RESTS_ON)
def test_an_entry_lacks_the_ground_that_was_voided(entry: Event, ground: tuple[Event, ...], lacking: str) -> None:
    assert GROUNDS.lacks(matter(*ground, entry), entry) is None
    assert GROUNDS.lacks(matter(*ground[:-1], entry), entry) == lacking


def test_a_corrected_date_of_birth_leaves_an_order_about_somebody_who_was_too_old() -> None:
    order = CareOrderGranted(**about("08-01"), **ORDER)
    older = REGISTERED.model_copy(update={"date_of_birth": day("2009-01-01")})
    assert GROUNDS.lacks(matter(REGISTERED, ISSUED, order), order) is None
    said = GROUNDS.lacks(matter(older, ISSUED, order), order)
    assert said
    assert said.startswith("lawful days: a care order cannot be made about somebody who turned 17 on 1 January 2026")


def test_an_application_that_is_not_the_authoritys_for_care_needs_no_decision_of_the_panel() -> None:
    issued = ISSUED.model_copy(update={"application": Application.DISCHARGE})
    order = CareOrderGranted(**about("07-10"), **ORDER)
    assert GROUNDS.lacks(matter(REGISTERED, order, issued), issued) is None
    assert GROUNDS.lacks(matter(REGISTERED, issued), issued) == "the order that is to be discharged"


def test_earlier_proceedings_that_were_concluded_are_no_ground_for_what_came_after_them() -> None:
    concluded = ProceedingsConcluded(**about("12-01"), outcome=ProceedingsOutcome.NO_ORDER)
    again = (
        HearingHeld(**about("2027-03-01"), kind=HearingKind.FINAL, on=day("2027-03-01")),
        CareOrderGranted(**about("2027-03-01"), **ORDER),
        PlacementOrderGranted(**about("2027-03-01"), **ORDER),
        ProceedingsConcluded(**about("2027-03-01"), outcome=ProceedingsOutcome.CARE_AND_PLACEMENT_ORDER),
    )
    before = (REGISTERED, SHOULD_BE_PLACED, TO_ISSUE, ISSUED, APPLIED_FOR, concluded)
    anew = tuple(each.model_copy(update={"occurred_on": day("2027-01-11")}) for each in (ISSUED, APPLIED_FOR))
    assert [GROUNDS.lacks(matter(*before, *anew, *again), each) for each in again] == [None] * 4
    missing = "proceedings that were issued"
    lost = [GROUNDS.lacks(matter(*before, *again), each) for each in again]
    assert lost == [missing, missing, "the placement application", missing]


def test_a_registration_rests_on_nothing() -> None:
    assert GROUNDS.lacks(matter(REGISTERED), REGISTERED) is None
