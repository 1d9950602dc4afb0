"""Decisions: what the panel decided for one child, and what is on the record of it."""

from datetime import date

from services.gateway.domain.matter import LEGAL_ACTION, LegalMatter
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes import GatewayOutcome, Option
from shared.events.gateway import GatewayDecisionMade, GatewayMinutesRecorded, PreProceedingsStarted
from shared.identifiers import DecisionId


def decide(  # noqa: PLR0913 - what a decision consists of
    matter: LegalMatter,
    decision_id: DecisionId,
    on: date,
    *,
    outcome: GatewayOutcome,
    primary_plan: Option | None,
    contingencies: tuple[Option, ...],
    review_on: date | None,
) -> tuple[Event, ...]:
    """Record what the panel decided; pre-proceedings begin with the decision that agrees them."""
    if not matter.referral:
        raise RuleBroken("nothing is before the panel; refer the child to the Legal Gateway first")
    if outcome in LEGAL_ACTION and not (primary_plan and contingencies):
        raise RuleBroken("a decision for legal action ratifies a primary plan and at least one contingency; add them")
    if primary_plan in contingencies:
        raise RuleBroken("the primary plan is also named as a contingency; name another contingency")
    decision = GatewayDecisionMade(
        **matter.about(on),
        decision_id=decision_id,
        referral_id=matter.referral.referral_id,
        outcome=outcome,
        primary_plan=primary_plan,
        contingencies=contingencies,
        adoption_considered=Option.ADOPTION in {primary_plan, *contingencies},
        review_on=review_on,
    )
    if outcome is GatewayOutcome.PRE_PROCEEDINGS:
        return (decision, PreProceedingsStarted(**matter.about(on), until=review_on))
    return (decision,)


def record_minutes(matter: LegalMatter, on: date) -> GatewayMinutesRecorded:
    """Put the sitting's minutes and actions on the child's record."""
    if not matter.decision:
        raise RuleBroken("the panel has not decided about this child; record its decision first")
    return GatewayMinutesRecorded(**matter.about(on), decision_id=matter.decision.decision_id)
