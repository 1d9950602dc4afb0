"""Orders: which order the court made, on which ground and for how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.consents import needs_no_placement_order
from services.gateway.court.domain.grounds import needs_no_proceedings, should_be_placed_by
from services.gateway.court.domain.order_length import must_last_lawfully
from services.gateway.court.domain.orders_in_force import in_force_after, must_agree, row_of
from services.gateway.court.domain.outcomes import ON_APPLICATION, WITHOUT_ORDER
from services.gateway.court.domain.proceedings import must_be_open
from services.gateway.court.domain.supervision import SUPERVISING
from services.gateway.court.domain.timetable import TIMETABLED, applied_for, proceedings_of
from shared.calendar import birthday, words_of_day
from shared.child_case import orders_of
from shared.errors import RuleBroken
from shared.events.codes.gateway import Application, ContactScope, OrderCondition
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    OrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import SUPPOSED, OrderId
from shared.policy.statuses import LegalStatus

REQUIREMENTS = "supervision_requirements"
INTERIM = (InterimCareOrderGranted, InterimSupervisionOrderGranted)
OFFERED: tuple[type[OrderGranted], ...] = (
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    CareOrderGranted,
    InterimSupervisionOrderGranted,
    SupervisionOrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    ChildArrangementsOrderGranted,
)
ORDERS_IN_PROCEEDINGS = (*INTERIM, CareOrderGranted, SupervisionOrderGranted)


@dataclass(frozen=True)
class Terms:
    """What an order says beside its kind: until when, under which conditions, and which order it extends."""

    until: date | None = None
    conditions: tuple[OrderCondition, ...] = ()
    scope: ContactScope | None = None
    leave_to_share_profile: bool = False
    extends: OrderId | None = None
    consent_dispensed_with: bool = False


NO_TERMS = Terms()


def grant(
    matter: LegalMatter,
    order: type[OrderGranted],
    order_id: OrderId,
    on: date,
    *,
    terms: Terms = NO_TERMS,
) -> OrderGranted:
    """Record that the court made an order, where its ground is there and the law allows it so long."""
    granted = GROUNDS.must_stand(matter, _as_ordered(matter, order, order_id, on, terms))
    must_agree(matter, granted)
    _must_agree_with_outcome(matter, granted)
    _must_leave_room(matter, granted)
    return granted


def _as_ordered(
    matter: LegalMatter, order: type[OrderGranted], order_id: OrderId, on: date, terms: Terms
) -> OrderGranted:
    about = matter.about(on)
    told = {
        "until": terms.until,
        "conditions": terms.conditions,
        "leave_to_share_profile": terms.leave_to_share_profile,
        "extends": terms.extends,
    }
    if order is ChildArrangementsOrderGranted:
        scope = terms.scope or ContactScope.LIVE_WITH
        return ChildArrangementsOrderGranted.model_validate({**about, **told, "order_id": order_id, "scope": scope})
    if terms.scope:
        raise RuleBroken("only a child arrangements order has a scope; leave it out")
    if order is AdoptionOrderGranted:
        told["consent_dispensed_with"] = terms.consent_dispensed_with
    elif terms.consent_dispensed_with:
        raise RuleBroken("of an adoption order alone it is recorded here that consent was dispensed with; leave it out")
    return order.model_validate({**about, **told, "order_id": order_id})


def _row(matter: LegalMatter, granted: OrderGranted) -> LegalStatus:
    row = row_of(matter, granted)
    if row is None:
        raise RuleBroken("the order table has no such order; have the policy pack completed first")
    return row


def _must_bear_conditions(matter: LegalMatter, granted: OrderGranted) -> None:
    """Refuse a requirement of a supervision order in any other order."""
    row = _row(matter, granted)
    if row.status in SUPERVISING:
        return
    requirements = {item.code: item.words for item in matter.law.items(REQUIREMENTS)}
    foreign = [requirements[one] for one in granted.conditions if one in requirements]
    if foreign:
        raise RuleBroken(
            f"only a supervision order has this requirement, and this is {named(row)}: {foreign[0]}; leave it out"
        )


def _must_be_of_age(matter: LegalMatter, granted: OrderGranted) -> None:
    """Refuse an order that the child is too young or too old for; to extend one is not to make it."""
    on, row = granted.occurred_on, _row(matter, granted)
    if matter.born is None or on < matter.born:
        raise RuleBroken("the child is not born, and no order can be made yet; record the birth first")
    if row.not_from and not granted.extends and on >= (reached := birthday(matter.born, row.not_from.age)):
        raise RuleBroken(
            f"{named(row)} cannot be made about somebody who turned {row.not_from.age} on {words_of_day(reached)}"
            f" ({row.not_from.clause}); check the day and the date of birth"
        )


def is_asked_for(matter: LegalMatter, granted: OrderGranted) -> bool:
    """Whether care or supervision had been applied for by the day of an order, in the proceedings of that day.

    Asked to discharge a care order, the court may put a supervision order in its place (Children Act 1989 s.39(4)).
    """
    on = granted.occurred_on
    asked = applied_for(matter, on)
    if isinstance(granted, SupervisionOrderGranted) and Application.DISCHARGE in asked:
        orders = [one for one in orders_of(matter) if one.status.status == "care_order"]
        if any(one.since <= on and (one.ends_on is None or on <= one.ends_on) for one in orders):
            return True
    return not asked.isdisjoint(TIMETABLED)


def _must_be_asked_for(matter: LegalMatter, granted: OrderGranted) -> None:
    """Refuse an order in proceedings for which nobody asked."""
    if needs_no_proceedings(matter, granted):
        return
    must_be_open(matter, granted.occurred_on)
    if not is_asked_for(matter, granted):
        section = "s.38(1)(a)" if isinstance(granted, INTERIM) else "s.31(1)"
        raise RuleBroken(
            f"{named(_row(matter, granted))} needs an application for care or supervision"
            f" (Children Act 1989 {section}); record that it was issued first"
        )


def _must_be_applied_for(matter: LegalMatter, granted: PlacementOrderGranted) -> None:
    """Refuse a placement order without the application."""
    must_be_open(matter, granted.occurred_on)
    if Application.PLACEMENT not in applied_for(matter, granted.occurred_on):
        raise RuleBroken("a placement order needs a placement application; record that it was issued first")


def _may_be_adopted(matter: LegalMatter, granted: AdoptionOrderGranted) -> bool:
    """Whether a placement order stands, or the order needs none (s.47(4)(b))."""
    on = granted.occurred_on
    return bool(in_force_after(matter, on, "placement_order")) or needs_no_placement_order(matter, granted)


def _must_not_be_barred(matter: LegalMatter, granted: OrderGranted) -> None:
    """Refuse an order that cannot be made while another stands."""
    row = _row(matter, granted)
    barred = in_force_after(matter, granted.occurred_on, *row.barred_by) if row.barred_by else []
    if barred:
        other = barred[0].status
        raise RuleBroken(f"{named(row)} cannot be made while {named(other)} stands; record the end of that one first")


def _must_last_lawfully(matter: LegalMatter, granted: OrderGranted) -> None:
    must_last_lawfully(granted, _row(matter, granted), orders_of(matter), matter.born)


def _must_agree_with_outcome(matter: LegalMatter, granted: OrderGranted) -> None:
    """Refuse an order of an earlier day in proceedings that are recorded to have ended without one."""
    ended = [one.concluded for one in proceedings_of(matter) if one.covers(granted.occurred_on)]
    outcomes = {one.outcome if one else None for one in ended}
    if isinstance(granted, ON_APPLICATION) and outcomes and outcomes <= WITHOUT_ORDER:
        raise RuleBroken(
            "the proceedings of that day are recorded to have ended without an order; "
            "check the day, or have their conclusion corrected first"
        )


def _must_leave_room(matter: LegalMatter, granted: OrderGranted) -> None:
    """Refuse an order of an earlier day while which one that is recorded could not have been made."""
    orders = orders_of(matter.apply(granted))
    made = next(one for one in orders if one.granted is granted)
    for one in orders:
        if made.status.status in one.status.barred_by and made.outlasts(one.since):
            raise RuleBroken(
                f"{named(one.status)} was made on {words_of_day(one.since)}, and cannot be while"
                f" {named(made.status)} stands; check the day, or void that entry first"
            )


def named(row: LegalStatus) -> str:
    """The order in a sentence: `a care order`."""
    return f"{'an' if row.words[0] in 'AEIOU' else 'a'} {row.words[0].lower()}{row.words[1:]}"


GROUNDS = Grounds[LegalMatter](
    (
        Ground(
            (OrderGranted,),
            lambda matter, granted: not matter.by(AdoptionOrderGranted, granted.occurred_on),
            "a day before the adoption",
            "the child is adopted, and no order about the authority's care can follow; check the child",
            in_turn=True,
        ),
        ruled((OrderGranted,), _must_bear_conditions, "lawful conditions: {refusal}"),
        ruled((OrderGranted,), _must_be_of_age, "lawful days: {refusal}"),
        ruled(ORDERS_IN_PROCEEDINGS, _must_be_asked_for, "proceedings that were issued", in_turn=True),
        Ground(
            (PlacementOrderGranted,),
            lambda matter, granted: should_be_placed_by(matter, granted.occurred_on),
            "the decision that the child should be placed for adoption",
            "a placement order needs a should-be-placed decision first; record the decision maker's decision",
        ),
        ruled((PlacementOrderGranted,), _must_be_applied_for, "the placement application"),
        Ground(
            (AdoptionOrderGranted,),
            _may_be_adopted,
            "a placement order, or each parent's consent",
            "an adoption order needs a placement order, or each parent's consent, a mother's not given too soon after"
            " the birth (2002 Act s.47(4)); record that order or consent first, or that the court dispensed with it",
            in_turn=True,
        ),
        ruled((OrderGranted,), _must_not_be_barred, "a day on which no order stands that excludes it", in_turn=True),
        ruled((OrderGranted,), _must_last_lawfully, "lawful days: {refusal}", in_turn=True),
    )
)


def _ordered(matter: LegalMatter, on: date) -> Iterator[OrderGranted]:
    about = {**matter.about(on), "order_id": OrderId(SUPPOSED)}
    yield from (order.model_validate({**about, "scope": ContactScope.LIVE_WITH}) for order in OFFERED)
    yield AdoptionOrderGranted(**about, consent_dispensed_with=True)


OFFERS: tuple[Offer[LegalMatter], ...] = (Offer("record_order", _ordered),)
