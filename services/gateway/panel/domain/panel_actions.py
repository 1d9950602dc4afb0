"""What the panel asks for, and what does not wait for it: actions, emergencies, and the bypass for the oldest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.gateway.child.domain.matter import ADULT_AGE, LEGAL_ACTION, LegalMatter
from services.gateway.court.domain.grounds import proceedings_agreed
from services.gateway.court.domain.timetable import care_proceedings_since
from shared.calendar import age_on, words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import Application, BypassReason, GatewayOutcome
from shared.events.codes.roles import Role
from shared.events.gateway import (
    DirectorNotified,
    EmergencyProceedingsDecided,
    GatewayActionDone,
    GatewayActionSet,
    GatewayDecisionMade,
    LegalGatewayBypassed,
    ReferredToLegalGateway,
)
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import SUPPOSED, ActionId, Code, DecisionId, NoteId
from shared.policy.grammar import Item

SPECIFIC = "specific"
BYPASS_FROM = "bypass_from_age"


@dataclass(frozen=True)
class Action:
    """Something that the panel asks for: one of the policy's standing actions, or a specific one with its words."""

    action_id: ActionId
    kind: Code
    owner: Role
    due_on: date
    note_id: NoteId | None = None


def set_actions(
    matter: LegalMatter, decision_id: DecisionId, on: date, actions: Sequence[Action]
) -> tuple[GatewayActionSet, ...]:
    """Record what the panel asks for with a decision."""
    standing = {item.code for item in matter.law.items("standing_actions")}
    for action in actions:
        if action.kind not in {SPECIFIC, *standing}:
            known = ", ".join(sorted({SPECIFIC, *standing}))
            raise RuleBroken(f"{action.kind} is no action of this panel; it is one of {known}")
        if action.kind == SPECIFIC and action.note_id is None:
            raise RuleBroken("a specific action needs words; say what is asked for")
    asked = (
        GatewayActionSet(
            **matter.about(on),
            action_id=action.action_id,
            decision_id=decision_id,
            kind=action.kind,
            owner=action.owner,
            due_on=action.due_on,
            note_id=action.note_id,
        )
        for action in actions
    )
    return tuple(GROUNDS.must_stand(matter, one) for one in asked)


def always_asked(matter: LegalMatter) -> tuple[Item, ...]:
    """What the policy has the panel ask for with every decision for legal action: no condition is named."""
    return tuple(item for item in matter.law.items("standing_actions") if item.only_if is None)


def not_asked(matter: LegalMatter, outcome: GatewayOutcome, actions: Sequence[Action]) -> tuple[Item, ...]:
    """What a decision of this outcome leaves out of that."""
    chosen = {action.kind for action in actions}
    return tuple(item for item in always_asked(matter) if outcome in LEGAL_ACTION and item.code not in chosen)


def do_action(matter: LegalMatter, action_id: ActionId, on: date) -> GatewayActionDone:
    """Record that what the panel asked for was done."""
    done = GatewayActionDone(**matter.about(on), action_id=action_id)
    if not any(one.action_id == action_id for one in matter.every(GatewayActionSet)):
        raise RuleBroken("the panel asked for no such action for this child; check the action")
    if any(one.action_id == action_id for one in matter.every(GatewayActionDone)):
        raise RuleBroken("this action is done already; there is nothing to record")
    return GROUNDS.must_stand(matter, done)


def _must_be_asked_by_then(matter: LegalMatter, done: GatewayActionDone) -> None:
    for asked in matter.every(GatewayActionSet):
        if asked.action_id == done.action_id and done.occurred_on < asked.occurred_on:
            raise RuleBroken(f"the panel asked for this on {words_of_day(asked.occurred_on)}; check the day")


def decide_emergency_proceedings(
    matter: LegalMatter, decision_id: DecisionId, on: date, note_id: NoteId, next_sitting: date | None = None
) -> tuple[EmergencyProceedingsDecided, DirectorNotified]:
    """Place the matter before the court in an emergency, as a Service Manager; the Director is told.

    The panel hears of it afterwards, on a referral of an unplanned entry or on the one that waits: at the next sitting
    in the calendar, or at that before which the child comes where it is sooner.
    """
    about = matter.about(on)
    if applied_on := care_proceedings_since(matter):
        raise RuleBroken(
            f"care or supervision proceedings are open since {words_of_day(applied_on)}; there is nothing to decide"
        )
    if proceedings_agreed(matter, Application.CARE, on):
        raise RuleBroken("it is decided already that care proceedings be issued; record that the court issued them")
    sittings = (next_sitting, matter.referral.panel_date if matter.referral else None)
    panel_date = min((day for day in sittings if day and day >= on), default=None)
    return (
        EmergencyProceedingsDecided(**about, decision_id=decision_id, panel_date=panel_date, note_id=note_id),
        DirectorNotified(**about, decision_id=decision_id),
    )


