"""Placements: with whom does the child live, since when, and is it for good?"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from services.planning.care.domain.care import in_care, must_be_in_care
from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import PlacementKind, PlacementReason
from shared.events.family_finding import Placed, PlacedForAdoption, PlacedLongTerm
from shared.events.planning import (
    PlacementEnded,
    PlacementMatchedLongTerm,
    PlacementStarted,
    ReturnHomeApproved,
    VisitMade,
)
from shared.identifiers import PersonId, PlacementId

LONG_TERM_HOMES = frozenset(
    {
        PlacementKind.FOSTER,
        PlacementKind.CONNECTED_REG_24,
        PlacementKind.CONNECTED_APPROVED,
        PlacementKind.RESIDENTIAL,
    }
)


@dataclass(frozen=True)
class Placement:
    """Where the child lives from a day until a day."""

    started: PlacementStarted
    ended_on: date | None
    matched_on: date | None
    by_family_finding: bool

    @property
    def started_on(self) -> date:
        """The day on which the child moved in."""
        return self.started.occurred_on

    @property
    def long_term(self) -> bool:
        """Whether it is the child's long-term home; a match after its end is of no effect."""
        matched = self.matched_on is not None and (self.ended_on is None or self.matched_on < self.ended_on)
        return self.started.long_term or matched

    def covers(self, on: date) -> bool:
        """Whether the child lives there on a day; on the day of a move the child lives in the new placement."""
        return self.started_on <= on and (self.ended_on is None or on < self.ended_on)


def placements(case: PermanenceCase) -> tuple[Placement, ...]:
    """The child's placements, by day. Of several ends told of one the earliest counts."""
    own = {placement_made_by(placed) for placed in placings(case)}
    found = [_placement(case, started, own) for started in case.every(PlacementStarted)]
    return tuple(
        sorted(found, key=lambda each: (each.started_on, each.by_family_finding, str(each.started.placement_id)))
    )


def placements_in_care(case: PermanenceCase) -> tuple[Placement, ...]:
    """The placements that began while the child was looked after: those that stand."""
    return tuple(each for each in placements(case) if in_care(case, each.started_on))


def placement_on(case: PermanenceCase, on: date) -> Placement | None:
    """Where the child lives on a day, as far as it is a placement."""
    return next((each for each in reversed(placements(case)) if each.covers(on)), None)


def placings(case: PermanenceCase) -> tuple[Placed, ...]:
    """What family finding told of the child's moving in with a family for good."""
    return (*case.every(PlacedForAdoption), *case.every(PlacedLongTerm))


def placement_made_by(placed: Placed) -> PlacementId:
    """The placement that a placing by family finding makes: for the same placing always the same."""
    early = "early" if placed.early_permanence else "for good"
    name = f"{placed.wire_name} {early} {placed.family_id} {placed.occurred_on}"
    return PlacementId(uuid5(placed.child_id, name))


def start_placement(  # noqa: PLR0913 - what is known when a child moves in
    case: PermanenceCase,
    new_id: PlacementId,
    on: date,
    *,
    kind: PlacementKind,
    in_area: bool | None,
    carer_id: PersonId | None,
    long_term: bool,
    reason: PlacementReason | None,
) -> PlacementStarted:
    """The child moves into a placement."""
    about = case.step(on)
    must_be_in_care(case, on)
    if present := placement_on(case, on):
        raise RuleBroken(
            f"the child lives in a placement ({_words(present)}) since {words_of_day(present.started_on)}; "
            "end that placement first"
        )
    if later := next((each for each in placements(case) if each.started_on > on), None):
        raise RuleBroken(
            f"a placement that began on {words_of_day(later.started_on)} is recorded; record placements in their order"
        )
    if kind is PlacementKind.ADOPTIVE:
        raise RuleBroken("a placement for adoption is made in family finding; record it there, and it appears here")
    if kind is PlacementKind.PARENTS and not case.by(ReturnHomeApproved, on):
        raise RuleBroken("the return home is not approved; a Head of Service or above approves it first")
    return PlacementStarted(
        **about,
        placement_id=new_id,
        kind=kind,
        in_area=in_area,
        carer_id=carer_id,
        long_term=long_term,
        reason=reason,
    )


def end_placement(case: PermanenceCase, on: date, *, reason: PlacementReason) -> PlacementEnded:
    """The child leaves the placement that is open."""
    about = case.step(on)
    present = _must_be_placed(case, on)
    if present.ended_on:
        raise RuleBroken(
            f"this placement ended on {words_of_day(present.ended_on)} already; correct that entry if the day is wrong"
        )
    return PlacementEnded(**about, placement_id=present.started.placement_id, kind=present.started.kind, reason=reason)


def match_long_term(case: PermanenceCase, on: date) -> PlacementMatchedLongTerm:
    """The placement in which the child lives becomes the child's long-term home."""
    about = case.step(on)
    present = _must_be_placed(case, on)
    if present.started.kind not in LONG_TERM_HOMES:
        raise RuleBroken(f"a placement ({_words(present)}) is not matched long term; name a foster or residential one")
    if present.long_term:
        raise RuleBroken("this placement is the child's long-term home already; nothing needs to be recorded")
    return PlacementMatchedLongTerm(**about, placement_id=present.started.placement_id)


def visit(case: PermanenceCase, on: date, *, seen_alone: bool | None) -> VisitMade:
    """The social worker visits the child, in the placement if the child is in one."""
    present = placement_on(case, on)
    return VisitMade(
        **case.step(on), placement_id=present.started.placement_id if present else None, seen_alone=seen_alone
    )


def _placement(case: PermanenceCase, started: PlacementStarted, own: set[PlacementId]) -> Placement:
    name = started.placement_id
    ends = [each.occurred_on for each in case.every(PlacementEnded) if each.placement_id == name]
    matches = [each.occurred_on for each in case.every(PlacementMatchedLongTerm) if each.placement_id == name]
    return Placement(started, min(ends, default=None), min(matches, default=None), name in own)


def _must_be_placed(case: PermanenceCase, on: date) -> Placement:
    present = placement_on(case, on)
    if present is None:
        raise RuleBroken(f"the child is in no placement on {words_of_day(on)}; record where the child lives first")
    return present


def _words(placement: Placement) -> str:
    return placement.started.kind.replace("_", " ")
