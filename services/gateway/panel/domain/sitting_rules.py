"""Sittings: putting them in the calendar, who sits, what is circulated, how they end, and their minutes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from shared.calendar import bank_holidays, words_of_day
from shared.errors import RuleBroken
from shared.events.gateway import (
    ApologiesGiven,
    ConflictOfInterestDeclared,
    PanelComposed,
    PanelMinutesRecorded,
    PanelPapersCirculated,
    PanelSittingCalled,
    PanelSittingClosed,
)
from shared.identifiers import ChildId, NoteId, WorkerId

A_YEAR = timedelta(days=366)
AHEAD = 2 * A_YEAR


def call(sitting: PanelSitting, authority: str, on: date, sits_on: date, taken: Collection[date]) -> PanelSittingCalled:
    """Put a sitting in the calendar of its authority; `taken` are the days of its others."""
    if sitting.latest(PanelSittingCalled):
        raise RuleBroken(f"this sitting is in the calendar, on {words_of_day(sitting.on)}; move it instead")
    _must_be_free(on, sits_on, taken)
    return PanelSittingCalled(sitting_id=sitting.sitting_id, authority=authority, occurred_on=on, on=sits_on)


def series(first: date, weeks: int, until: date) -> Iterable[date]:
    """The same weekday every so many weeks, from a first day until a last."""
    if not timedelta() <= until - first <= A_YEAR:
        raise RuleBroken("a series ends after its first day and within a year of it; check its last day")
    return (first + timedelta(weeks=weeks * nth) for nth in range((until - first).days // (7 * weeks) + 1))


def holiday(day: date) -> str | None:
    """The name of the bank holiday of England on a day, if it is one."""
    return bank_holidays().get(day)


def move(
    sitting: PanelSitting, on: date, sits_on: date, taken: Collection[date], *, decided: bool
) -> PanelSittingCalled:
    """Move a sitting to another day, unless the panel decided at it (`decided`) or it has minutes."""
    about = _not_held(sitting, on, decided=decided)
    if sits_on == sitting.on:
        raise RuleBroken("the sitting is on that day already; there is nothing to move")
    _must_be_free(on, sits_on, taken)
    return PanelSittingCalled(**about, on=sits_on)


def _must_be_free(on: date, sits_on: date, taken: Collection[date]) -> None:
    if sits_on < on:
        raise RuleBroken("a sitting is called before its day; check the day of the sitting")
    if sits_on - on > AHEAD:
        raise RuleBroken("the sitting would be more than two years ahead; check the day of the sitting")
    if sits_on in taken:
        raise RuleBroken(f"another sitting is on {words_of_day(sits_on)}; use that one, or name another day")


def compose(
    sitting: PanelSitting, on: date, *, chair: WorkerId, chair_team: str | None, members: Sequence[WorkerId]
) -> PanelComposed:
    """Say who sits and who chairs."""
    about = sitting.still_to_be(on)
    if len({chair, *members}) <= len(members):
        raise RuleBroken("somebody is named twice; name the chair and each member once")
    return PanelComposed(**about, chair_id=chair, chair_team=chair_team, members=tuple(members))


def give_apologies(sitting: PanelSitting, on: date, worker: WorkerId) -> ApologiesGiven:
    """Record that somebody who sits will not attend."""
    about = sitting.still_to_be(on)
    _must_sit(sitting, worker)
    if worker in sitting.away:
        raise RuleBroken("this member gave apologies already; there is nothing to change")
    return ApologiesGiven(**about, worker_id=worker)


def declare_conflict(sitting: PanelSitting, on: date, worker: WorkerId, child: ChildId) -> ConflictOfInterestDeclared:
    """Record that somebody who sits takes no part in what concerns a child."""
    about = sitting.still_to_be(on)
    _must_sit(sitting, worker)
    if (worker, child) in sitting.conflicts:
        raise RuleBroken("this conflict of interest is declared already; there is nothing to change")
    return ConflictOfInterestDeclared(**about, worker_id=worker, concerns=child)


def _must_sit(sitting: PanelSitting, worker: WorkerId) -> None:
    if worker not in sitting.sitters:
        raise RuleBroken("this worker does not sit on this panel; say who sits first")


def circulate(sitting: PanelSitting, referrals: Sequence[Referral], on: date) -> PanelPapersCirculated:
    """Record that the papers of these referrals went to the members. Nobody's go twice."""
    about = sitting.still_to_be(on)
    if not referrals:
        raise RuleBroken("no papers are due out for this sitting; see its agenda for what is missing")
    for referral in referrals:
        submitted = referral.submitted
        if submitted is None or submitted.sitting_id != sitting.sitting_id:
            raise RuleBroken("a referral named here is before another sitting; put it before this one first")
        if referral.referral_id in sitting.circulated:
            raise RuleBroken("the papers of a referral named here went out already; leave it out")
        if referral.late:
            raise RuleBroken(
                "a referral named here missed the cut-off for this sitting, and it is not urgent; leave it out "
                "and have the next sitting put into the calendar, or say that it is urgent"
            )
        if not referral.may_be_heard:
            raise RuleBroken(
                "papers of a referral named here are missing, and it is not urgent; complete them first, "
                "or leave it to the next sitting"
            )
    return PanelPapersCirculated(**about, referrals=tuple(referral.referral_id for referral in referrals))


def close(sitting: PanelSitting, on: date) -> PanelSittingClosed:
    """Record that the sitting ended."""
    about = sitting.still_to_be(on)
    if on < sitting.on:
        raise RuleBroken(f"the sitting is on {words_of_day(sitting.on)}; close it then, or cancel it")
    return PanelSittingClosed(**about)


def cancel(sitting: PanelSitting, on: date, *, decided: bool) -> PanelSittingClosed:
    """Take the sitting out of the calendar, unless the panel decided at it (`decided`) or it has minutes."""
    return PanelSittingClosed(**_not_held(sitting, on, decided=decided), cancelled=True)


def _not_held(sitting: PanelSitting, on: date, *, decided: bool) -> dict[str, Any]:
    """What every event carries, of a sitting that was not held. Refuses one of which is recorded that it was."""
    about = sitting.still_to_be(on)
    if decided:
        raise RuleBroken("the panel decided at this sitting; end it instead")
    if sitting.minutes:
        raise RuleBroken("the minutes of this sitting are recorded; end it instead")
    return about


def record_minutes(sitting: PanelSitting, on: date, note_id: NoteId) -> PanelMinutesRecorded:
    """Record the minutes; a correction is a new version, and the old one stays."""
    about = sitting.about(on)
    if sitting.closed and sitting.closed.cancelled:
        raise RuleBroken("the sitting was cancelled and has no minutes; name the sitting that was held")
    if on < sitting.on:
        raise RuleBroken(f"the sitting is on {words_of_day(sitting.on)}; record its minutes then")
    return PanelMinutesRecorded(**about, version=len(sitting.minutes) + 1, note_id=note_id)
