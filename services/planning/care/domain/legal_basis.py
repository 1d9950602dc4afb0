"""Legal basis: on what other ground than an order of the court is the child looked after from a day on?"""

from datetime import date

from services.planning.care.domain.care import basis_on, in_care, must_be_in_care
from services.planning.care.domain.orders_heard import grounds_made_on, is_ordered
from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import CareReason, LegalBasis
from shared.events.planning import LegalBasisChanged
from shared.grounds import Ground, Grounds


def change_legal_basis(case: PermanenceCase, on: date, *, legal_basis: LegalBasis) -> LegalBasisChanged:
    """The ground of care changes, and care goes on: as an interim order runs out the mother agrees to section 20.

    Where an order of the court is the new ground, the Legal Gateway records that order, and it counts here.
    """
    changed = LegalBasisChanged(**case.about(on), legal_basis=legal_basis)
    period = must_be_in_care(case, on)
    if grounds_made_on(case, on):
        raise RuleBroken(f"an order was made on {words_of_day(on)} and is the ground from then on; check the day")
    if any(each.occurred_on == on for each in case.every(LegalBasisChanged)):
        raise RuleBroken(f"the ground changed on {words_of_day(on)} already; correct that entry")
    GROUNDS.must_stand(case, changed)
    words, after = legal_basis.replace("_", " "), case.apply(changed)
    for later in case.every(LegalBasisChanged):
        if _is_a_change(case.without(later), later) and not _is_a_change(after.without(later), later):
            became = words_of_day(later.occurred_on)
            raise RuleBroken(f"{words} became the ground on {became}; correct the day of that entry")
    if period.reason is CareReason.CONSENT_WITHDRAWN and basis_on(after, period) is not LegalBasis.SECTION_20:
        raise RuleBroken(
            f"care ended on {words_of_day(period.until)} as consent was withdrawn; correct that entry first"
        )
    return changed


def _is_no_order(case: PermanenceCase, changed: LegalBasisChanged) -> bool:
    return not is_ordered(case, changed.legal_basis)


def _care_goes_on(case: PermanenceCase, changed: LegalBasisChanged) -> bool:
    """Whether the child is looked after at the end of the day."""
    period = in_care(case, changed.occurred_on)
    return period is not None and period.until != changed.occurred_on


def _is_a_change(case: PermanenceCase, changed: LegalBasisChanged) -> bool:
    """Whether it was another ground that stood until then."""
    period = in_care(case, changed.occurred_on)
    return period is not None and basis_on(case, period, changed.occurred_on) is not changed.legal_basis


def _is_the_ground(_case: PermanenceCase, changed: LegalBasisChanged) -> str:
    words = changed.legal_basis.replace("_", " ")
    return f"{words} is the ground on {{on}} already; choose the one that took its place, or check the day"


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        Ground(
            (LegalBasisChanged,),
            _care_goes_on,
            "that the child was looked after at the end of that day",
            "care ended on {on}, and no ground follows; check the day, or correct that entry",
        ),
        Ground(
            (LegalBasisChanged,),
            _is_no_order,
            "a ground that is no order of the court",
            "the court makes such an order; have it recorded with the Legal Gateway, and it counts here",
        ),
        Ground((LegalBasisChanged,), _is_a_change, "another ground until that day", _is_the_ground),
    )
)
