"""Decisions: what the panel decided for one child, and what is on the record of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.gateway.child.domain.family import allocated, holders
from services.gateway.child.domain.matter import LEGAL_ACTION, LegalMatter
from services.gateway.panel.domain.decision_rules import before_the_panel, must_be_decidable, must_hold_together
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.pre_proceedings.domain.what_follows import NO_TERMS, Terms, follows
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome
from shared.events.codes.planning import Option
from shared.events.gateway import (
    DirectorNotified,
    GatewayDecisionMade,
    GatewayMinutesRecorded,
    ReferredToLegalGateway,
)
from shared.grounds import Offer
from shared.identifiers import DecisionId, NoteId, WorkerId
from shared.policy.asked import if_it_happened

# What is recorded with a decision of an outcome, and is therefore not mended with it.
BESIDE = {
    GatewayOutcome.PRE_PROCEEDINGS: "the start of pre-proceedings",
    GatewayOutcome.EXTENSION: "the extension",
    GatewayOutcome.STEP_DOWN: "the end of pre-proceedings",
    GatewayOutcome.CARE_PROCEEDINGS: "the notice to the Director",
}


def decide(  # noqa: PLR0913 - what a decision consists of
    matter: LegalMatter,
    decision_id: DecisionId,
    on: date,
    *,
    outcome: GatewayOutcome,
    primary_plan: Option | None,
    contingencies: tuple[Option, ...],
    review_on: date | None,
    terms: Terms = NO_TERMS,
    note_id: NoteId | None = None,
    sitting: PanelSitting | None = None,
    chaired_by: WorkerId | None = None,
    threshold_met: bool | None = None,
) -> tuple[Event, ...]:
    """Record what the panel decided, and what that does to pre-proceedings; `note_id` holds its reasons.

    Where care proceedings are agreed the Director is told. Without a day for the next review it is the policy's.
    """
    referral = before_the_panel(matter)
    decision = GatewayDecisionMade(
        **matter.about(on),
        decision_id=decision_id,
        referral_id=referral.referral_id,
        outcome=outcome,
        primary_plan=primary_plan,
        contingencies=contingencies,
        adoption_considered=_adoption_considered(primary_plan, contingencies),
        review_on=review_on,
        sitting_id=sitting.sitting_id if sitting else None,
        chaired_by=chaired_by,
        threshold_met=_threshold(outcome, threshold_met),
        note_id=note_id,
    )
    must_be_decidable(matter, decision)
    if sitting:
        decision = decision.model_copy(update={"chaired_by": _chair(matter, referral, sitting, chaired_by, on)})
    if review_on is None:
        decision = decision.model_copy(update={"review_on": _review_on(matter, decision)})
    agreed = outcome is GatewayOutcome.CARE_PROCEEDINGS
    told = [DirectorNotified(**matter.about(on), decision_id=decision_id)] if agreed else []
    return (decision, *told, *follows(matter, decision, terms))


def also_reads(before: GatewayDecisionMade, after: GatewayDecisionMade) -> Mapping[str, Any]:
    """What follows from a decision as it is corrected: whether adoption was considered, and the threshold is met.

    Refuses another outcome where something is recorded with either, and a decision that no longer holds together.
    """
    beside = BESIDE.get(after.outcome) or BESIDE.get(before.outcome)
    if beside and after.outcome is not before.outcome:
        raise RuleBroken(
            f"{beside} is recorded with such a decision, and a correction neither makes it nor takes it back; "
            "void the decision, and record it anew"
        )
    considered = _adoption_considered(after.primary_plan, after.contingencies)
    if after.adoption_considered not in {before.adoption_considered, considered}:
        raise RuleBroken("whether adoption was considered follows from the plans; correct those")
    threshold = after.threshold_met
    if threshold is before.threshold_met is _threshold(before.outcome, None):
        threshold = _threshold(after.outcome, None)
    follows = after.model_copy(update={"adoption_considered": considered, "threshold_met": threshold})
    must_hold_together(follows)
    return {name: said for name, said in follows if said != getattr(after, name)}


def _adoption_considered(primary_plan: Option | None, contingencies: tuple[Option, ...]) -> bool:
    return Option.ADOPTION in {primary_plan, *contingencies}


def _threshold(outcome: GatewayOutcome, said: bool | None) -> bool | None:  # noqa: FBT001 - what was said, if anything
    if said is not None:
        return said
    return True if outcome in LEGAL_ACTION else False if outcome is GatewayOutcome.THRESHOLD_NOT_MET else None


def _chair(
    matter: LegalMatter,
    referral: ReferredToLegalGateway,
    sitting: PanelSitting,
    chaired_by: WorkerId | None,
    on: date,
) -> WorkerId:
    """Who chaired for the child: of the sitting's own, whoever may. An urgent decision may come before the day.

    What waits for a sitting goes on to the next when it ends; what is still before it had its decision voided.
    """
    recorded_anew = sitting.ended and referral.sitting_id == sitting.sitting_id
    if not recorded_anew:
        sitting.still_to_be(on)
    if referral.sitting_id not in {None, sitting.sitting_id}:
        raise RuleBroken("the referral is before another sitting; put it before this one first")
    if on != sitting.on and not (referral.urgent and on < sitting.on):
        raise RuleBroken(f"the sitting is on {words_of_day(sitting.on)}; record its decisions of that day")
    if not sitting.composition:
        raise RuleBroken("nobody sits on this panel yet; say who chairs and who the members are first")
    allocation = allocated(matter)
    team = allocation.team if allocation else None
    proposed = sitting.chair_for(matter.child_id, team, holders(matter))
    if proposed is None:
        raise RuleBroken("nobody of this panel may chair for this child; add a member who may")
    chair = chaired_by or proposed.worker_id
    if reason := sitting.may_chair(chair, matter.child_id, team, holders(matter)):
        raise RuleBroken(f"this worker {reason} and cannot chair for this child; {proposed.worker_id} may")
    return chair


def _review_on(matter: LegalMatter, decision: GatewayDecisionMade) -> date | None:
    """When the panel hears of the child again at the latest: the first thing due that a decision of its would meet."""
    due = if_it_happened(decision, matter.law.met_by(GatewayDecisionMade))
    return min((one.due_on for one in due if one.due_on), default=None)


def minutes_of(matter: LegalMatter, decision_id: DecisionId) -> tuple[GatewayMinutesRecorded, ...]:
    """The minutes of a decision that are on the child's record, each version."""
    return tuple(one for one in matter.every(GatewayMinutesRecorded) if one.decision_id == decision_id)


def record_minutes(
    matter: LegalMatter, on: date, note_id: NoteId, *, decision_id: DecisionId | None = None
) -> GatewayMinutesRecorded:
    """Put the minutes and actions of a decision (the last, where none is named) on the child's record; a new version.

    Earlier versions stay.
    """
    decision = matter.decision
    if not decision:
        raise RuleBroken("the panel has not decided about this child; record its decision first")
    decision_id = decision_id or decision.decision_id
    version = len(minutes_of(matter, decision_id)) + 1
    return GatewayMinutesRecorded(**matter.about(on), decision_id=decision_id, version=version, note_id=note_id)


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("record_gateway_minutes", now=lambda matter, _on: matter.decision is not None),
)
