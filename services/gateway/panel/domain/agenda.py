"""The agenda of a sitting: who is before the panel, who is due there by the authority's policy, and who chairs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.gateway.child.domain.duties import due
from services.gateway.child.domain.family import allocated, holders
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain.cut_off import cut_off
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from shared.calendar import words_of_day
from shared.events.codes.gateway import GatewayOutcome, ReferralPurpose
from shared.events.gateway import GatewayDecisionMade
from shared.policy.reckoning.obligation import Obligation

NOBODY_SITS = "Nobody sits yet; say who sits and who chairs."
NOBODY_MAY = "Nobody of this panel may chair for this child; add a member who may."


@dataclass(frozen=True)
class Due:
    """Something for which the policy wants the panel's decision by a day: by which clause, and how that day came."""

    what: str
    due_on: date | None
    source: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class AgendaItem:
    """One child at a sitting. `ready` says that the panel can decide; `why` is for people, as `missing` is."""

    child_id: UUID
    referral_id: UUID | None
    purpose: ReferralPurpose | None
    urgent: bool
    ready: bool
    missing: tuple[str, ...]
    due: tuple[Due, ...]
    why: tuple[str, ...]
    chair_id: UUID | None
    chair_why: str | None
    decision_id: UUID | None
    outcome: GatewayOutcome | None


def due_before_panel(matter: LegalMatter, on: date) -> list[Obligation]:
    """What is open for a child on a day and a decision of the panel would meet, the earliest first."""
    return due(matter, on, GatewayDecisionMade)


def agenda(
    sitting: PanelSitting,
    referrals: Sequence[Referral],
    matters: Mapping[UUID, LegalMatter],
    next_on: date | None,
    now: datetime,
) -> list[AgendaItem]:
    """The children of these referrals, and of the others those who are due: urgent first, then by what is complete.

    `next_on` is the day of the next sitting, and `now` a moment of London's.
    """
    before: dict[UUID, Referral] = {child: referral for referral in referrals for child in referral.begun.children}
    items = list(_items(sitting, before, matters, next_on, now))
    return sorted(items, key=lambda item: (not item.urgent, not item.ready, str(item.referral_id), str(item.child_id)))


def _items(
    sitting: PanelSitting,
    before: Mapping[UUID, Referral],
    matters: Mapping[UUID, LegalMatter],
    next_on: date | None,
    now: datetime,
) -> Iterator[AgendaItem]:
    for child, matter in matters.items():
        referral = before.get(child)
        duties = tuple(_due(one) for one in due_before_panel(matter, sitting.on) if _is_for(one, sitting.on, next_on))
        if referral is None and not duties:
            continue
        missing = referral.missing if referral else ()
        allocation = allocated(matter)
        chair = sitting.chair_for(matter.child_id, allocation.team if allocation else None, holders(matter))
        decided = _decision(sitting, matter, referral)
        yield AgendaItem(
            child_id=child,
            referral_id=referral.case_id if referral else None,
            purpose=referral.begun.purpose if referral else None,
            urgent=referral.urgent if referral else False,
            ready=referral is not None and referral.may_be_heard,
            missing=tuple(item.words for item in missing),
            due=duties,
            why=tuple(_why(sitting, referral, matter, next_on, now)),
            chair_id=chair.worker_id if chair else None,
            chair_why=chair.why if chair else NOBODY_MAY if sitting.sitters else NOBODY_SITS,
            decision_id=decided.decision_id if decided else None,
            outcome=decided.outcome if decided else None,
        )


def _is_for(one: Obligation, on: date, next_on: date | None) -> bool:
    """Whether it cannot wait for the next sitting; where none is in the calendar, whether its notice has begun."""
    if one.due_on is None:
        return False
    return one.due_on < next_on if next_on else (one.notice_from or one.due_on) <= on


def _due(one: Obligation) -> Due:
    return Due(one.what, one.due_on, one.source, one.why.arithmetic)


def _decision(sitting: PanelSitting, matter: LegalMatter, referral: Referral | None) -> GatewayDecisionMade | None:
    """What was decided on the referral; that another sitting deferred it decides nothing at this one."""
    if referral is None:
        return None
    decided = [one for one in matter.every(GatewayDecisionMade) if one.referral_id == referral.case_id]
    deferred = GatewayOutcome.DEFERRED
    here = [one for one in decided if one.outcome is not deferred or one.sitting_id == sitting.sitting_id]
    return here[-1] if here else None


def _why(
    sitting: PanelSitting, referral: Referral | None, matter: LegalMatter, next_on: date | None, now: datetime
) -> Iterator[str]:
    if referral is None:
        waiting = matter.referral
        elsewhere = words_of_day(waiting.panel_date) if waiting and waiting.panel_date else None
        yield (
            f"Referred to the panel on {elsewhere}."
            if elsewhere
            else ("Due, but not referred yet: refer the child to the Legal Gateway.")
        )
        return
    yield referral.why
    limit = cut_off(sitting.law, sitting.on)
    if limit and limit.missed(now) and referral.missing and not referral.urgent:
        then = f"the next, on {words_of_day(next_on)}" if next_on else "the next, once it is in the calendar"
        yield f"Its papers were not complete by {limit}: the panel hears it at {then}."
