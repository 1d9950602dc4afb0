"""What is offered of a child: whatever its grounds allow, and nothing that they would have refused."""

import pytest

from services.gateway.child_page.domain.offered import offered
from services.gateway.court.domain import supervision
from shared.events.codes.gateway import Application, GatewayOutcome
from shared.events.gateway import CareOrderGranted, PlacementOrderGranted, SupervisionOrderGranted
from tests.gateway.court import Child, day, to_be_discharged
from tests.gateway.period_story import in_pre_proceedings, ready_to_conclude

SUPERVISED = {"make_supervision_plan", "visit_under_supervision", "review_supervision"}


def test_after_a_step_down_no_application_is_offered() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    assert "issue_proceedings" not in offered(story.matter, day("2026-07-15"))
    assert "hold_pre_proceedings_meeting" in offered(story.matter, day("2026-07-15")), "the parents are told"


def test_an_application_is_offered_once_proceedings_are_agreed_and_while_another_may_join() -> None:
    child = Child()
    assert "issue_proceedings" not in offered(child.matter, day("2026-01-13"))
    child.decided()
    assert "issue_proceedings" in offered(child.matter, day("2026-01-13"))
    child.issued()
    assert "issue_proceedings" in offered(child.matter, day("2026-01-20")), "the other of the two"
    child.issued("2026-01-20", Application.SUPERVISION)
    assert "issue_proceedings" not in offered(child.matter, day("2026-01-21"))


def test_the_letter_is_offered_to_be_sent_once_it_is_drafted_and_meetings_once_it_is_sent() -> None:
    story = in_pre_proceedings()
    now = offered(story.matter, day("2026-04-01"))
    assert ("draft_pre_proceedings_letter" in now, "send_pre_proceedings_letter" in now) == (True, False)
    assert "hold_pre_proceedings_meeting" not in now
    story.lettered("04-02")
    assert {"send_pre_proceedings_letter", "hold_pre_proceedings_meeting"} <= offered(story.matter, day("2026-04-03"))


def test_what_is_done_under_a_supervision_order_is_offered_while_it_is_in_force_and_a_review_with_a_plan() -> None:
    child = Child().before_the_court()
    child.granted(SupervisionOrderGranted, "2026-03-02", until="2027-03-01")
    assert offered(child.matter, day("2026-03-02")) & SUPERVISED == SUPERVISED - {"review_supervision"}
    child.then(supervision.make_plan(child.matter, day("2026-03-03")))
    assert offered(child.matter, day("2027-03-01")) >= SUPERVISED
    assert not offered(child.matter, day("2027-03-02")) & SUPERVISED


def test_the_end_of_an_order_is_offered_while_the_court_may_take_one_back() -> None:
    child = to_be_discharged()
    assert "end_order" in offered(child.matter, day("2027-02-02"))
    child.ended(child.matter.every(CareOrderGranted)[0], "2027-02-02")
    assert "end_order" not in offered(child.matter, day("2027-02-03"))


@pytest.mark.parametrize("action", ["record_order", "issue_proceedings", "record_adoption_consent"])
def test_of_an_unborn_child_nothing_is_offered_that_needs_the_birth(action: str) -> None:
    assert action not in offered(Child(born=None).decided().matter, day("2026-01-13"))


def test_leave_is_offered_in_proceedings_and_not_where_it_is_not_needed() -> None:
    child = Child().decided(outcome=GatewayOutcome.CARE_PROCEEDINGS)
    assert "record_leave_to_share_profile" not in offered(child.matter, day("2026-01-13"))
    child.issued()
    assert "record_leave_to_share_profile" in offered(child.matter, day("2026-01-20"))
    child.granted(CareOrderGranted, "2026-01-26")
    child.asked_to_be_placed().granted(PlacementOrderGranted, "2026-06-01")
    assert "record_leave_to_share_profile" not in offered(child.matter, day("2026-06-02"))
