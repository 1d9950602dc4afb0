"""What planning concluded stands only as long as its ground: a voided or corrected ground takes it along."""

from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from services.planning.care.read_model import PlacementRow
from services.planning.child.read_model import PermanenceCaseRow
from services.planning.main import SERVICE
from shared.events.base import Event
from shared.events.planning import CeasedToBeLookedAfter, PlacementEnded, PlacementStarted
from shared.messaging.cases import standing
from shared.messaging.journal import Entry
from tests.desk import Desk
from tests.planning.story import (
    ADOPTION_ORDER,
    CHILD,
    INTERIM_CARE_ORDER,
    ISSUED,
    LEGAL_ACTION_AGREED,
    PLACED_FOR_ADOPTION,
    PLACEMENT_ORDER,
    REGISTERED,
    day,
    should_be_placed,
)

TODAY = day("12-20")
JOURNEY = (REGISTERED, LEGAL_ACTION_AGREED, ISSUED, INTERIM_CARE_ORDER, PLACEMENT_ORDER, PLACED_FOR_ADOPTION)
WITH_ORDER = (*JOURNEY, ADOPTION_ORDER)


class Record(Desk):
    """Planning's record of a child who should be placed for adoption."""

    def __init__(self) -> None:
        super().__init__("planning", SERVICE.kinds["child"], CHILD, TODAY)
        for event in should_be_placed().recorded:
            self.adds(event, by="somebody")

    def homes(self) -> list[tuple[str, object, object]]:
        """Where the child is shown to live."""
        rows = self.kind.project(self.case, 0, TODAY)
        return [(row.kind, row.started_on, row.ended_on) for row in rows if isinstance(row, PlacementRow)]

    def ceased_on(self) -> object:
        """When the child is shown to have left care."""
        (row,) = (row for row in self.kind.project(self.case, 0, TODAY) if isinstance(row, PermanenceCaseRow))
        return row.ceased_on

    def concluded(self) -> list[type[Event]]:
        """What planning concluded and still stands."""
        return [type(entry.event) for entry in standing(self.entries) if entry.by == "planning"]


def test_a_placing_that_is_voided_takes_its_placement_along_and_reopens_the_one_before() -> None:
    desk = Record()
    *_, placed = desk.hears(*JOURNEY)
    assert desk.homes() == [("foster", day("01-15"), day("07-27")), ("adoptive", day("07-27"), None)]
    desk.voids(placed)
    assert desk.homes() == [("foster", day("01-15"), None)]
    assert desk.concluded() == []


def test_an_order_that_is_voided_takes_the_end_of_care_along() -> None:
    desk = Record()
    *_, order = desk.hears(*WITH_ORDER)
    assert desk.ceased_on() == day("12-14")
    desk.voids(order)
    assert desk.ceased_on() is None
    assert desk.homes()[-1] == ("adoptive", day("07-27"), None)


def test_a_corrected_day_moves_what_followed_from_it() -> None:
    desk = Record()
    *_, placed = desk.hears(*JOURNEY)
    desk.corrects(placed, occurred_on="2026-08-03")
    assert desk.homes() == [("foster", day("01-15"), day("08-03")), ("adoptive", day("08-03"), None)]
    assert desk.concluded().count(PlacementStarted) == 1


def test_a_voiding_that_is_voided_brings_back_what_followed() -> None:
    desk = Record()
    *_, order = desk.hears(*WITH_ORDER)
    before = desk.shown()
    voiding = desk.voids(order)
    desk.voids(voiding)
    assert desk.shown() == before
    assert sorted(kind.__name__ for kind in desk.concluded()) == sorted(
        kind.__name__ for kind in (PlacementStarted, PlacementEnded, CeasedToBeLookedAfter, PlacementEnded)
    )


def test_the_voiding_may_be_heard_before_what_it_voids() -> None:
    desk, mistaken = Record(), uuid4()
    desk.hears(*JOURNEY[:-1])
    desk.voids(mistaken)
    desk.entries.append(Entry(mistaken, PLACED_FOR_ADOPTION, 9, desk.entries[-1].recorded_at, heard=True))
    desk.concludes()
    assert desk.homes() == [("foster", day("01-15"), None)]


def test_a_voided_registration_leaves_nothing_concluded() -> None:
    desk = Record()
    registered, *_ = desk.hears(*WITH_ORDER)
    desk.voids(registered)
    assert desk.concluded() == []
    assert desk.shown() == []


def test_the_entries_themselves_stay() -> None:
    desk = Record()
    *_, placed = desk.hears(*JOURNEY)
    before = list(desk.entries)
    desk.voids(placed)
    assert desk.entries[: len(before)] == before


@settings(deadline=None)
@given(
    st.permutations(WITH_ORDER[1:]),
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from([None, "2026-08-03", "2026-01-02", "2026-11-30"])), max_size=4
    ),
)
def test_whatever_is_corrected_or_voided_nothing_is_left_to_conclude(
    told: list[Event], mistakes: list[tuple[int, str | None]]
) -> None:
    desk = Record()
    ids = desk.hears(REGISTERED, *told)
    for place, moved in mistakes:
        if moved:
            desk.corrects(ids[place], occurred_on=moved)
        else:
            desk.voids(ids[place])
    assert desk.concludes() == []
    # Whoever hears all of it at once comes to the same.
    other = Record()
    other.entries += [entry for entry in desk.entries if entry.heard]
    other.concludes()
    assert other.shown() == desk.shown()
    assert other.concludes() == []
