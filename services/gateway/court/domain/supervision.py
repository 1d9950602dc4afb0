"""Supervision: what is done under a supervision order, interim or final, by its plan, until it ends or is extended."""

from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.orders_in_force import Order, chain, in_force_on, orders_of
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.roles import Role
from shared.events.gateway import SupervisionPlanMade, SupervisionReviewHeld, SupervisionVisitMade
from shared.identifiers import DocumentId, NoteId

SUPERVISING = frozenset({"supervision_order", "interim_supervision_order"})
CHAIRS = "supervision_review_chairs"


def supervised(matter: LegalMatter, on: date) -> Order:
    """The supervision order, interim or final, that is in force on a day. Refuses where there is none."""
    orders = in_force_on(matter, on, *SUPERVISING)
    if not orders:
        raise RuleBroken(f"the child is under no supervision order on {words_of_day(on)}; record the order first")
    return orders[-1]


def make_plan(
    matter: LegalMatter,
    on: date,
    *,
    document_id: DocumentId | None = None,
    note_id: NoteId | None = None,
) -> SupervisionPlanMade:
    """Record the support plan, or a new version of it."""
    order = supervised(matter, on)
    return SupervisionPlanMade(
        **matter.about(on), order_id=order.granted.order_id, document_id=document_id, note_id=note_id
    )


def visit(matter: LegalMatter, on: date, *, seen_alone: bool, note_id: NoteId | None = None) -> SupervisionVisitMade:
    """Record a visit to the child."""
    order = supervised(matter, on)
    return SupervisionVisitMade(
        **matter.about(on), order_id=order.granted.order_id, seen_alone=seen_alone, note_id=note_id
    )


def review(
    matter: LegalMatter,
    on: date,
    *,
    chaired_by_role: Role,
    note_id: NoteId | None = None,
) -> SupervisionReviewHeld:
    """Record the review of progress against the support plan, chaired by whom the policy names.

    The plan of an order goes on when that order is extended.
    """
    order = supervised(matter, on)
    order_id = order.granted.order_id
    extended = {one.granted.order_id for one in chain(orders_of(matter), order_id)}
    if not any(plan.order_id in extended and plan.occurred_on <= on for plan in matter.every(SupervisionPlanMade)):
        raise RuleBroken(
            "a review looks at progress against the support plan, and there is none; record the plan first"
        )
    chairs = matter.law.items(CHAIRS)
    if chairs and chaired_by_role not in {item.code for item in chairs}:
        wanted = " or ".join(item.words for item in chairs)
        raise RuleBroken(f"this review is chaired by a {wanted}; have it held again, or correct who chaired it")
    return SupervisionReviewHeld(
        **matter.about(on), order_id=order_id, chaired_by_role=chaired_by_role, note_id=note_id
    )
