"""How one obligation stands on a day: its state, notice, escalation, and why."""

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.calendar import words_of_day
from shared.events.codes.roles import Role
from shared.policy.arithmetic import add_span
from shared.policy.reckoning.course import Course
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Escalation, Obligation, State, Why
from shared.policy.reckoning.policy import Duty
from shared.policy.reckoning.sums import Sum
from shared.policy.words import filled_in, words_of_event

_NAMESPACE = uuid5(NAMESPACE_URL, "hearth:obligation")


def obligation_id(child: str, duty: Duty, key: str) -> UUID:
    """The same identifier for the same child, rule, step and occurrence, on every reckoning."""
    return uuid5(_NAMESPACE, f"{child}|{duty.rule_id}|{duty.step or ''}|{key}")


def obligation_of(duty: Duty, course: Course, today: date, child: str, unknown: tuple[str, ...] = ()) -> Obligation:
    """An occurrence of a duty as it stands on `today`; `unknown` says what is not recorded and how it is taken."""
    due, earliest = course.sum.due_on, course.sum.earliest_on
    met, end = course.met, course.end
    if end is not None and (end.on > today or (met is not None and met.occurred_on <= end.on)):
        end = None
    if end is not None:
        met = None
    met_on = met.occurred_on if met else None
    state = _state(course.sum, met_on, end.on if end else None, today)
    notice_from = max(course.started_on, course.applies_from, add_span(due, duty.notice, -1)) if due else None
    if state is State.UPCOMING and notice_from is not None and notice_from <= today:
        state = State.DUE_SOON
    closed_on = met_on or (end.on if end else None)
    ladder = _ladder(duty, due, closed_on)
    reached = tuple(rung for rung in ladder if rung.on <= today and (closed_on is None or rung.on < closed_on))
    waiting = closed_on is None and state is not State.WITHDRAWN
    return Obligation(
        id=obligation_id(child, duty, course.key),
        rule_id=duty.rule_id,
        step=duty.step,
        what=filled_in(duty.what, course.start.text),
        layer=duty.layer,
        pack=duty.pack,
        state=state,
        due_on=due,
        earliest_on=earliest,
        due_time=course.sum.time,
        notice_from=notice_from,
        started_by=course.start.event_id,
        started_on=course.started_on,
        applies_from=max(course.started_on, course.applies_from),
        met_by=met.event_id if met else None,
        met_on=met_on,
        ended_by=end.by if end else None,
        ended_on=end.on if end else None,
        withdrawn_because=end.because if end else None,
        owner=_owner(duty, course.start),
        escalations=reached,
        next_escalation=next((rung for rung in ladder if rung.on > today), None) if waiting else None,
        was_late=state in (State.LATE, State.MET_LATE) or _passed_before(course, met_on),
        days_late=(min(closed_on or today, today) - due).days if due and state in (State.LATE, State.MET_LATE) else 0,
        indicator=duty.indicator,
        tracker=duty.tracker,
        topic=duty.topic,
        leads=True,
        why=_why(duty, course, unknown),
    )


def _owner(duty: Duty, start: Fact) -> Role:
    """Whose it is: whom the start names, where the rule says so, else whom the rule names."""
    named = start.text(duty.owner_from) if duty.owner_from else None
    return Role(named) if named else duty.owner


def _ladder(duty: Duty, due: date | None, closed_on: date | None) -> list[Escalation]:
    """Who is told, and when; nobody of an indicator, nor of what was closed in time."""
    if due is None or duty.indicator or (closed_on is not None and closed_on <= due):
        return []
    return [Escalation(rung.to, add_span(due, rung.after)) for rung in duty.ladder]


def _why(duty: Duty, course: Course, unknown: tuple[str, ...]) -> Why:
    return Why(
        clause=duty.clause,
        document=duty.document,
        origin=f"{words_of_event(course.start.type)}: {course.origin_words}",
        arithmetic=course.sum.steps,
        met_by=duty.met_words,
        earlier=course.sum.earlier,
        notes=(*unknown, *duty.notes),
    )


def _state(found: Sum, met_on: date | None, ended_on: date | None, today: date) -> State:
    due, earliest = found.due_on, found.earliest_on
    if met_on is not None:
        if earliest is not None and met_on < earliest:
            return State.TOO_EARLY
        return State.MET_LATE if due is not None and met_on > due else State.MET
    if ended_on is not None:
        return State.LATE if due is not None and due < ended_on else State.WITHDRAWN
    if due is None:
        return State.ALLOWED if earliest is not None and earliest <= today else State.UPCOMING
    if today > due:
        return State.LATE
    return State.DUE_TODAY if today == due else State.UPCOMING


def _passed_before(course: Course, met_on: date | None) -> bool:
    """Whether an earlier due date had already passed when it was moved: what was late stays on record as late."""
    return any(old.due_on < old.changed_on and (met_on is None or old.due_on < met_on) for old in course.sum.earlier)


def not_in_force(duty: Duty, start: Fact, started_on: date, child: str) -> Obligation:
    """That no version of the rule was in force on the day its clock would have started."""
    words = f"no rule was in force on {words_of_day(started_on)}"
    if duty.in_force_from is not None:
        words += f"; this one is from {words_of_day(duty.in_force_from)}"
    course = Course(f"{start.event_id}|0", start, started_on, started_on, words, Sum(steps=(words,)), None, None)
    return replace(obligation_of(duty, course, started_on, child), state=State.NOT_APPLICABLE)
