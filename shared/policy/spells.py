"""Spells and sayings: what was so from a day until another, and what a fact says of a matter from its day on."""

from dataclasses import dataclass
from datetime import date

from shared.policy.facts import Fact

ORDERS = {
    "InterimCareOrderGranted": "interim_care_order",
    "CareOrderGranted": "care_order",
    "SupervisionOrderGranted": "supervision_order",
    "PlacementOrderGranted": "placement_order",
    "SpecialGuardianshipOrderGranted": "special_guardianship_order",
    "ChildArrangementsOrderGranted": "child_arrangements_order",
    "EmergencyProtectionOrderGranted": "emergency_protection_order",
    "AdoptionOrderGranted": "adoption_order",
}
# What a new order puts an end to: a care order absorbs what came before it, a special guardianship or live-with order
# discharges a care order (Children Act 1989 s.91), an adoption order ends all (Adoption and Children Act 2002 s.46).
SUPERSEDES = {
    "care_order": {"interim_care_order", "emergency_protection_order", "supervision_order"},
    "interim_care_order": {"emergency_protection_order"},
    "supervision_order": {"interim_care_order"},
    "special_guardianship_order": {"interim_care_order", "care_order", "placement_order"},
    "child_arrangements_order": {"interim_care_order", "care_order"},
    "adoption_order": set(ORDERS.values()) - {"adoption_order"},
}


@dataclass(slots=True)
class Spell:
    """Something that was so from a day on, until before another day, or still is. `by` is the fact that began it."""

    kind: str
    first: date
    by: Fact
    until: date | None = None
    long_term_from: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it was so at the end of this day."""
        return self.first <= day and (self.until is None or day < self.until)

    def end(self, day: date) -> None:
        """It was no longer so from this day on."""
        if self.first <= day and (self.until is None or day < self.until):
            self.until = day


@dataclass(frozen=True, slots=True)
class Said:
    """What a fact says about a matter from its day on."""

    day: date
    values: tuple[str, ...]
    by: Fact
