"""Lost ground: what people recorded in planning says what it lacks once that was corrected or voided."""

from collections.abc import Callable
from pathlib import Path

import pytest

from services.planning.child_page.domain import GROUNDS
from services.planning.meetings import domain as meetings
from shared.events.base import Event
from shared.events.codes.planning import (
    Option,
    RatifiedBy,
)
from shared.events.gateway import (
    ChildRegistered,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    PlacementOrderGranted,
    ProceedingsIssued,
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
    FamilyTimeAgreed,
    FinalCarePlanningMeetingHeld,
    LegalBasisChanged,
    LifeStoryWorkProgressed,
    PermanencePlanAgreed,
    PlacementMatchedLongTerm,
    PlacementStarted,
    PlanningMeetingHeld,
    ReturnHomeApproved,
    ReviewHeld,
    TogetherOrApartDecided,
    VisitMade,
)
from tests.desk import Desk
from tests.planning.lives import accommodated, agrees, for_adoption, in_care, returned
from tests.planning.story import (
    day,
    refused,
)

# A story, what of it is mended (voided, or moved to a day), which entry then lacks something, and what.
Probe = tuple[Callable[[], Desk], type[Event], str | None, type[Event], str]
LEGAL_ACTION = "legal action agreed by the Legal Gateway, or care, by that day"
IN_CARE = "that the child was looked after on that day"
PROBES: tuple[Probe, ...] = (
    (in_care, ChildRegistered, None, BecameLookedAfter, "the child's registration with the Legal Gateway"),
    (in_care, ChildRegistered, "01-16", PlanningMeetingHeld, "the child's registration by that day"),
    (in_care, InterimCareOrderGranted, None, BecameLookedAfter, "the order that was its legal basis"),
    (in_care, InterimCareOrderGranted, "02-01", BecameLookedAfter, "the order that was its legal basis"),
    (in_care, BecameLookedAfter, None, PlacementStarted, IN_CARE),
    (in_care, BecameLookedAfter, None, ReviewHeld, IN_CARE),
    (in_care, BecameLookedAfter, None, FamilyTimeAgreed, IN_CARE),
    (in_care, BecameLookedAfter, None, LifeStoryWorkProgressed, IN_CARE),
    (returned, CeasedToBeLookedAfter, "02-01", ReturnHomeApproved, IN_CARE),
    (accommodated, BecameLookedAfter, None, CeasedToBeLookedAfter, IN_CARE),
    (returned, PermanencePlanAgreed, None, ReturnHomeApproved, "an agreed plan to return home"),
    (returned, ReturnHomeApproved, None, CeasedToBeLookedAfter, "the approval of the return home"),
    (returned, ReturnHomeApproved, "02-20", PlacementStarted, "the approval of the return home"),
    (
        accommodated,
        LegalBasisChanged,
        None,
        CeasedToBeLookedAfter,
        "accommodation under section 20, which the withdrawn consent could end",
    ),
    (
        accommodated,
        CeasedToBeLookedAfter,
        "03-10",
        LegalBasisChanged,
        "that the child was looked after at the end of that day",
    ),
    (in_care, PlacementStarted, "01-25", VisitMade, "a placement that had begun by that day"),
    (in_care, AssessmentStarted, "01-21", AssessmentCompleted, "an assessment that had been started by that day"),
    (in_care, AssessmentCompleted, None, TogetherOrApartDecided, "the together or apart assessment"),
    (in_care, GatewayDecisionMade, None, PlanningMeetingHeld, LEGAL_ACTION),
    (in_care, PlanningMeetingHeld, None, PermanencePlanAgreed, "the planning meeting that it came out of"),
    (in_care, PermanencePlanAgreed, None, ChildViewRecorded, "the plan that the child thinks of"),
    (for_adoption, PlacementOrderGranted, None, ReviewHeld, "that the child is or may be placed for adoption"),
    (for_adoption, ProceedingsIssued, None, FinalCarePlanningMeetingHeld, "proceedings that were issued"),
    (for_adoption, ProceedingsIssued, None, PermanencePlanAgreed, "proceedings that were issued"),
    (for_adoption, ReviewHeld, None, PermanencePlanAgreed, "the review that ratified it"),
    (
        for_adoption,
        FinalCarePlanningMeetingHeld,
        None,
        PermanencePlanAgreed,
        "the final care planning meeting that ratified it",
    ),
    (for_adoption, AdoptionMedicalBooked, None, AdoptionMedicalCompleted, "the booking of the adoption medical"),
    (
        for_adoption,
        ChildPermanenceReportCompleted,
        None,
        ChildPermanenceReportAudited,
        "a child permanence report that was complete",
    ),
    (for_adoption, ChildPermanenceReportCompleted, "05-05", AdoptionDecisionMade, "the child permanence report"),
    (
        for_adoption,
        TogetherOrApartDecided,
        None,
        AdoptionDecisionMade,
        "the decision whether brothers and sisters are placed together",
    ),
)


