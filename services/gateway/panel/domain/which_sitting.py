"""Placing: which sitting a referral goes to, by the calendar, the cut-off and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.gateway.panel.domain.cut_off import cut_off
from services.gateway.panel.domain.referral import Referral
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.identifiers import SittingId
from shared.policy.reckoning.policy import Policy

A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Slot:
    """A sitting to which a referral may go; a panel's day that is not in the calendar has no sitting."""

    on: date
    sitting_id: SittingId | None = None


@dataclass(frozen=True)
class Place:
    """The sitting to which a referral goes, and the day of an earlier one for which it came too late.

    Where both are one day, it came too late and nothing later is in the calendar.
    """

    slot: Slot
    missed: date | None = None

    def is_of(self, referral: Referral) -> bool:
        """Whether the referral has this place already."""
        told = referral.submitted
        return told is not None and self == Place(Slot(told.panel_date, told.sitting_id), told.missed)


def first_in_time(referral: Referral, slots: Sequence[Slot], received: datetime, *, urgent: bool) -> Place:
    """The first of these sittings for which the papers came in time; for what is urgent, the first of all."""
    if not slots:
        raise RuleBroken(
            "no sitting is in the calendar; have the practice coordinator put one in, or name the panel's date"
        )
    if urgent or not missed(slots[0], referral.law, received):
        return Place(slots[0])
    later = next((slot for slot in slots[1:] if not missed(slot, referral.law, received)), None)
    if later is None:
        raise RuleBroken(
            "the papers came after the cut-off of every sitting in the calendar; "
            "have the practice coordinator put the next one in, or say that the referral is urgent"
        )
    return Place(later, slots[0].on)


def choose(  # noqa: PLR0913 - what the choice depends on
    referral: Referral, slots: Sequence[Slot], on: date, received: datetime, *, panel_date: date | None, urgent: bool
) -> Place:
    """The sitting of a day that was asked for, or the next one; `slots` are those in the calendar from `on` on.

    Before the first sitting in the calendar, and where there is none, the panel may meet on any day that is named.
    """
    if panel_date is None:
        return first_in_time(referral, slots, received, urgent=urgent)
    if panel_date in {slot.on for slot in slots}:
        return first_in_time(referral, [slot for slot in slots if slot.on >= panel_date], received, urgent=urgent)
    if panel_date < on:
        raise RuleBroken("the panel's date is before the referral; name the next sitting")
    if panel_date - on > A_YEAR:
        raise RuleBroken("the panel's date is more than a year ahead; check it")
    if slots and slots[0].on < panel_date:
        listed = ", ".join(words_of_day(slot.on) for slot in slots[:3])
        raise RuleBroken(f"no sitting is on {words_of_day(panel_date)}; the next are on {listed}, so name one of them")
    named = Slot(panel_date)
    limit = cut_off(referral.law, panel_date)
    if limit and not urgent and limit.missed(received):
        raise RuleBroken(f"the papers for that panel were due by {limit}; name a later panel, or say that it is urgent")
    return Place(named)


def stay_or_go(referral: Referral, slots: Sequence[Slot], received: datetime, on: date) -> Place | None:
    """Where a referral goes now that its papers changed: it stays while they are in time, and else goes to the next.

    None of a referral that is before no sitting. Where nothing later is in the calendar it stays, late where it is.
    """
    submitted = referral.submitted
    if submitted is None:
        return None
    here, law = Slot(submitted.panel_date, submitted.sitting_id), referral.law
    late = missed(here, law, received)
    if here.on >= on and (referral.urgent or not late):
        return Place(here, submitted.missed)
    following = next((slot for slot in slots if slot.on > here.on and not missed(slot, law, received)), None)
    if following:
        return Place(following, here.on if late else None)
    return Place(here, here.on if late else submitted.missed)


def missed(slot: Slot, law: Policy, received: datetime) -> bool:
    """Whether what was received at a moment came too late for a sitting."""
    limit = cut_off(law, slot.on)
    return limit is not None and limit.missed(received)


def too_late_for(slots: Sequence[Slot], law: Policy, received: datetime) -> str:
    """Which of these sittings what was received at a moment came too late for, and what follows: for people."""
    late = [f"{words_of_day(slot.on)} ({cut_off(law, slot.on)})" for slot in slots if missed(slot, law, received)]
    if not late:
        return ""
    following = next((slot for slot in slots if not missed(slot, law, received)), None)
    goes = f"goes to the sitting on {words_of_day(following.on)}" if following else "has no sitting in the calendar"
    which = f"sitting on {late[0]}" if len(late) == 1 else f"sittings on {', '.join(late)}"
    return f"The cut-off has passed for the {which}. A referral that is not urgent {goes}."
