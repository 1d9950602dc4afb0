"""Placements: with whom does the child live, since when, and is it for good?"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from services.planning.care.domain.care import RETURN_NOT_APPROVED, in_care, looked_after, must_be_in_care
from services.planning.child import domain as child
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
from shared.grounds import Ground, Grounds, by_the_day
from shared.history import once
from shared.identifiers import PersonId, PlacementId

InPlacement = PlacementEnded | PlacementMatchedLongTerm | VisitMade
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


@once
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


@once
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
    started = PlacementStarted(
        **case.about(on),
        placement_id=new_id,
        kind=kind,
        in_area=in_area,
        carer_id=carer_id,
        long_term=long_term,
        reason=reason,
    )
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
    return GROUNDS.must_stand(case, started)


def end_placement(case: PermanenceCase, on: date, *, reason: PlacementReason) -> PlacementEnded:
    """The child leaves the placement that is open."""
    about = case.about(on)
    present = _must_be_placed(case, on)
    if present.ended_on:
        raise RuleBroken(
            f"this placement ended on {words_of_day(present.ended_on)} already; correct that entry if the day is wrong"
        )
    started = present.started
    ended = PlacementEnded(**about, placement_id=started.placement_id, kind=started.kind, reason=reason)
    return GROUNDS.must_stand(case, ended)


def match_long_term(case: PermanenceCase, on: date) -> PlacementMatchedLongTerm:
    """The placement in which the child lives becomes the child's long-term home."""
    about = case.about(on)
    present = _must_be_placed(case, on)
    if present.long_term:
        raise RuleBroken("this placement is the child's long-term home already; nothing needs to be recorded")
    matched = PlacementMatchedLongTerm(**about, placement_id=present.started.placement_id)
    return GROUNDS.must_stand(case, matched)


def visit(case: PermanenceCase, on: date, *, seen_alone: bool | None) -> VisitMade:
    """The social worker visits the child, in the placement if the child is in one."""
    present = placement_on(case, on)
    placement_id = present.started.placement_id if present else None
    return GROUNDS.must_stand(case, VisitMade(**case.about(on), placement_id=placement_id, seen_alone=seen_alone))


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


def _named(case: PermanenceCase, entry: InPlacement) -> list[PlacementStarted]:
    """The placement that an entry names; none where it is voided, or the entry names none."""
    return [each for each in case.every(PlacementStarted) if each.placement_id == entry.placement_id]


def _had_begun(case: PermanenceCase, entry: InPlacement) -> bool:
    return all(each.occurred_on <= entry.occurred_on for each in _named(case, entry))


def _may_be_for_good(case: PermanenceCase, matched: PlacementMatchedLongTerm) -> bool:
    """Whether the placement is of a kind to be matched, or family finding placed the child for good with its carers."""
    for_good = {placed.family_id for placed in case.every(PlacedLongTerm) if placed.occurred_on == matched.occurred_on}
    return all(each.kind in LONG_TERM_HOMES or each.carer_id in for_good for each in _named(case, matched))


def _not_for_good(case: PermanenceCase, matched: PlacementMatchedLongTerm) -> str:
    kinds = ", ".join(each.kind.replace("_", " ") for each in _named(case, matched))
    return f"a placement ({kinds}) is not matched long term; name a foster or residential one"


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        looked_after(PlacementStarted),
        Ground(
            (PlacementStarted,),
            by_the_day(ReturnHomeApproved),
            "the approval of the return home",
            RETURN_NOT_APPROVED,
            only=lambda started: started.kind is PlacementKind.PARENTS,
        ),
        Ground(
            (PlacementEnded, PlacementMatchedLongTerm, VisitMade),
            _had_begun,
            "a placement that had begun by that day",
            "the placement began after {on}; check the day",
        ),
        Ground(
            (PlacementMatchedLongTerm,),
            _may_be_for_good,
            "a foster or residential placement to be matched",
            _not_for_good,
        ),
    )
)
