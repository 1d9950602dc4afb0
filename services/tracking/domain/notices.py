"""Notices: what should have been told of one obligation by a day, less what was told.

A notice is of the day on which it fell due, however late it is given, and of the beginning of that day: what happens
later on the same day does not undo it. So the notices do not depend on the days on which anybody looked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from services.tracking.domain.dates import DueDate, closed_on, due_dates
from services.tracking.domain.told import Told
from shared.events.codes.tracking import WithdrawnBecause
from shared.events.tracking import (
    DelayEscalated,
    ObligationEvent,
    ObligationLate,
    ObligationMet,
    ObligationWithdrawn,
    ReviewDue,
)
from shared.identifiers import EventId, ObligationId
from shared.policy.reckoning.obligation import Obligation
from shared.policy.reckoning.policy import Policy

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """The day up to which things are told, the day of the newest entry of the record, and about whom."""

    today: date
    recorded_on: date
    about: dict[str, Any]


class Span(NamedTuple):
    """From the first day on which a due date may be told until the last."""

    first: date
    until: date


def missing(one: Obligation, told: Told, policy: Policy, day: Day) -> Iterator[ObligationEvent]:
    """What of an obligation should have been told by the day and was not, in order."""
    if _closed_as_told(one, told):
        return
    not_before = date.min
    dates = list(due_dates(one, policy))
    if told.dues and not dates:
        yield from withdrawn(one.id, told, day)
        return
    if told.closed and closed_on(one) is None:  # what closed it was taken back: it is told anew, from that day on
        told, dates, not_before = Told(one.rule_id), dates[-1:], day.recorded_on
    announced = False
    for kept in dates:
        first = max(not_before, kept.since if announced else kept.notice_from)
        until = min(day.today, kept.until or day.today)
        if first <= until and (one.met_by != one.started_by or announced):
            announced = True
            changed = kept.due_on not in told.dues or (kept is dates[-1] and kept.due_on != told.due_on)
            yield from _announced(one, kept, first, day) if changed else ()
            yield from _delayed(one, kept, Span(first, until), told, day)
    yield from _closed(one, dates, told, day, announced=announced or bool(told.dues))


def _closed_as_told(one: Obligation, told: Told) -> bool:
    """Whether it was told how it closed, and for the date that it has: then everything before was told too."""
    same = told.met_on == one.met_on if one.met_on else told.withdrawn and one.ended_on is not None
    return same and told.closed and told.due_on in (None, one.due_on)


def _announced(one: Obligation, kept: DueDate, on: date, day: Day) -> Iterator[ObligationEvent]:
    """A due date that came into its notice, or took the place of another."""
    started_by = EventId(UUID(one.started_by))
    yield ReviewDue(**_of(one, on, day), what=one.what, due_on=kept.due_on, source=one.source, started_by=started_by)


def _delayed(one: Obligation, kept: DueDate, span: Span, told: Told, day: Day) -> Iterator[ObligationEvent]:
    """A due date that passed, and those to whom that was escalated, as far as it was not told."""
    late_from = max(span.first, kept.due_on + A_DAY)
    if late_from <= span.until and kept.due_on not in told.late:
        yield ObligationLate(**_of(one, late_from, day), due_on=kept.due_on, days_late=(late_from - kept.due_on).days)
    for rung in kept.ladder:
        on = max(span.first, rung.on)
        if on <= span.until and (kept.due_on, rung.to) not in told.escalated:
            yield DelayEscalated(**_of(one, on, day), to_role=rung.to)


def _closed(
    one: Obligation, dates: Sequence[DueDate], told: Told, day: Day, *, announced: bool
) -> Iterator[ObligationEvent]:
    """An obligation met, or withdrawn where it was announced, as far as it was not told."""
    if one.met_on is not None and dates:
        if told.met_on != one.met_on:
            on, due_on = max(one.met_on, one.started_on), dates[-1].due_on
            days_late = max(0, (one.met_on - due_on).days)
            yield ObligationMet(**_of(one, on, day), due_on=due_on, met_on=one.met_on, days_late=days_late)
    elif one.ended_on is not None and one.withdrawn_because is not None and announced and not told.withdrawn:
        on = max(one.ended_on, one.started_on)
        yield ObligationWithdrawn(**_of(one, on, day), why=one.withdrawn_because)


def withdrawn(obligation_id: UUID, told: Told, day: Day) -> Iterator[ObligationEvent]:
    """The withdrawal of an obligation that the record, as it stands now, does not know any more."""
    if told.dues and not told.closed:
        yield ObligationWithdrawn(
            **day.about,
            occurred_on=day.recorded_on,
            obligation_id=ObligationId(obligation_id),
            rule_id=told.rule_id,
            why=WithdrawnBecause.CORRECTED_FACT,
        )


def _of(one: Obligation, on: date, day: Day) -> dict[str, Any]:
    return {**day.about, "occurred_on": on, "obligation_id": one.id, "rule_id": one.rule_id}
