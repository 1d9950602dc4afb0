"""Grounds: nothing lawful lacks anything, and what the rule would refuse without a mended entry says what it lacks."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.planning.child.domain import PermanenceCase
from services.planning.main import SERVICE
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import DisruptionReason
from shared.events.codes.gateway import Application
from shared.events.codes.planning import (
    AssessmentKind,
    AssessmentOutcome,
    AuditOutcome,
    CareReason,
    FamilyTimeKind,
    LegalBasis,
    LifeStoryKind,
    Option,
    PlacementKind,
    PlacementReason,
    RatifiedBy,
    ReportStage,
    ReviewKind,
    SiblingConfiguration,
    SupportPlanKind,
    ViewKind,
)
from shared.events.family_finding import PlacedForAdoption, PlacedLongTerm, PlacementDisrupted
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    PlacementOrderGranted,
    ProceedingsIssued,
    SpecialGuardianshipOrderGranted,
)
from shared.events.planning import (
    AdoptionDecisionBooked,
    AdoptionDecisionMade,
    AdoptionMedicalBooked,
    AdoptionMedicalCompleted,
    AssessmentCompleted,
    AssessmentStarted,
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    ChildPermanenceReportAudited,
    ChildPermanenceReportCompleted,
    ChildViewRecorded,
    FamilyGroupConferenceHeld,
    FamilyTimeAgreed,
    FinalCarePlanningMeetingHeld,
    LegalBasisChanged,
    LifeStoryWorkProgressed,
    PermanencePlanAgreed,
    PlacementEnded,
    PlacementMatchedLongTerm,
    PlacementStarted,
    PlanningMeetingHeld,
    ReturnHomeApproved,
    ReviewHeld,
    SupportPlanDrafted,
    TogetherOrApartDecided,
    VisitMade,
)
from shared.identifiers import DecisionId, PlacementId
from tests.desk import Desk
from tests.planning.asked_again import RULES, asked
from tests.planning.story import (
    CHILD,
    LEGAL_ACTION_AGREED,
    MILLERS,
    MRS_PRICE,
    fostered,
    in_planning,
    order,
    planned,
    should_be_placed,
)

TODAY = date(2027, 6, 1)
SOON = st.integers(1, 30)  # days until the next thing happens: nothing else happens that day

# Refusals of what contradicts another entry, or itself since its day was moved: no ground of theirs is gone.
CONTRADICTIONS = (
    "already",
    "record placements in their order",
    "a new one begins after that day",
    "end that placement first",
    "correct that entry",
    "void that entry first",
    "complete it before another one starts",
    "an order was made on",
    "this end of care follows from a court order",
    "a placement for adoption is made in family finding",
    "name a later day",
    "name the day on which it will be made",
)


def something(of: type[Event], /, **said: Any) -> st.SearchStrategy[Event]:  # noqa: ANN401 - of any field
    """What somebody may ask to be recorded, or tell; the day is set when they do."""
    return st.builds(of, child_id=st.just(CHILD), authority=st.just("warrington"), occurred_on=st.just(TODAY), **said)


def one_of(code: type[Any], *but: object) -> st.SearchStrategy[Any]:
    return st.sampled_from([each for each in code if each not in but])


NUMBER, PLAN = st.just(1), st.sampled_from([Option.ADOPTION, Option.RETURN_HOME, Option.PERMANENT_FOSTERING])
ASSESSMENT = {"kind": st.sampled_from([AssessmentKind.TOGETHER_OR_APART, AssessmentKind.PARENTING])}
RECORDED_HERE = (
    something(BecameLookedAfter, legal_basis=one_of(LegalBasis), reason=st.just(CareReason.PLANNED)),
    something(LegalBasisChanged, legal_basis=one_of(LegalBasis)),
    something(CeasedToBeLookedAfter, reason=one_of(CareReason, CareReason.PLANNED, CareReason.UNPLANNED)),
    something(ReturnHomeApproved),
    something(
        PlacementStarted,
        placement_id=st.uuids().map(PlacementId),
        kind=one_of(PlacementKind),
        carer_id=st.sampled_from([MRS_PRICE, MILLERS]),
    ),
    something(PlacementEnded, placement_id=st.just(PlacementId(UUID(int=1))), reason=one_of(PlacementReason)),
    something(PlacementMatchedLongTerm, placement_id=st.just(PlacementId(UUID(int=1)))),
    something(VisitMade, seen_alone=st.booleans()),
    something(AssessmentStarted, **ASSESSMENT),
    something(AssessmentCompleted, outcome=one_of(AssessmentOutcome), **ASSESSMENT),
    something(TogetherOrApartDecided, configuration=one_of(SiblingConfiguration)),
    something(FamilyGroupConferenceHeld),
    something(FamilyTimeAgreed, kind=one_of(FamilyTimeKind)),
    something(LifeStoryWorkProgressed, kind=one_of(LifeStoryKind)),
    something(PlanningMeetingHeld, number=NUMBER, tracks=PLAN.map(lambda plan: (plan,))),
    something(ReviewHeld, kind=one_of(ReviewKind), number=NUMBER),
    something(FinalCarePlanningMeetingHeld, ratified_plan=PLAN),
    something(
        PermanencePlanAgreed,
        version=NUMBER,
        primary=PLAN,
        contingencies=st.just((Option.SPECIAL_GUARDIANSHIP,)),
        ratified_by=one_of(RatifiedBy),
    ),
    something(ChildViewRecorded, kind=one_of(ViewKind)),
    something(SupportPlanDrafted, kind=one_of(SupportPlanKind)),
    something(ChildPermanenceReportCompleted, version=NUMBER, stage=one_of(ReportStage)),
    something(ChildPermanenceReportAudited, version=NUMBER, stage=one_of(ReportStage), outcome=one_of(AuditOutcome)),
    something(AdoptionDecisionBooked, decided_on=st.just(TODAY)),
    something(AdoptionDecisionMade, decision_id=st.uuids().map(DecisionId), should_be_placed=st.booleans()),
    something(AdoptionMedicalBooked),
    something(AdoptionMedicalCompleted),
)
ORDER = {"order_id": st.integers(90, 99).map(order)}
FAMILY = {"family_id": st.sampled_from([MILLERS, MRS_PRICE])}
TOLD_BY_OTHERS = (
    st.just(LEGAL_ACTION_AGREED),
    something(ProceedingsIssued, application=one_of(Application)),
    something(EmergencyProtectionOrderGranted, **ORDER),
    something(InterimCareOrderGranted, **ORDER),
    something(CareOrderGranted, **ORDER),
    something(PlacementOrderGranted, **ORDER),
    something(SpecialGuardianshipOrderGranted, **ORDER),
    something(AdoptionOrderGranted, **ORDER),
    something(PlacedForAdoption, early_permanence=st.booleans(), **FAMILY),
    something(PlacedLongTerm, **FAMILY),
    something(PlacementDisrupted, reason=st.just(DisruptionReason.OTHER)),
)
HERE, TOLD = st.one_of(*RECORDED_HERE), st.one_of(*TOLD_BY_OTHERS)
ANYTHING = st.one_of(HERE, HERE, HERE, HERE, TOLD)
STARTS = st.sampled_from([in_planning, fostered, planned, lambda: planned(Option.RETURN_HOME), should_be_placed])


def on(asked_for: Event, when: date) -> Event:
    """The same on another day."""
    return asked_for.model_copy(update={"occurred_on": when})


@st.composite
def walks(draw: st.DrawFn) -> Desk:
    """What happened to a child by the rules: of whatever is asked, what they allow, each thing on a day of its own."""
    story = draw(STARTS)()
    desk = Desk("planning", SERVICE.kinds["child"], CHILD, TODAY)
    for event in (*story.case.heard, *story.recorded):
        desk.adds(event, by="somebody", heard=event in story.case.heard)
    when = max(event.occurred_on for event in story.case.known)
    for _ in range(draw(st.integers(5, 25))):
        when += timedelta(days=draw(SOON))
        happens = on(draw(ANYTHING), when)
        if type(happens) in RULES:
            with suppress(RuleBroken):
                desk.records(asked(desk.case, happens))
        else:
            desk.hears(happens)
    return desk


@settings(deadline=None, max_examples=50)
@given(walks())
def test_nothing_lawful_lacks_anything(desk: Desk) -> None:
    assert desk.without_ground() == {}


@settings(deadline=None, max_examples=40)
@given(walks(), st.lists(st.tuples(st.integers(0, 99), st.none() | st.integers(-60, 60)), min_size=4, max_size=4))
def test_what_the_rule_would_refuse_without_a_mended_entry_says_what_it_lacks(
    desk: Desk, mistakes: list[tuple[int, int | None]]
) -> None:
    for place, days in mistakes:
        mistaken, mended = desk.entries[place % len(desk.entries)], desk.copy()
        if days is None:
            mended.voids(mistaken.event_id)
        else:
            mended.corrects(mistaken.event_id, occurred_on=(mistaken.event.occurred_on + timedelta(days)).isoformat())
        assert refused_and_not_told(mended) == {}


def refused_and_not_told(desk: Desk) -> dict[UUID, str]:
    """How the rule refuses an entry that is not said to lack anything."""
    case, lost = desk.case, desk.without_ground()
    refusals = {entry.event_id: refused_without(case, entry.event) for entry in desk.told()}
    return {event_id: refusal for event_id, refusal in refusals.items() if refusal and event_id not in lost}


def refused_without(case: PermanenceCase, event: Event) -> str:
    """How the rule refuses an entry in the record before it, where that is for want of a ground."""
    try:
        asked(case.before(event), event)
    except RuleBroken as refusal:
        return "" if any(words in str(refusal) for words in CONTRADICTIONS) else str(refusal)
    return ""
