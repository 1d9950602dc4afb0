"""What follows by itself: orders end care, family finding's placings move the child, no placement outlasts the next.

Others' facts come in any order, so each step asks what the whole set of facts makes true and answers what is not
recorded yet. An earlier end that comes to light is told anew: of several ends of one thing the earliest counts.
Once a fact is corrected or voided, the kit asks here what follows from the facts alone and voids what no longer does.
"""

from collections.abc import Iterator
from datetime import date

from services.planning.care.domain.care import endings_by_order, in_care
from services.planning.care.domain.orders_heard import ends_by_order
from services.planning.care.domain.placements import Placement, placement_made_by, placement_on, placements, placings
from services.planning.child.domain import PermanenceCase
from shared.events.base import Event
from shared.events.codes.planning import PlacementKind, PlacementReason
from shared.events.family_finding import Placed, PlacedForAdoption, PlacedLongTerm, PlacementDisrupted
from shared.events.planning import PlacementEnded, PlacementMatchedLongTerm, PlacementStarted
from shared.identifiers import PersonId

End = tuple[date, PlacementReason | None]


def follow(case: PermanenceCase) -> tuple[Event, ...]:
    """Everything that follows from what is known and is not recorded yet; nothing before the child is registered."""
    facts: list[Event] = []
    if not case.registered:
        return ()
    while new := _next(case):
        facts += new
        for fact in new:
            case = case.apply(fact)
    return tuple(facts)


def _next(case: PermanenceCase) -> list[Event]:
    """What the first step that still has something to say says: each step goes by what the ones before it settled."""
    for step in (endings_by_order, begun_by_family_finding, ended_by_what_came_next):
        if new := list(step(case)):
            return new
    return []


def begun_by_family_finding(case: PermanenceCase) -> Iterator[Event]:
    """The placements that family finding's placings make.

    A child placed long term with the carers of the present placement stays there, and that placement is matched.
    """
    known = {started.placement_id for started in case.every(PlacementStarted)}
    for placed in placings(case):
        if placement_made_by(placed) in known or not in_care(case, placed.occurred_on):
            continue
        present = _stays_in(case, placed)
        if present is None:
            yield _started(case, placed)
        elif not present.long_term:
            about = case.about(placed.occurred_on)
            yield PlacementMatchedLongTerm(**about, placement_id=present.started.placement_id)


def ended_by_what_came_next(case: PermanenceCase) -> Iterator[Event]:
    """The ends of placements: by the next one, by a disruption, or with care. One outside care ends as it began."""
    found = placements(case)
    for each, following in zip(found, (*found[1:], None), strict=False):
        ends = [*_by_next(following), *_by_disruption(case, each), *_with_care(case, each)]
        if not ends:
            continue
        on, reason = min(ends, key=lambda end: end[0])
        if each.ended_on is None or on < each.ended_on:
            yield PlacementEnded(
                **case.about(on), placement_id=each.started.placement_id, kind=each.started.kind, reason=reason
            )


def _by_next(following: Placement | None) -> list[End]:
    if following is None:
        return []
    return [(following.started_on, PlacementReason.PERMANENCE if following.by_family_finding else None)]


def _by_disruption(case: PermanenceCase, each: Placement) -> list[End]:
    """Family finding tells when a placement that it made did not hold."""
    days = [told.occurred_on for told in case.every(PlacementDisrupted) if told.occurred_on > each.started_on]
    return [(min(days), PlacementReason.DISRUPTED)] if days and each.by_family_finding else []


def _with_care(case: PermanenceCase, placement: Placement) -> list[End]:
    period = in_care(case, placement.started_on)
    if period is None:
        return [(placement.started_on, None)]
    by_order = ends_by_order(case, period.reason)
    return [(period.until, PlacementReason.PERMANENCE if by_order else None)] if period.until else []


def _stays_in(case: PermanenceCase, placed: Placed) -> Placement | None:
    """The placement in which the child stays, if family finding's family is the carer there already."""
    present = placement_on(case, placed.occurred_on) if isinstance(placed, PlacedLongTerm) else None
    stays = present and not present.by_family_finding and present.started.carer_id == placed.family_id
    return present if stays else None


def _started(case: PermanenceCase, placed: Placed) -> PlacementStarted:
    """An early permanence placement is fostering until the child is placed for adoption (2010 Regulations, reg 25A)."""
    adoptive = isinstance(placed, PlacedForAdoption) and not placed.early_permanence
    return PlacementStarted(
        **case.about(placed.occurred_on),
        placement_id=placement_made_by(placed),
        kind=PlacementKind.ADOPTIVE if adoptive else PlacementKind.FOSTER,
        carer_id=PersonId(placed.family_id),
        long_term=isinstance(placed, PlacedLongTerm),
        reason=PlacementReason.PERMANENCE,
    )
