"""With whom does the child live, and what moves the child?"""

import pytest

from services.planning.care.domain import care, placements
from shared.events.codes.family_finding import DisruptionReason
from shared.events.codes.planning import Option, PlacementKind, PlacementReason
from shared.events.family_finding import PlacedForAdoption, PlacedLongTerm, PlacementDisrupted
from shared.events.planning import PlacementEnded, PlacementMatchedLongTerm, PlacementStarted
from shared.identifiers import PersonId
from tests.planning.story import (
    ABOUT,
    ADOPTION_ORDER,
    MILLERS,
    OKAFORS,
    PLACED_FOR_ADOPTION,
    day,
    fostered,
    in_planning,
    looked_after,
    move_in,
    planned,
    refused,
)

PLACED_EARLY = PlacedForAdoption(**ABOUT, occurred_on=day("03-02"), family_id=MILLERS, early_permanence=True)
PLACED_LONG_TERM = PlacedLongTerm(**ABOUT, occurred_on=day("06-01"), family_id=OKAFORS)
OKAFORS_AS_CARERS = PersonId(OKAFORS)


def test_a_child_moves_from_one_placement_to_the_next() -> None:
    story = fostered()
    story.does(placements.end_placement, day("04-01"), reason=PlacementReason.CARER_REQUEST)
    move_in(story, day("04-01"), kind=PlacementKind.CONNECTED_REG_24, number=42)
    assert story.homes() == [("foster", day("01-15"), day("04-01")), ("connected_reg_24", day("04-01"), None)]
    assert (story.row().placement_kind, story.row().placed_on) == ("connected_reg_24", day("04-01"))


def test_only_a_looked_after_child_is_placed() -> None:
    with refused("the child is not looked after on 20 January 2026; record that the child became looked after first"):
        move_in(in_planning(), day("01-20"))


def test_a_child_lives_in_one_placement_at_a_time() -> None:
    with refused("the child lives in a placement (foster) since 15 January 2026; end that placement first"):
        move_in(fostered(), day("02-01"), number=42)


def test_placements_are_recorded_in_their_order() -> None:
    story = looked_after()
    move_in(story, day("02-01"))
    with refused("a placement that began on 1 February 2026 is recorded; record placements in their order"):
        move_in(story, day("01-20"), number=42)


def test_a_placement_for_adoption_is_made_in_family_finding() -> None:
    with refused("a placement for adoption is made in family finding; record it there, and it appears here"):
        move_in(looked_after(), day("02-01"), kind=PlacementKind.ADOPTIVE)


def test_a_child_is_placed_with_parents_once_that_is_approved() -> None:
    story = planned(Option.RETURN_HOME)
    story.does(placements.end_placement, day("05-20"), reason=PlacementReason.PLANNED)
    with refused("the return home is not approved; a Head of Service or above approves it first"):
        move_in(story, day("05-20"), kind=PlacementKind.PARENTS, carer_id=None, number=42)
    story.does(care.approve_return_home, day("05-20"))
    move_in(story, day("05-20"), kind=PlacementKind.PARENTS, carer_id=None, number=42)
    assert story.row().placement_kind == "parents"


def test_only_a_placement_that_is_open_ends() -> None:
    with refused("the child is in no placement on 1 February 2026; record where the child lives first"):
        placements.end_placement(looked_after().case, day("02-01"), reason=PlacementReason.PLANNED)
    story = fostered()
    story.does(placements.end_placement, day("04-01"), reason=PlacementReason.PLANNED)
    with refused("this placement ended on 1 April 2026 already; correct that entry if the day is wrong"):
        placements.end_placement(story.case, day("03-01"), reason=PlacementReason.PLANNED)


def test_a_foster_placement_becomes_the_long_term_home() -> None:
    story = fostered()
    story.does(placements.match_long_term, day("06-01"))
    assert story.case.latest(PlacementMatchedLongTerm)
    with refused("this placement is the child's long-term home already; nothing needs to be recorded"):
        placements.match_long_term(story.case, day("06-02"))


