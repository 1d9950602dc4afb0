"""Permanence: has the child a settled home for good, since when, and by which fact?"""

from dataclasses import dataclass
from datetime import date

from shared.events.codes import SecuredBy
from shared.policy.facts import Fact
from shared.policy.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Secured:
    """What made the home permanent, on which day, by which fact, and how many days after the child came into care."""

    by: SecuredBy
    on: date
    fact: Fact
    days_from_entry: int | None


def secured_on(line: Timeline, day: date) -> Secured | None:
    """How permanence stands at the end of a day: the latest fact that secured it, unless it broke down since.

    Secured by an adoption, special guardianship or live-with order, an approved long-term match, or a return home that
    is recorded as the reason for leaving care (Trafford 6.3 lists the same five).
    """
    latest: tuple[Fact, SecuredBy] | None = None
    for fact in line.known.in_order:
        if fact.occurred_on > day:
            break
        if fact.type in ("PlacementDisrupted", "BecameLookedAfter"):
            latest = None
        elif (by := _settles(fact)) is not None:
            latest = (fact, by)
    if latest is None:
        return None
    fact, by = latest
    entered = [spell.first for spell in line.care if spell.first <= fact.occurred_on]
    return Secured(by, fact.occurred_on, fact, (fact.occurred_on - entered[-1]).days if entered else None)


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
