"""Care: since when, and on which legal ground, is the child looked after?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.planning.care.domain.orders_heard import (
    endings,
    ends_by_order,
    is_ordered,
    orders_that_are,
    place_of_ending,
    turns,
)
from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.planning import CareReason, LegalBasis, Option
from shared.events.planning import (
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    LegalBasisChanged,
    PermanencePlanAgreed,
    ReturnHomeApproved,
)
from shared.grounds import Ground, Grounds, by_the_day
from shared.history import once

RETURN_NOT_APPROVED = "the return home is not approved; a Head of Service or above approves it first"
NOT_IN_CARE = "the child is not looked after on {on}; record that the child became looked after first"


@dataclass(frozen=True)
class CarePeriod:
    """The child is looked after from a day, on a legal ground, until a day for a reason."""

    since: date
    basis: LegalBasis
    until: date | None = None
    reason: CareReason | None = None
    again_on: date | None = None  # when the next period begins

    def covers(self, on: date) -> bool:
        """Whether the child is looked after on a day; the last day counts."""
        return self.since <= on and (self.until is None or on <= self.until)

    def may_end(self, on: date) -> bool:
        """Whether something on that day can be what ended this period, and not another one."""
        return self.since <= on and (self.again_on is None or on < self.again_on)


@once
def care_periods(case: PermanenceCase) -> tuple[CarePeriod, ...]:
    """The periods of care, by day. Of several endings told of a period the earliest counts."""
    begun = sorted(case.every(BecameLookedAfter), key=lambda each: each.occurred_on)
    again = [*(each.occurred_on for each in begun[1:]), None]
    return tuple(
        _ended(case, CarePeriod(each.occurred_on, each.legal_basis, again_on=next_on))
        for each, next_on in zip(begun, again, strict=False)
    )


def _ended(case: PermanenceCase, period: CarePeriod) -> CarePeriod:
    """The period with its end, if it has one."""
    ends = [end for end in case.every(CeasedToBeLookedAfter) if period.may_end(end.occurred_on)]
    if not ends:
        return period
    end = min(ends, key=lambda end: place_of_ending(case, end.occurred_on, end.reason))
    return replace(period, until=end.occurred_on, reason=end.reason)


def in_care(case: PermanenceCase, on: date) -> CarePeriod | None:
    """The period of care that covers a day."""
    return next((period for period in care_periods(case) if period.covers(on)), None)


def must_be_in_care(case: PermanenceCase, on: date) -> CarePeriod:
    """The period of care that covers a day. Refuses where there is none."""
    period = in_care(case, on)
    if period is None:
        raise RuleBroken(NOT_IN_CARE.format(on=words_of_day(on)))
    return period


def is_looked_after(case: PermanenceCase, event: Event) -> bool:
    """Whether the child is looked after on the day of an entry."""
    return in_care(case, event.occurred_on) is not None


def looked_after(*of: type[Event]) -> Ground[PermanenceCase]:
    """The ground of what happens to children who are looked after alone."""
    return Ground(of, is_looked_after, "that the child was looked after on that day", NOT_IN_CARE)


def basis_on(case: PermanenceCase, period: CarePeriod, on: date = date.max) -> LegalBasis:
    """The ground on which the child is looked after at the end of a day: what changed it last, or how care began.

    An order changes it as it is made, and as it ends where another is in force; of one day an order counts.
    """
    changed = [(each.occurred_on, False, each.legal_basis) for each in case.every(LegalBasisChanged)]
    ordered = [(day, True, basis) for day, basis in turns(case)]
    told = [one for one in (*changed, *ordered) if period.covers(one[0]) and one[0] <= on]
    return max(told)[2] if told else period.basis


def become_looked_after(
    case: PermanenceCase, on: date, *, legal_basis: LegalBasis, reason: CareReason
) -> BecameLookedAfter:
    """The child comes into care."""
    became = BecameLookedAfter(**case.about(on), legal_basis=legal_basis, reason=reason)
    periods = care_periods(case)
    if periods and periods[-1].until is None:
        raise RuleBroken(
            f"the child is looked after since {words_of_day(periods[-1].since)} already; "
            "if the ground changed, record that"
        )
    if periods and periods[-1].until and on <= periods[-1].until:
        raise RuleBroken(
            f"the last period of care ended on {words_of_day(periods[-1].until)}; a new one begins after that day"
        )
    return GROUNDS.must_stand(case, became)


def approve_return_home(case: PermanenceCase, on: date) -> ReturnHomeApproved:
    """A Head of Service or above approves that the child returns home, before the child does."""
    return GROUNDS.must_stand(case, ReturnHomeApproved(**case.about(on)))


def cease_to_be_looked_after(case: PermanenceCase, on: date, *, reason: CareReason) -> CeasedToBeLookedAfter:
    """The child leaves care other than by an order, which planning hears of and concludes from by itself."""
    ceased = CeasedToBeLookedAfter(**case.about(on), reason=reason)
    period = must_be_in_care(case, on)
    if period.until is not None:
        raise RuleBroken(f"care ended on {words_of_day(period.until)} already; correct that entry if the day is wrong")
    changed = [day for each in case.every(LegalBasisChanged) if period.may_end(day := each.occurred_on) and on <= day]
    if changed:
        raise RuleBroken(
            f"the ground changed on {words_of_day(changed[0])} and care went on; "
            "check the day, or void that entry first"
        )
    if ends_by_order(case, reason):
        raise RuleBroken("this end of care follows from a court order; have the order recorded with the Legal Gateway")
    return GROUNDS.must_stand(case, ceased)


def endings_by_order(case: PermanenceCase) -> Sequence[Event]:
    """The ends of care that follow from the orders heard of and are not recorded yet, or recorded for a later day."""
    facts = []
    for period in care_periods(case):
        ends = [(place_of_ending(case, *end), *end) for end in endings(case) if period.may_end(end[0])]
        if not ends:
            continue
        place, on, reason = min(ends)
        if period.until is None or place < place_of_ending(case, period.until, period.reason):
            facts.append(CeasedToBeLookedAfter(**case.about(on), reason=reason))
    return facts


def _has_its_order(case: PermanenceCase, became: BecameLookedAfter) -> bool:
    basis, on = became.legal_basis, became.occurred_on
    return not is_ordered(case, basis) or any(order.covers(on) for order in orders_that_are(case, basis))


def _no_order(case: PermanenceCase, became: BecameLookedAfter) -> str:
    name = became.legal_basis.replace("_", " ")
    made = [order for order in orders_that_are(case, became.legal_basis) if order.since <= became.occurred_on]
    if made and made[-1].ends_on:
        since, ended = words_of_day(made[-1].since), words_of_day(made[-1].ends_on)
        return f"the {name} of {since} ended on {ended}; check the day, or name the ground that followed"
    return f"no {name} by {{on}} is known; have the order recorded with the Legal Gateway first"


def _return_is_planned(case: PermanenceCase, _approved: ReturnHomeApproved) -> bool:
    plan = case.latest(PermanencePlanAgreed)
    return plan is not None and plan.primary is Option.RETURN_HOME


def _is_accommodated(case: PermanenceCase, ceased: CeasedToBeLookedAfter) -> bool:
    period = in_care(case, ceased.occurred_on)
    return period is not None and basis_on(case, period, ceased.occurred_on) is LegalBasis.SECTION_20


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        Ground((BecameLookedAfter,), _has_its_order, "the order that was its legal basis", _no_order),
        looked_after(CeasedToBeLookedAfter, ReturnHomeApproved),
        Ground(
            (ReturnHomeApproved,),
            _return_is_planned,
            "an agreed plan to return home",
            "return home is not the agreed plan; agree a plan with return home as its primary option first",
            in_turn=True,
        ),
        Ground(
            (CeasedToBeLookedAfter,),
            by_the_day(ReturnHomeApproved),
            "the approval of the return home",
            RETURN_NOT_APPROVED,
            only=lambda ceased: ceased.reason is CareReason.RETURNED_HOME,
        ),
        Ground(
            (CeasedToBeLookedAfter,),
            _is_accommodated,
            "accommodation under section 20, which the withdrawn consent could end",
            "the child is not accommodated under section 20, so consent cannot end care; name what ended it",
            only=lambda ceased: ceased.reason is CareReason.CONSENT_WITHDRAWN,
        ),
    )
)
