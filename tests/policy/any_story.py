"""Any story of a child: what may happen in whatever order, corrected and voided, for Hypothesis to draw."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.policy.reading.packs import pack_names
from shared.policy.reckoning.facts import Fact

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
TEMPLATES: list[tuple[str, dict[str, Any]]] = [
    ("ReferredToLegalGateway", {"purpose": "threshold", "referral_id": "r", "papers_missing": 1}),
    ("GatewayDecisionMade", {"outcome": "pre_proceedings", "primary_plan": "adoption"}),
    ("GatewayDecisionMade", {"outcome": "care_proceedings", "primary_plan": "special_guardianship"}),
    ("GatewayDecisionMade", {"outcome": "step_down"}),
    ("GatewayDecisionMade", {"outcome": "ratified"}),
    ("EmergencyProceedingsDecided", {"decision_id": "d"}),
    ("CourtDirectionGiven", {"direction_id": "d1", "kind": "section_37", "due_on": "2026-05-01"}),
    ("CourtDirectionMet", {"direction_id": "d1"}),
    ("GatewayActionSet", {"action_id": "a1", "kind": "specific", "owner": "iro", "due_on": "2026-05-01"}),
    ("GatewayActionDone", {"action_id": "a1"}),
    ("HearingHeld", {"kind": "final", "on": "2026-05-01", "final_evidence_due": "2026-04-01"}),
    ("PreProceedingsExtended", {"until": "2026-08-01", "period": 1}),
    ("PreProceedingsEnded", {"outcome": "step_down", "period": 1}),
    ("ProceedingsIssued", {"application": "care"}),
    ("TimetableExtended", {"on": "2026-09-01"}),
    ("ProceedingsConcluded", {"outcome": "care_order"}),
    ("BecameLookedAfter", {"legal_basis": "section_20", "reason": "unplanned"}),
    ("LegalBasisChanged", {"legal_basis": "section_20"}),
    ("CeasedToBeLookedAfter", {"reason": "returned_home"}),
    ("CeasedToBeLookedAfter", {"reason": "moved_authority"}),
    ("PlacementStarted", {"kind": "foster", "placement_id": "p1"}),
    ("PlacementStarted", {"kind": "connected_reg_24", "placement_id": "p2"}),
    ("PlacementStarted", {"kind": "parents", "placement_id": "p3"}),
    ("PlacementEnded", {"placement_id": "p1"}),
    ("PlacementMatchedLongTerm", {"placement_id": "p1"}),
    ("CareOrderGranted", {"order_id": "o1"}),
    ("SupervisionOrderGranted", {"order_id": "o2", "until": "2026-06-30"}),
    ("SupervisionOrderGranted", {"order_id": "o5", "extends": "o2", "until": "2027-06-30"}),
    ("PlacementOrderGranted", {"order_id": "o3"}),
    ("AdoptionOrderGranted", {"order_id": "o4"}),
    ("PlanningMeetingHeld", {"number": 1, "tracks": ("adoption",)}),
    ("PlanningMeetingHeld", {"number": 2, "tracks": ("adoption", "special_guardianship")}),
    ("PermanencePlanAgreed", {"primary": "adoption", "ratified_by": "review", "version": 1}),
    ("PermanencePlanAgreed", {"primary": "permanent_fostering", "ratified_by": "meeting", "version": 2}),
    ("ReviewHeld", {"kind": "child_in_care", "number": 1}),
    ("ReviewHeld", {"kind": "child_in_care", "number": 2}),
    ("ReviewHeld", {"kind": "adoption", "number": 1}),
    ("VisitMade", {"placement_id": "p1"}),
    ("TrackerMeetingHeld", {"tracker": "permanence"}),
    ("AdoptionDecisionBooked", {"decided_on": "2026-05-01"}),
    ("AdoptionDecisionMade", {"should_be_placed": True}),
    ("FamilyFindingStarted", {"scope": "in_house", "next_scope_on": "2026-03-01"}),
    ("MatchingPanelBooked", {"panel_on": "2026-04-14", "family_id": "f"}),
    ("PlacedForAdoption", {"family_id": "f"}),
    ("AdoptionApplicationLodged", {}),
]
SIBLING = {"child_id": "c", "sibling_group_id": "s"}
DAYS = st.dates(FIRST, LAST)
PACKS = st.sampled_from(pack_names())


@st.composite
def stories(draw: st.DrawFn) -> list[Fact]:
    """Up to sixteen facts about a child, whose birthday may be known, each recorded some days after it happened."""
    birthdays = st.sampled_from(["2009-11-02", "2019-06-15", "2020-02-29", "2008-03-31"])
    born = draw(st.none() | birthdays)
    registered = [Fact.named("r", "ChildRegistered", FIRST, recorded(FIRST, 0), {"date_of_birth": born, **SIBLING})]
    told = draw(st.lists(st.tuples(st.sampled_from(TEMPLATES), DAYS, st.integers(0, 60)), max_size=16))
    return (registered if born else []) + [
        Fact.named(f"e{number}", name, on, recorded(on, delay), {"child_id": "c", **fields})
        for number, ((name, fields), on, delay) in enumerate(told)
    ]


@st.composite
def mended_stories(draw: st.DrawFn) -> list[Fact]:
    """A story, some of whose entries are corrected or voided, and some of those voided again."""
    facts = draw(stories())
    for number in range(draw(st.integers(0, 3)) if facts else 0):
        wrong = draw(st.sampled_from(facts))
        on = draw(DAYS)
        if draw(st.booleans()):
            entry: tuple[str, dict[str, Any]] = ("EntryVoided", {"voids": wrong.event_id})
        else:
            entry = ("EntryCorrected", {"corrects": wrong.event_id, "changes": {"occurred_on": draw(DAYS).isoformat()}})
        facts.append(Fact.named(f"m{number}", entry[0], on, recorded(on, 0), {"child_id": "c", **entry[1]}))
    return facts


def recorded(on: date, delay: int) -> datetime:
    return datetime.combine(on, datetime.min.time(), UTC) + timedelta(days=delay)
