"""What is shown of supervision orders: plan, visits, review and the way back to the panel, order by order."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.gateway.child.domain.duties import due
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.order_length import latest_day
from services.gateway.court.domain.orders_in_force import chain
from services.gateway.court.domain.supervision import SUPERVISING
from shared.child_case import Order, orders_of
from shared.events.codes.gateway import ReferralPurpose
from shared.events.codes.roles import Role
from shared.events.gateway import (
    ReferredToLegalGateway,
    SupervisionPlanMade,
    SupervisionReviewHeld,
    SupervisionVisitMade,
)
from shared.policy.reckoning.obligation import Obligation


class VisitAsRead(BaseModel):
    """A visit."""

    on: date
    seen_alone: bool
    note_id: UUID | None


class ReviewAsRead(BaseModel):
    """A review, and who chaired it."""

    on: date
    chaired_by_role: Role
    note_id: UUID | None


class SupervisionAsRead(BaseModel):
    """What was done under one supervision order. What is due when, tracking tells."""

    order_id: UUID
    status: str = Field(description="supervision_order or interim_supervision_order")
    since: date
    last_day: date | None
    latest_day: date | None = Field(description="the last day that any extension may reach")
    extends: UUID | None
    in_force: bool
    planned_since: date | None = Field(description="the first support plan of the order, or of one that it extends")
    plans: list[date] = Field(description="the days on which the support plan was made, or made anew")
    visits: list[VisitAsRead]
    reviews: list[ReviewAsRead]
    back_before_the_panel_on: date | None = Field(description="when it was referred to the panel to be extended")


def shown(matter: LegalMatter, today: date) -> list[SupervisionAsRead]:
    """Every supervision order of a child, by day."""
    matter.must_be_known()
    orders = orders_of(matter)
    supervised = [one for one in orders if one.status.status in SUPERVISING]
    return [_shown(matter, one, orders, today) for one in supervised]


def due_under(matter: LegalMatter, today: date) -> list[Obligation]:
    """What the policy wants of plan, visits and reviews, by what is recorded here; planning may know of more visits."""
    return due(matter, today, SupervisionPlanMade, SupervisionVisitMade, SupervisionReviewHeld)


def _shown(matter: LegalMatter, order: Order, orders: Sequence[Order], today: date) -> SupervisionAsRead:
    order_id = order.granted.order_id
    extended = {one.granted.order_id for one in chain(orders, order_id)}
    plans = [each for each in matter.every(SupervisionPlanMade) if each.order_id in extended]
    return SupervisionAsRead(
        order_id=order_id,
        status=order.status.status,
        since=order.since,
        last_day=order.last_day,
        latest_day=latest_day(orders, order, matter.born),
        extends=order.granted.extends,
        in_force=order.covers(today),
        planned_since=plans[0].occurred_on if plans else None,
        plans=[each.occurred_on for each in plans if each.order_id == order_id],
        visits=[
            VisitAsRead(on=each.occurred_on, seen_alone=each.seen_alone, note_id=each.note_id)
            for each in matter.every(SupervisionVisitMade)
            if each.order_id == order_id
        ],
        reviews=[
            ReviewAsRead(on=each.occurred_on, chaired_by_role=each.chaired_by_role, note_id=each.note_id)
            for each in matter.every(SupervisionReviewHeld)
            if each.order_id == order_id
        ],
        back_before_the_panel_on=next(
            (
                each.occurred_on
                for each in matter.every(ReferredToLegalGateway)
                if each.purpose is ReferralPurpose.SUPERVISION_ORDER_EXTENSION and order.covers(each.occurred_on)
            ),
            None,
        ),
    )
