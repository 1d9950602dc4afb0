"""Every cadence there is, told alike: what begins it, when it is first due, and when again once it was held."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from shared.policy.reading.packs import load_pack, pack_names
from shared.policy.reckoning.obligation import State
from tests.policy.story import Story, day

Telling = tuple[str, str, dict[str, Any]]
IN_CARE: Telling = ("BecameLookedAfter", "2026-01-05", {"legal_basis": "section_20"})
SINCE_AUTUMN: Telling = ("BecameLookedAfter", "2025-10-01", {"legal_basis": "section_20"})
FOSTERED: Telling = ("PlacementStarted", "2026-01-05", {"kind": "foster", "placement_id": "p1"})
LONG_TERM: Telling = ("PlacementStarted", "2025-01-06", {"kind": "foster", "placement_id": "p1", "long_term": True})
ADOPTION: dict[str, Any] = {"outcome": "pre_proceedings", "adoption_considered": True}


@dataclass(frozen=True)
class Cadence:
    """A cadence of a pack: what is told before, the first due day, what is held on which day, and the next due day."""

    pack: str
    rule: str
    before: tuple[Telling, ...]
    first: str
    held: Telling
    then: str
    step: str | None = None
    born: str = "2019-06-01"
    extra: dict[str, Any] = field(default_factory=dict)

    def told(self) -> Story:
        """What is told before anything is held."""
        story = Story()
        story.tell("ChildRegistered", "2024-12-02", date_of_birth=self.born, **self.extra)
        for event, on, fields in self.before:
            story.tell(event, on, **fields)
        return story


def tracked(tracker: str, on: str) -> Telling:
    return ("TrackerMeetingHeld", on, {"tracker": tracker})


def visited(on: str, place: str = "p1") -> Telling:
    return ("VisitMade", on, {"placement_id": place})


def reviewed(on: str, number: int, kind: str = "child_in_care") -> Telling:
    return ("ReviewHeld", on, {"kind": kind, "number": number})


def met(on: str, number: int, *tracks: str) -> Telling:
    return ("PlanningMeetingHeld", on, {"number": number, "tracks": list(tracks)})


PLACED: Telling = ("PlacedForAdoption", "2026-06-03", {"family_id": "f1"})
ORDERED: Telling = ("SupervisionOrderGranted", "2026-01-05", {"order_id": "o1", "until": "2026-12-31"})
GATEWAY: Telling = ("GatewayDecisionMade", "2026-01-05", ADOPTION)
UNREGULATED: Telling = ("PlacementStarted", "2026-01-05", {"kind": "unregulated", "placement_id": "p1"})
MATCHED: Telling = ("PlacementMatchedLongTerm", "2026-02-28", {"placement_id": "p1"})
AT_HOME: tuple[Telling, ...] = (
    ("CareOrderGranted", "2025-12-01", {"order_id": "o1"}),
    ("PlacementStarted", "2025-12-01", {"kind": "parents", "placement_id": "p1"}),
)

CADENCES = (
    Cadence("england", "EN-REVIEW-N", (SINCE_AUTUMN, reviewed("2025-10-20", 1), reviewed("2026-01-15", 2)),
            "2026-07-15", reviewed("2026-07-01", 3), "2027-01-01"),
    Cadence("england", "EN-VISIT-YEAR-1", (IN_CARE, FOSTERED, visited("2026-01-09")), "2026-02-20",
            visited("2026-02-20"), "2026-04-03", step="any_placement"),
    Cadence("england", "EN-VISIT-LATER", (IN_CARE, LONG_TERM, visited("2026-11-30")), "2027-02-28",
            visited("2027-02-01"), "2027-05-01", step="placement_intended_to_18"),
    Cadence("england", "EN-ADOPT-VISIT", (PLACED,), "2026-06-10", visited("2026-06-08"), "2026-06-15"),
    Cadence("england", "EN-ADOPT-REVIEW-N",
            (PLACED, reviewed("2026-06-30", 1, "adoption"), reviewed("2026-08-31", 2, "adoption")),
            "2027-02-28", reviewed("2027-02-20", 3, "adoption"), "2027-08-20"),
    Cadence("warrington", "WAR-PPM-N", (GATEWAY, met("2026-01-15", 1, "adoption")), "2026-02-26",
            met("2026-02-20", 2, "adoption"), "2026-04-03"),
    Cadence("warrington", "WAR-PPM-N-MULTI", (GATEWAY, met("2026-01-31", 1, "adoption", "special_guardianship")),
            "2026-02-28", met("2026-02-27", 2, "adoption", "special_guardianship"), "2026-03-27"),
    Cadence("warrington", "WAR-PP-TRACKER-4W", (GATEWAY,), "2026-02-02",
            tracked("pre_proceedings", "2026-01-30"), "2026-02-27"),
    Cadence("warrington", "WAR-PP-HOS-REVIEW", (GATEWAY,), "2026-05-28",
            ("PreProceedingsReviewed", "2026-05-20", {}), "2026-06-20"),
    Cadence("warrington", "WAR-TRACKER-PERMANENCE", (IN_CARE,), "2026-02-05",
            tracked("permanence", "2026-01-31"), "2026-02-28"),
    Cadence("warrington", "WAR-TRACKER-CARE-ORDER", (IN_CARE, LONG_TERM), "2026-02-05",
            tracked("care_order", "2026-02-05"), "2026-03-05"),
    Cadence("warrington", "WAR-TRACKER-MATCHING", (("BecameLookedAfter", "2025-05-31", {}),), "2026-03-28",
            tracked("long_term_matching", "2026-03-20"), "2026-04-20"),
    Cadence("warrington", "WAR-TRACKER-16PLUS", (IN_CARE,), "2026-04-01",
            tracked("sixteen_plus", "2026-03-31"), "2026-04-30", born="2010-03-01"),
    Cadence("warrington", "WAR-SO-VISIT", (ORDERED,), "2026-02-02",
            ("VisitMade", "2026-01-30", {}), "2026-02-27"),
    Cadence("warrington", "WAR-FOSTER-LEGAL-ANNUAL", (IN_CARE, FOSTERED, MATCHED), "2027-02-28",
            met("2027-02-01", 9), "2028-02-01"),
    Cadence("together_for_adoption", "TFA-TRACKER", (GATEWAY,), "2026-02-05",
            tracked("raa", "2026-01-31"), "2026-02-28"),
    Cadence("surrey", "SUR-TRACKING-3M", (IN_CARE,), "2026-04-05",
            tracked("permanence", "2026-03-31"), "2026-06-30"),
    Cadence("surrey", "SUR-PPM-N-UNDER6", (IN_CARE, met("2026-01-31", 1)), "2026-02-28",
            met("2026-02-28", 2), "2026-03-28", born="2021-06-01"),
    Cadence("surrey", "SUR-PPM-N-6TO16", (IN_CARE, met("2026-01-30", 1)), "2026-04-30",
            met("2026-04-10", 2), "2026-07-10", born="2012-06-01"),
    Cadence("bradford", "BRA-UNREGULATED-WEEKLY", (IN_CARE, UNREGULATED), "2026-01-12",
            tracked("permanence", "2026-01-10"), "2026-01-17"),
    Cadence("trafford", "TRA-TRACKING-MONTHLY", (IN_CARE,), "2026-02-05",
            tracked("permanence", "2026-01-31"), "2026-02-28"),
    Cadence("trafford", "TRA-PWP-6M", (*AT_HOME, tracked("care_order", "2026-08-31")), "2027-02-28",
            tracked("care_order", "2027-02-27"), "2027-08-27"),
)  # fmt: skip


@pytest.mark.parametrize("cadence", CADENCES, ids=lambda one: one.rule)
def test_it_is_due_again_after_its_time_from_the_day_it_was_held(cadence: Cadence) -> None:
    story = cadence.told()
    event, on, fields = cadence.held
    story.tell(event, on, **fields)
    *_, first, then = sorted(
        story.under(cadence.pack, on).of(cadence.rule, cadence.step), key=lambda one: str(one.due_on)
    )
    assert (first.state, str(first.due_on), str(first.met_on)) == (State.MET, cadence.first, on)
    assert (str(then.due_on), str(then.started_on), then.is_open) == (cadence.then, on, True)


@pytest.mark.parametrize("cadence", CADENCES, ids=lambda one: one.rule)
def test_what_is_not_held_is_late_the_day_after_and_waits_as_one_duty(cadence: Cadence) -> None:
    late_on = str(day(cadence.first) + timedelta(days=1))
    found = cadence.told().under(cadence.pack, late_on).of(cadence.rule, cadence.step)
    (late,) = [one for one in found if one.is_open]
    assert (str(late.due_on), late.state, late.days_late) == (cadence.first, State.LATE, 1)


def test_no_cadence_is_left_out() -> None:
    """Every duty that comes round: by a repeat, or because what meets it also starts it, from its own day."""
    coming_round = {
        duty.rule_id
        for name in pack_names()
        for duty in load_pack(name).duties
        if duty.repeat is not None
        or (duty.origin_field is None and any(start.event in duty.met_by for start in duty.starts))
    }
    assert coming_round <= {cadence.rule for cadence in CADENCES}
