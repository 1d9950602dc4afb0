"""Grounds: nothing lawful lacks anything, and what the rule would refuse without a mended entry says what it lacks."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.family_finding.main import SERVICE
from services.family_finding.search.domain.search import Search
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import DisruptionReason, LinkedBy, Scope, WideningReason
from shared.events.codes.gateway import OrderEnd
from shared.events.codes.planning import CareReason, LegalBasis, Option, RatifiedBy
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    FamilyFinderAllocated,
    FamilyFindingStarted,
    FamilyFindingWidened,
    FamilySelected,
    FamilyVisited,
    IntroductionsStarted,
    LinkDeclined,
    LinkProposed,
    MatchApproved,
    MatchDeclined,
    MatchingPanelBooked,
    MatchingPapersSubmitted,
    MatchRecommended,
    PlacedForAdoption,
    PlacedLongTerm,
    PlacementAtRisk,
    PlacementDisrupted,
    ProfilePublished,
    RaaNotified,
    ShortlistAgreed,
)
from shared.events.gateway import AdoptionOrderGranted, LeaveToShareProfileGranted, OrderEnded, PlacementOrderGranted
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, PermanencePlanAgreed
from shared.identifiers import OrderId
from tests.desk import Desk
from tests.family_finding.asked_again import RULES, asked
from tests.family_finding.story import (
    CHILD,
    FOSTERING_AGREED,
    MILLERS,
    OKAFORS,
    Story,
    matched,
    placed,
    recommended,
    referred,
    searching,
    selected,
    shortlisted,
)

TODAY = date(2028, 6, 1)
SOON = st.integers(1, 30)  # days until the next thing happens: nothing else happens that day

# Refusals of what contradicts another entry, or itself since its day was moved: no ground of theirs is gone.
CONTRADICTIONS = (
    "already",
    "have a family finder allocated next",
    "widen it instead",
    "correct that entry if it is wrong",
    "decline that link before",
    "decline the link, or record a disruption",
    "record a disruption first",
    "record the disruption instead",
    "name the next panel",
    "name a later day",
)


def something(of: type[Event], /, **said: Any) -> st.SearchStrategy[Event]:  # noqa: ANN401 - of any field
    """What somebody may ask to be recorded, or tell; the day is set when they do."""
    return st.builds(of, child_id=st.just(CHILD), authority=st.just("warrington"), occurred_on=st.just(TODAY), **said)


FAMILY = {"family_id": st.sampled_from([MILLERS, MILLERS, OKAFORS])}
EARLY = {**FAMILY, "early_permanence": st.booleans()}
SCOPE = {"scope": st.sampled_from(Scope), "reason": st.just(WideningReason.LIKELY_TO_WAIT_LONGER)}
REASON = {"reason": st.just(DisruptionReason.OTHER)}
HERE = st.one_of(
    something(RaaNotified),
    something(FamilyFinderAllocated),
    something(FamilyFindingStarted, **SCOPE),
    something(FamilyFindingWidened, **SCOPE),
    something(ProfilePublished, version=st.just(1), anonymised=st.booleans()),
    something(LinkProposed, by=st.just(LinkedBy.FAMILY_FINDER), **FAMILY),
    something(LinkDeclined, by=st.just(LinkedBy.FAMILY_FINDER), **FAMILY),
    something(ShortlistAgreed, family_ids=st.sampled_from([(MILLERS,), (OKAFORS,), (MILLERS, OKAFORS)])),
    something(FamilyVisited, **FAMILY),
    something(FamilySelected, **FAMILY),
    something(MatchingPanelBooked, panel_on=st.just(TODAY)),
    something(MatchingPapersSubmitted),
    something(MatchRecommended),
    something(MatchApproved),
    something(MatchDeclined),
    something(IntroductionsStarted, **EARLY),
    something(PlacedForAdoption, **EARLY),
    something(PlacedLongTerm, **FAMILY),
    something(AdoptionApplicationLodged),
    something(PlacementAtRisk, **REASON),
    something(PlacementDisrupted, **REASON),
    something(DisruptionMeetingHeld, **REASON),
)
ORDER = {"order_id": st.integers(90, 93).map(lambda number: OrderId(UUID(int=number)))}
TOLD = st.one_of(
    something(PlacementOrderGranted, **ORDER),
    something(OrderEnded, reason=st.just(OrderEnd.REVOKED), **ORDER),
    something(AdoptionOrderGranted, **ORDER),
    something(LeaveToShareProfileGranted),
    something(AdoptionDecisionMade, should_be_placed=st.booleans()),
    something(BecameLookedAfter, legal_basis=st.just(LegalBasis.SECTION_20)),
    something(CeasedToBeLookedAfter, reason=st.just(CareReason.OTHER)),
    something(
        PermanencePlanAgreed,
        version=st.integers(3, 9),
        primary=st.sampled_from([Option.ADOPTION, Option.PERMANENT_FOSTERING]),
        ratified_by=st.just(RatifiedBy.REVIEW),
    ),
)
ANYTHING = st.one_of(HERE, HERE, HERE, HERE, HERE, TOLD)


def recommended_to_foster() -> Story:
    """The panel recommends the Millers as permanent foster carers."""
    return recommended().hears(FOSTERING_AGREED)


STARTS = st.sampled_from(
    [referred, searching, shortlisted, selected, recommended, recommended_to_foster, matched, placed]
)


@st.composite
def walks(draw: st.DrawFn) -> Desk:
    """What happened to a child by the rules: of whatever is asked, what they allow, each thing on a day of its own."""
    story = draw(STARTS)()
    desk = Desk("family_finding", SERVICE.kinds["child"], CHILD, TODAY)
    for event in (*story.search.heard, *story.recorded):
        desk.adds(event, by="somebody", heard=event in story.search.heard)
    when = max(event.occurred_on for event in story.search.known)
    for _ in range(draw(st.integers(3, 20))):
        when += timedelta(days=draw(SOON))
        happens = draw(ANYTHING).model_copy(update={"occurred_on": when})
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


def refused_without(search: Search, event: Event) -> str:
    """How the rule refuses an entry in the record before it, where that is for want of a ground."""
    try:
        asked(search.before(event), event)
    except RuleBroken as refusal:
        return "" if any(words in str(refusal) for words in CONTRADICTIONS) else str(refusal)
    return ""
