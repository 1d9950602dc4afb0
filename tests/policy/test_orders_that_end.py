"""Orders that end: what waits under one waits no longer, once its time, an age or the court has ended it."""

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story

VISITS = "WAR-SO-VISIT"


def supervised(on: str, *, kind: str = "SupervisionOrderGranted", born: str = "2019-05-05") -> Story:
    """A child under a supervision order of which the court said no last day, visited a month later."""
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth=born)
    story.tell(kind, on, order_id="o1")
    return story


def visits_end(story: Story, today: str) -> tuple[State, str | None]:
    """How the visits to a child stand, and when they ended."""
    last = story.under("warrington", today).last(VISITS)
    return last.state, str(last.ended_on) if last.ended_on else None


def test_a_supervision_order_without_a_last_day_ends_after_a_year() -> None:
    story = supervised("2026-02-02")
    story.tell("SupervisionVisitMade", "2027-01-20", order_id="o1")
    assert visits_end(story, "2027-01-31") == (State.UPCOMING, None)
    assert visits_end(story, "2027-02-01") == (State.WITHDRAWN, "2027-02-01")


def test_an_interim_order_ends_with_the_proceedings() -> None:
    story = supervised("2026-02-02", kind="InterimSupervisionOrderGranted")
    story.tell("ProceedingsIssued", "2026-01-26", application="care")
    story.tell("SupervisionVisitMade", "2026-02-16", order_id="o1")
    story.tell("ProceedingsConcluded", "2026-03-02", outcome="no_order")
    assert visits_end(story, "2026-03-03") == (State.WITHDRAWN, "2026-03-02")


def test_an_interim_order_for_which_nobody_applied_ends_after_eight_weeks() -> None:
    story = supervised("2026-02-02", kind="InterimSupervisionOrderGranted")
    story.tell("SupervisionVisitMade", "2026-03-16", order_id="o1")
    assert visits_end(story, "2026-03-28")[1] is None
    assert visits_end(story, "2026-03-29") == (State.WITHDRAWN, "2026-03-29")
    story.tell("ProceedingsIssued", "2026-03-23", application="supervision")
    assert visits_end(story, "2026-03-29")[1] is None


@pytest.mark.parametrize(("kind", "age"), [("InterimSupervisionOrderGranted", 17), ("SupervisionOrderGranted", 18)])
def test_an_order_ends_with_an_age(kind: str, age: int) -> None:
    story = supervised("2026-02-02", kind=kind, born=f"{2026 - age}-03-02")
    story.tell("ProceedingsIssued", "2026-01-26", application="care")
    story.tell("SupervisionVisitMade", "2026-02-23", order_id="o1")
    assert visits_end(story, "2026-03-01")[1] is None
    assert visits_end(story, "2026-03-02") == (State.WITHDRAWN, "2026-03-02")


def test_of_two_orders_made_on_one_day_that_would_end_each_other_neither_does() -> None:
    story = Story()
    story.tell("CareOrderGranted", "2026-02-02", order_id="o1")
    story.tell("SupervisionOrderGranted", "2026-02-02", order_id="o2", until="2027-02-01")
    story.tell("PlacementStarted", "2026-02-02", kind="parents", placement_id="p1")
    assert story.under("trafford", "2026-02-03").one("TRA-PWP-9M").state is State.UPCOMING
    assert visits_end(story, "2026-02-03")[1] is None


def test_an_end_that_the_rest_of_the_record_does_not_bear_out_ends_nothing() -> None:
    story = supervised("2026-02-02")
    story.tell("OrderEnded", "2026-02-20", order_id="o1", reason="expired")
    assert visits_end(story, "2026-02-21")[1] is None
    story.tell("OrderEnded", "2026-02-23", order_id="o1", reason="discharged")
    assert visits_end(story, "2026-02-24")[1] == "2026-02-23"
