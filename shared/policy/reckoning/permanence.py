"""Permanence: has the child a settled home for good, since when, and by which fact?"""

from dataclasses import dataclass
from datetime import date

from shared.events.codes.tracking import SecuredBy
from shared.policy.reckoning.episodes import lasting
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.timeline import Timeline

_BREAKING = ("PlacementDisrupted", "BecameLookedAfter")
_TURNING = (
    *("AdoptionOrderGranted", "SpecialGuardianshipOrderGranted", "ChildArrangementsOrderGranted"),
    *("PlacementMatchedLongTerm", "PlacedLongTerm", "CeasedToBeLookedAfter"),
    *_BREAKING,
)


@dataclass(frozen=True, slots=True)
class Secured:
    """What made the home permanent, on which day, by which fact, and how many days after the child came into care."""

    by: SecuredBy
    on: date
    fact: Fact
    days_from_entry: int | None


def secured_on(line: Timeline, day: date) -> Secured | None:
    """How permanence stands at the end of a day: what secured it last, unless it broke down or began anew.

    Secured by an adoption, special guardianship or live-with order, an approved long-term match, or a return home that
    is recorded as the reason for leaving care (Trafford 6.3 lists the same five).
    """
    return next((secured for turned_on, secured in reversed(securings(line)) if turned_on <= day), None)


def securings(line: Timeline) -> list[tuple[date, Secured | None]]:
    """The days on which permanence was secured, or broke down again, in order."""
    found: list[tuple[date, Secured | None]] | None = line.memo.get("secured")
    if found is None:
        found = line.memo["secured"] = []
        for fact in sorted((fact for name in _TURNING for fact in line.known.of(name)), key=Fact.place):
            by = _settles(fact)
            if by is not None:
                found.append((fact.occurred_on, Secured(by, fact.occurred_on, fact, _days_from_entry(line, fact))))
            elif fact.type in _BREAKING:
                found.append((fact.occurred_on, None))
        found += [(day, None) for day in _begun_anew(line)]
        found.sort(key=lambda turn: (turn[0], turn[1] is not None))
    return found


def _begun_anew(line: Timeline) -> list[date]:
    """The days on which the gateway took up the case of a child who was settled outside care."""
    days = [spell.first for spell in lasting(line.known, "gateway")]
    return [day for day in days if line.spell(line.care, day) is None]


def _days_from_entry(line: Timeline, fact: Fact) -> int | None:
    entered = [spell.first for spell in line.care if spell.first <= fact.occurred_on]
    return (fact.occurred_on - entered[-1]).days if entered else None


def _settles(fact: Fact) -> SecuredBy | None:
    match fact.type:
        case "AdoptionOrderGranted":
            return SecuredBy.ADOPTION
        case "SpecialGuardianshipOrderGranted":
            return SecuredBy.SPECIAL_GUARDIANSHIP
        case "ChildArrangementsOrderGranted" if fact.text("scope") != "spend_time_with":
            return SecuredBy.CHILD_ARRANGEMENTS
        case "PlacementMatchedLongTerm" | "PlacedLongTerm":
            return SecuredBy.PERMANENT_FOSTERING
        case "CeasedToBeLookedAfter" if fact.text("reason") == "returned_home":
            return SecuredBy.HOME
        case _:
            return None