def bypass_ages(matter: LegalMatter) -> range:
    """The ages at which a young person may pass the panel by; none where the policy names none."""
    policy = matter.law
    return range(policy.limit(BYPASS_FROM), policy.limit(ADULT_AGE)) if policy.has_limit(BYPASS_FROM) else range(0)


def bypass(matter: LegalMatter, on: date, note_id: NoteId) -> LegalGatewayBypassed:
    """Ratify, as a Service Manager, that a young person with a plan of return need not go to the panel."""
    bypassed = LegalGatewayBypassed(
        **matter.about(on),
        ratified_by_role=Role.SERVICE_MANAGER,
        reason=BypassReason.AGED_16_OR_17_WITH_PLAN_OF_RETURN,
        note_id=note_id,
    )
    GROUNDS.must_stand(matter, bypassed)
    if matter.referral:
        raise RuleBroken("a referral of this child waits for the panel; withdraw it first")
    if matter.pre_proceedings or matter.proceedings:
        raise RuleBroken(
            "the young person is in pre-proceedings or proceedings, which the panel follows; "
            "refer the young person to the Legal Gateway"
        )
    return bypassed


def _must_be_of_age(matter: LegalMatter, bypassed: LegalGatewayBypassed) -> None:
    if matter.born is None:
        raise RuleBroken("the date of birth is not known, so neither is the age; record the birth first")
    ages, age = bypass_ages(matter), age_on(matter.born, bypassed.occurred_on)
    if not ages:
        raise RuleBroken("the policy here lets nobody pass the panel by; refer the child to the Legal Gateway")
    if age not in ages:
        raise RuleBroken(
            f"the child is {age} on that day, and only a young person of {' or '.join(map(str, ages))} "
            "may pass the panel by; refer the child to the Legal Gateway"
        )


def is_bypassed(matter: LegalMatter) -> bool:
    """Whether it is ratified that the case does not go to the panel, and nothing went there since."""
    last = matter.latest(LegalGatewayBypassed, ReferredToLegalGateway, GatewayDecisionMade)
    return isinstance(last, LegalGatewayBypassed)


def _is_agreed(matter: LegalMatter, told: DirectorNotified) -> bool:
    """Whether the panel, or a Service Manager in an emergency, decided for proceedings as the Director was told."""
    agreed = GatewayOutcome.CARE_PROCEEDINGS
    decided = {each.decision_id for each in matter.every(GatewayDecisionMade) if each.outcome is agreed}
    return told.decision_id in decided | {each.decision_id for each in matter.every(EmergencyProceedingsDecided)}


GROUNDS = Grounds[LegalMatter](
    (
        Ground((DirectorNotified,), _is_agreed, "the decision for proceedings of which it tells"),
        Ground(
            (GatewayActionSet,),
            lambda _matter, asked: asked.occurred_on <= asked.due_on,
            "a day for it after the panel asked",
            "an action is due before the panel asked for it; check its day",
        ),
        ruled((GatewayActionDone,), _must_be_asked_by_then, "that the panel asked for it by that day"),
        ruled((LegalGatewayBypassed,), _must_be_of_age, "a lawful age: {refusal}"),
    )
)


def _bypassed(matter: LegalMatter, on: date) -> Iterator[Event]:
    yield LegalGatewayBypassed(
        **matter.about(on),
        ratified_by_role=Role.SERVICE_MANAGER,
        reason=BypassReason.AGED_16_OR_17_WITH_PLAN_OF_RETURN,
        note_id=NoteId(SUPPOSED),
    )


def _may_pass_by(matter: LegalMatter, _on: date) -> bool:
    return not (matter.referral or matter.pre_proceedings or matter.proceedings or is_bypassed(matter))


def _is_not_before_the_court(matter: LegalMatter, _on: date) -> bool:
    return care_proceedings_since(matter) is None


def _done(matter: LegalMatter, on: date) -> Iterator[Event]:
    done = {each.action_id for each in matter.every(GatewayActionDone)}
    for asked in matter.every(GatewayActionSet):
        if asked.action_id not in done:
            yield GatewayActionDone(**matter.about(on), action_id=asked.action_id)


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("bypass_legal_gateway", _bypassed, _may_pass_by),
    Offer("decide_emergency_proceedings", now=_is_not_before_the_court),
    Offer("do_gateway_action", _done),
)
