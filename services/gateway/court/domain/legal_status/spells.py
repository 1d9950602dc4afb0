"""Spells: the orders and other grounds under which a child stands, each from a day until before another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.gateway.child.domain.matter import LegalMatter
from shared.child_case import orders_of
from shared.events.planning import BecameLookedAfter, CeasedToBeLookedAfter, LegalBasisChanged
from shared.policy.orders import Period
from shared.policy.statuses import LegalStatus, ParentalResponsibility, ReturnCode


@dataclass(frozen=True)
class Ground(Period):
    """An order or other ground that stands at the end of each of its days; `begun_by` is the event that began it."""

    row: LegalStatus
    begun_by: str


@dataclass(frozen=True)
class Care(Period):
    """A period at the end of whose days the child was looked after on one ground, as planning told it."""

    began: BecameLookedAfter | LegalBasisChanged
    row: LegalStatus


@dataclass(frozen=True)
class Spell(Period):
    """The same is so for as long. `rows` is every status; the reported one comes first."""

    rows: tuple[LegalStatus, ...]
    parental_responsibility: ParentalResponsibility
    looked_after: bool
    begun_by: str

    @property
    def status(self) -> LegalStatus:
        """The status that is reported."""
        return self.rows[0]

    @property
    def standing(self) -> tuple[str, ...]:
        """The names of every status, the reported one first."""
        return tuple(row.status for row in self.rows)

    @property
    def code(self) -> ReturnCode | None:
        """The code of the statutory return; none for a child who is not looked after."""
        return self.status.code if self.looked_after else None


def care_of(matter: LegalMatter) -> tuple[Care, ...]:
    """The periods of care, by day. A change of the ground divides the one in which it is; outside of all it is none."""
    changed = matter.every(LegalBasisChanged)
    return tuple(part for care in _whole(matter) for part in _divided(matter, care, changed))


def _whole(matter: LegalMatter) -> Iterator[Care]:
    """The periods from each entry to care on. One that begins before the last has ended ends it."""
    rows = matter.law.statuses.by_name
    begun = matter.every(BecameLookedAfter)
    ended = [each.occurred_on for each in matter.every(CeasedToBeLookedAfter)]
    followed = [*(each.occurred_on for each in begun[1:]), None]
    for each, following in zip(begun, followed, strict=False):
        ends = [day for day in (*ended, following) if day and day >= each.occurred_on]
        yield Care(each.occurred_on, min(ends, default=None), each, rows[each.legal_basis])


def _divided(matter: LegalMatter, care: Care, changed: Sequence[LegalBasisChanged]) -> Iterator[Care]:
    """The parts of a period, each on one ground."""
    within = [each for each in changed if care.covers(each.occurred_on)]
    ends = [*(each.occurred_on for each in within), care.until]
    rows = matter.law.statuses.by_name
    for began, until in zip((care.began, *within), ends, strict=True):
        yield Care(began.occurred_on, until, began, rows[began.legal_basis])


def ordered(matter: LegalMatter) -> tuple[Ground, ...]:
    """The orders of the court as grounds.

    One that runs out is the ground of its last day, too, unless on that day care begins, changes or ends, as planning
    told it.
    """
    turns = {day for one in care_of(matter) for day in (one.since, one.until)}
    return tuple(
        Ground(one.since, one.ends_on if one.ends_on in turns else one.until, one.status, one.granted.wire_name)
        for one in orders_of(matter)
    )


def told(care: Care, orders: Sequence[Ground]) -> Ground | None:
    """The ground of which planning told, until an order makes the child looked after; none where one did already."""
    holding = [one for one in orders if one.row.looked_after and one.covers(one.since)]
    if care.row.is_order and any(one.covers(care.since) for one in holding):
        return None
    taken_over = [one.since for one in holding if one.since >= care.since]
    until = min((day for day in (care.until, *taken_over) if day), default=None)
    return Ground(care.since, until, care.row, care.began.wire_name)
