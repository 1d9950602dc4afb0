"""The rules of the regional adoption agency hold for the children of the councils that name it."""

from pathlib import Path

import pytest

from shared.policy.reading.packs import load_pack, read_policy
from shared.policy.reading.source import PackRefused
from tests.policy.made_pack import HEAD, rule
from tests.policy.story import Story


def test_a_council_s_child_is_on_the_agencys_tracker() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", adoption_considered=True)
    found = story.under("warrington", "2026-04-01")
    assert str(found.one("TFA-TRACKER").due_on) == "2026-04-30"
    assert "raa" in found.all.trackers
    assert not story.under("trafford", "2026-04-01").of("TFA-TRACKER")


def test_the_agencys_numbers_and_rules_are_the_councils_and_its_own_stay_last() -> None:
    policy = load_pack("warrington")
    assert [pack.name for pack in policy.packs] == ["england", "together_for_adoption", "warrington"]
    assert policy.limit("available_adopters_meeting_months") == 1
    assert policy.pack.name == "warrington"


def test_an_agency_without_a_pack_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "borough.yaml"
    path.write_text(HEAD.replace("title:", "agency: narnia\ntitle:") + rule(), encoding="utf-8")
    with pytest.raises(PackRefused, match=r"borough.yaml, line 2: there is no pack of an agency 'narnia'"):
        read_policy(path)


@pytest.mark.parametrize(("considered", "asked"), [(True, 1), (False, 0)])
def test_the_agency_is_told_of_a_child_for_whom_adoption_may_be_the_plan(considered: object, asked: int) -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", date_of_birth="2022-04-01")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", adoption_considered=considered)
    assert len(story.under("warrington", "2026-04-01").of("WAR-RAA-NOTIFY")) == asked


def test_county_asks_for_no_notice_once_the_plan_is_dropped() -> None:
    story = Story()
    story.tell("PermanencePlanAgreed", "2026-06-30", version=1, primary="adoption", ratified_by="review")
    story.tell("PermanencePlanAgreed", "2026-07-03", version=2, primary="return_home", ratified_by="review")
    assert not story.under("county", "2026-07-04").one("COU-NOTIFY-7D").is_open


def test_staying_put_is_considered_for_who_comes_to_foster_carers_after_16() -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2009-12-01")
    story.tell("BecameLookedAfter", "2026-03-02", legal_basis="section_20")
    story.tell("ReviewHeld", "2026-03-20", kind="child_in_care", number=1)
    story.tell("PlacementStarted", "2026-04-01", kind="foster", placement_id="p1")
    found = story.under("bradford", "2026-04-02").one("BRA-STAYING-PUT")
    assert (str(found.started_on), str(found.due_on)) == ("2026-04-01", "2026-06-20")


def test_another_tracker_s_meeting_is_no_oversight_of_an_unregulated_arrangement() -> None:
    story = Story()
    story.tell("PlacementStarted", "2026-05-01", kind="unregulated", placement_id="p1")
    story.tell("TrackerMeetingHeld", "2026-05-05", tracker="sixteen_plus")
    assert story.under("bradford", "2026-05-06").one("BRA-UNREGULATED-WEEKLY").is_open


def test_the_day_agreed_for_the_next_planning_meeting_is_kept() -> None:
    story = Story()
    story.tell("PlanningMeetingHeld", "2026-04-16", number=1, next_on="2026-05-14")
    assert str(story.under("warrington", "2026-04-17").one("WAR-PPM-N").due_on) == "2026-05-14"


def test_the_second_review_of_a_pathway_is_never_due_later_than_the_laws() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-01-06", outcome="care_proceedings", primary_plan="adoption")
    story.tell("BecameLookedAfter", "2026-03-02", legal_basis="interim_care_order")
    story.tell("ReviewHeld", "2026-03-06", kind="child_in_care", number=1)
    found = story.under("warrington", "2026-03-09")
    pathway = found.one("WAR-PATH-ADOPTION", "week_15_second_review")
    assert str(pathway.due_on) == "2026-05-29"
    assert pathway.due_on is not None
    assert pathway.due_on <= (found.one("EN-REVIEW-2").due_on or pathway.due_on)