def test_no_other_placement_is_matched_long_term() -> None:
    story = fostered().hears(PLACED_FOR_ADOPTION)
    with refused("a placement (adoptive) is not matched long term; name a foster or residential one"):
        placements.match_long_term(story.case, day("08-01"))


def test_a_visit_is_made_where_the_child_lives() -> None:
    story = fostered()
    made = story.does(placements.visit, day("01-21"), seen_alone=True)
    assert made.placement_id == story.said(PlacementStarted)[0].placement_id
    assert placements.visit(in_planning().case, day("01-21"), seen_alone=None).placement_id is None


def test_a_child_placed_for_adoption_leaves_the_foster_home_that_day() -> None:
    story = fostered().hears(PLACED_FOR_ADOPTION)
    assert story.homes() == [("foster", day("01-15"), day("07-27")), ("adoptive", day("07-27"), None)]
    assert [end.reason for end in story.said(PlacementEnded)] == [PlacementReason.PERMANENCE]


def test_a_child_who_is_not_looked_after_is_moved_by_nobody() -> None:
    assert in_planning().hears(PLACED_FOR_ADOPTION).recorded == []


def test_an_early_home_is_a_foster_home_until_the_child_is_placed_for_adoption_there() -> None:
    story = fostered().hears(PLACED_EARLY)
    assert story.row().placement_kind == "foster"
    assert story.hears(PLACED_FOR_ADOPTION).homes() == [
        ("foster", day("01-15"), day("03-02")),
        ("foster", day("03-02"), day("07-27")),
        ("adoptive", day("07-27"), None),
    ]


def test_a_child_placed_long_term_with_others_moves() -> None:
    story = fostered().hears(PLACED_LONG_TERM)
    assert story.homes() == [("foster", day("01-15"), day("06-01")), ("foster", day("06-01"), None)]
    assert story.said(PlacementStarted)[-1].long_term


def test_a_child_placed_long_term_with_the_present_carers_stays() -> None:
    story = looked_after()
    move_in(story, day("01-15"), carer_id=OKAFORS_AS_CARERS)
    story.hears(PLACED_LONG_TERM)
    assert story.homes() == [("foster", day("01-15"), None)]
    assert [match.occurred_on for match in story.said(PlacementMatchedLongTerm)] == [day("06-01")]


def test_a_placement_that_family_finding_made_ends_when_it_is_disrupted() -> None:
    disrupted = PlacementDisrupted(**ABOUT, occurred_on=day("09-01"), reason=DisruptionReason.RELATIONSHIP)
    story = fostered().hears(PLACED_FOR_ADOPTION, disrupted)
    assert story.homes()[-1] == ("adoptive", day("07-27"), day("09-01"))
    assert story.said(PlacementEnded)[-1].reason is PlacementReason.DISRUPTED


def test_a_disruption_of_introductions_leaves_the_foster_home_alone() -> None:
    disrupted = PlacementDisrupted(**ABOUT, occurred_on=day("07-20"), reason=DisruptionReason.RELATIONSHIP)
    assert fostered().hears(disrupted).homes() == [("foster", day("01-15"), None)]


def test_a_placing_heard_after_the_adoption_order_still_shows_where_the_child_lived() -> None:
    story = fostered().hears(ADOPTION_ORDER, PLACED_FOR_ADOPTION)
    assert story.homes() == [("foster", day("01-15"), day("07-27")), ("adoptive", day("07-27"), day("12-14"))]


@pytest.mark.parametrize("heard_first", [True, False])
def test_a_placing_from_after_the_end_of_care_is_no_placement(heard_first: bool) -> None:  # noqa: FBT001 - both ways
    too_late = PLACED_FOR_ADOPTION.model_copy(update={"occurred_on": day("12-20")})
    story = fostered().hears(*((too_late, ADOPTION_ORDER) if heard_first else (ADOPTION_ORDER, too_late)))
    assert story.homes() == [("foster", day("01-15"), day("12-14"))]
