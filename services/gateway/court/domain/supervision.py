"""Supervision: what is done under a supervision order, interim or final, by its plan, until it ends or is extended."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.orders_in_force import chain, in_force_on
from shared.calendar import words_of_day
from shared.child_case import Order, orders_of
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.roles import Role
from shared.events.gateway import SupervisionPlanMade, SupervisionReviewHeld, SupervisionVisitMade
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import DocumentId, NoteId

SUPERVISING = frozenset({"supervision_order", "interim_supervision_order"})
CHAIRS = "supervision_review_chairs"


def supervised(matter: LegalMatter, on: date) -> Order:
    """The supervision order, interim or final, that is in force on a day. Refuses where there is none."""
    orders = in_force_on(matter, on, *SUPERVISING)
    if not orders:
        raise RuleBroken(f"the child is under no supervision order on {words_of_day(on)}; record the order first")
    return orders[-1]


def _about(matter: LegalMatter, on: date) -> dict[str, Any]:
    """What everything that is done under the order of a day says."""
    order_id = supervised(matter, on).granted.order_id
    return {**matter.about(on), "order_id": order_id}


def make_plan(
    matter: LegalMatter,
    on: date,
    *,
    document_id: DocumentId | None = None,
    note_id: NoteId | None = None,
) -> SupervisionPlanMade:
    """Record the support plan, or a new version of it."""
    made = SupervisionPlanMade(**_about(matter, on), document_id=document_id, note_id=note_id)
    return GROUNDS.must_stand(matter, made)


def visit(matter: LegalMatter, on: date, *, seen_alone: bool, note_id: NoteId | None = None) -> SupervisionVisitMade:
    """Record a visit to the child."""
    made = SupervisionVisitMade(**_about(matter, on), seen_alone=seen_alone, note_id=note_id)
    return GROUNDS.must_stand(matter, made)


def review(
    matter: LegalMatter, on: date, *, chaired_by_role: Role, note_id: NoteId | None = None
) -> SupervisionReviewHeld:
    """Record the review of progress against the support plan, chaired by whom the policy names.

    The plan of an order goes on when that order is extended.
    """
    held = SupervisionReviewHeld(**_about(matter, on), chaired_by_role=chaired_by_role, note_id=note_id)
    GROUNDS.must_stand(matter, held)
    chairs = matter.law.items(CHAIRS)
    if chairs and chaired_by_role not in {item.code for item in chairs}:
        wanted = " or ".join(item.words for item in chairs)
        raise RuleBroken(f"this review is chaired by a {wanted}; have it held again, or correct who chaired it")
    return held


def _is_planned(matter: LegalMatter, held: SupervisionReviewHeld) -> bool:
    """Whether there was a support plan by the day, of the order or of one that it extends."""
    extended = {order.granted.order_id for order in chain(orders_of(matter), held.order_id)}
    plans = matter.every(SupervisionPlanMade)
    return any(plan.order_id in extended and plan.occurred_on <= held.occurred_on for plan in plans)


GROUNDS = Grounds[LegalMatter](
    (
        ruled(
            (SupervisionPlanMade, SupervisionVisitMade, SupervisionReviewHeld),
            lambda matter, event: supervised(matter, event.occurred_on),
            "a supervision order on that day",
            in_turn=True,
        ),
        Ground(
            (SupervisionReviewHeld,),
            _is_planned,
            "the support plan",
            "a review looks at progress against the support plan, and there is none; record the plan first",
        ),
    )
)


def _under(done: type[Event], **said: object) -> Callable[[LegalMatter, date], Iterator[Event]]:
    """Such an event under each supervision order that is in force."""

    def candidates(matter: LegalMatter, on: date) -> Iterator[Event]:
        for order in in_force_on(matter, on, *SUPERVISING):
            yield done.model_validate({**matter.about(on), "order_id": order.granted.order_id, **said})

    return candidates


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("make_supervision_plan", _under(SupervisionPlanMade)),
    Offer("visit_under_supervision", _under(SupervisionVisitMade)),
    Offer("review_supervision", _under(SupervisionReviewHeld, chaired_by_role=Role.SERVICE_MANAGER)),
)
