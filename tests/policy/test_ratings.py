"""Green, amber, red and complete, with the rule and the words that say why."""

import pytest

from shared.events.codes.tracking import Rating, SecuredBy
from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import rating
from tests.policy.story import Story, day


def rated(story: Story, today: str, pack: str = "warrington") -> tuple[Rating, str | None, str]:
    return rating(story.under(pack, today).all, load_pack(pack), day(today))


def a_tidy_case() -> Story:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="ratified")
    story.tell("GatewayMinutesRecorded", "2026-04-01")
    story.tell("PlanningMeetingHeld", "2026-04-01", number=1)
    return story


@pytest.mark.parametrize(
    ("today", "colour", "because"),
    [
        ("2026-04-02", Rating.GREEN, None),
        ("2026-05-06", Rating.AMBER, "WAR-PPM-N"),
        ("2026-05-14", Rating.AMBER, "WAR-PPM-N"),
        ("2026-05-20", Rating.RED, "WAR-PPM-N"),
    ],
)
def test_a_case_goes_from_green_to_red_as_a_meeting_is_put_off(today: str, colour: Rating, because: str | None) -> None:
    found, rule, words = rated(a_tidy_case(), today)
    assert (found, rule) == (colour, because)
    assert words


def test_what_the_law_times_is_red_on_the_first_day() -> None:
    story = Story()
    story.tell("PlacementStarted", "2026-05-01", kind="foster", placement_id="p1")
    assert rated(story, "2026-05-09", "england")[:2] == (Rating.RED, "EN-VISIT-1")


def test_an_indicator_never_colours_a_case() -> None:
    story = Story()
    story.tell("PlacementOrderGranted", "2025-01-10", order_id="o1")
    assert rated(story, "2026-01-10", "england")[0] is Rating.GREEN


def test_permanence_secured_completes_the_case_and_a_breakdown_opens_it_again() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2025-01-10", legal_basis="section_20")
    story.tell("ReviewHeld", "2025-02-03", kind="child_in_care", number=1)
    story.tell("AdoptionOrderGranted", "2025-02-10", order_id="o1")
    secured = story.under("warrington", "2025-02-11").all.secured
    assert secured is not None
    assert (secured.by, secured.days_from_entry) == (SecuredBy.ADOPTION, 31)
    assert rated(story, "2025-02-11")[0] is Rating.COMPLETE
    story.tell("PlacementDisrupted", "2025-06-01", reason="relationship")
    assert story.under("warrington", "2025-06-02").all.secured is None