@pytest.mark.parametrize("story", [in_care, returned, accommodated, for_adoption])
def test_what_was_recorded_by_the_rules_lacks_nothing(story: Callable[[], Desk]) -> None:
    assert story().lost() == set()


@pytest.mark.parametrize(("story", "mended", "moved_to", "entry", "lacks"), PROBES)
def test_an_entry_lacks_the_ground_that_was_mended(
    story: Callable[[], Desk], mended: type[Event], moved_to: str | None, entry: type[Event], lacks: str
) -> None:
    desk = story()
    desk.mends(mended, day(moved_to) if moved_to else None)
    assert (entry, lacks) in desk.lost()


def test_a_decision_lacks_the_plan_that_it_was_made_on() -> None:
    desk = for_adoption()
    agreed = [entry for entry in desk.entries if isinstance(entry.event, PermanencePlanAgreed)]
    desk.voids(agreed[1].event_id)
    assert desk.lost() >= {
        (AdoptionDecisionBooked, "adoption as the agreed plan"),
        (AdoptionDecisionMade, "adoption as the agreed plan"),
        (AdoptionMedicalBooked, "adoption among the plans"),
    }
    agrees(desk, day("04-02"), Option.ADOPTION, RatifiedBy.FINAL_CARE_PLANNING)
    assert desk.lost() == set()


def test_a_changed_plan_lacks_who_ratified_it_once_the_plan_before_reads_otherwise() -> None:
    desk = in_care()
    agrees(desk, day("02-11"), Option.RETURN_HOME, RatifiedBy.MEETING)
    desk.corrects(desk.the_first(PermanencePlanAgreed), primary="adoption")
    ratified = "the review, final care planning meeting or court that ratified another primary plan"
    assert desk.lost() == {(PermanencePlanAgreed, ratified)}


def test_a_change_of_the_legal_basis_lacks_what_made_it_one() -> None:
    desk = accommodated()
    changed = desk.the_first(LegalBasisChanged)
    correction = desk.corrects(changed, legal_basis="care_order")
    assert (LegalBasisChanged, "a ground that is no order of the court") in desk.lost()
    desk.voids(correction)
    desk.voids(desk.the_first(InterimCareOrderGranted))
    desk.corrects(desk.the_first(BecameLookedAfter), legal_basis="section_20")
    assert desk.lost() == {(LegalBasisChanged, "another ground until that day")}


def test_a_match_lacks_a_placement_of_a_kind_to_be_matched() -> None:
    desk = accommodated()
    desk.corrects(desk.the_first(PlacementStarted), kind="supported")
    assert desk.lost() == {(PlacementMatchedLongTerm, "a foster or residential placement to be matched")}


def test_an_entry_names_no_placement_that_begins_after_it() -> None:
    desk = in_care()
    (visit,) = (entry.event for entry in desk.told() if isinstance(entry.event, VisitMade))
    with refused("the placement began after 14 January 2026; check the day"):
        GROUNDS.must_stand(desk.case, visit.model_copy(update={"occurred_on": day("01-14")}))


def test_what_is_recorded_anew_gives_the_ground_back() -> None:
    desk = in_care()
    desk.voids(desk.the_first(PlanningMeetingHeld))
    assert desk.lost() == {(PermanencePlanAgreed, "the planning meeting that it came out of")}
    desk.does(meetings.hold_planning_meeting, day("01-13"), tracks=(Option.RETURN_HOME,), next_on=None)
    assert desk.lost() == set()


def test_a_later_entry_takes_no_ground_away() -> None:
    desk = returned()
    desk.does(meetings.hold_final_care_planning_meeting, day("04-01"), ratified_plan=Option.ADOPTION)
    agrees(desk, day("04-02"), Option.ADOPTION, RatifiedBy.FINAL_CARE_PLANNING)
    assert desk.lost() == set()


def test_every_ground_is_lost_in_one_of_these_tests() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    assert [ground.missing for ground in GROUNDS.table if f'"{ground.missing}"' not in told] == []
