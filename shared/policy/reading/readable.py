"""A pack in readable form: every rule, number and guard in words, with its source, and two packs side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.calendar import words_of_day
from shared.events.codes.roles import Role
from shared.policy.arithmetic import words_of_span
from shared.policy.grammar import Pack, Rule, Step, Timing
from shared.policy.parts import Ending, Rung, Start
from shared.policy.reckoning.policy import Policy
from shared.policy.terms import Conditions, Limit
from shared.policy.words import filled_in, words_of_events, words_of_pattern, words_of_patterns, words_of_since


@dataclass(frozen=True, slots=True)
class Line:
    """One timescale in words: what is due, by when, from what, what meets or ends it, whose it is, and its source."""

    rule_id: str
    step: str | None
    pack: str
    layer: str
    topic: str | None
    what: str
    within: str
    starts: str
    when: str
    met_by: str
    ends: str
    owner: str
    notice: str
    escalation: str
    tracker: str | None
    members: tuple[str, ...]
    source: str
    checked_on: date
    in_force: str
    notes: tuple[str, ...]


def lines_of(policy: Policy, on: date | None = None) -> tuple[Line, ...]:
    """Every timescale of a policy in words, the law's first; only those in force on a day where one is given."""
    endings = {name: ends for pack in policy.packs for name, ends in pack.endings.items()}
    return tuple(
        _line(pack, rule, step, endings)
        for pack in policy.packs
        for rule in pack.rules
        if on is None or _in_force(pack, rule, on)
        for step in (rule.steps or (None,))
    )


def _in_force(pack: Pack, rule: Rule, on: date) -> bool:
    first = rule.in_force_from or pack.in_force_from
    return (first is None or first <= on) and (rule.in_force_until is None or on <= rule.in_force_until)


def _line(pack: Pack, rule: Rule, step: Step | None, endings: Mapping[str, Sequence[Ending]]) -> Line:
    part: Timing = step or rule
    starts = (step.starts if step else ()) or rule.starts
    both = (part, rule)
    ends = [one for end in part.ends or rule.ends for one in (endings[end] if isinstance(end, str) else (end,))]
    ladder = next((one.escalation for one in both if one.escalation is not None), pack.defaults.escalation)
    conditions = {id(one): one for one in (rule.when, part.when, rule.while_, part.while_) if one}
    return Line(
        rule_id=rule.id,
        step=step.step if step else None,
        pack=pack.name,
        layer=pack.layer,
        topic=part.topic,
        what=filled_in(part.due or rule.due or rule.id, lambda field: f"its {field}"),
        within=_within(part, rule),
        starts=" or ".join(_words_of_start(start) for start in starts),
        when="; ".join(_words_of_conditions(one) for one in conditions.values()),
        met_by=words_of_patterns(part.met_by or rule.met_by),
        ends=words_of_patterns(ends) if ends else "",
        owner=_words_of_owner(next((one.owner for one in both if one.owner), pack.defaults.owner), part, rule),
        notice=words_of_span(next((one.notice for one in both if one.notice), pack.defaults.notice)),
        escalation=_words_of_ladder(ladder),
        tracker=rule.tracker.replace("_", " ") if rule.tracker else None,
        members=tuple(role.replace("_", " ") for role in rule.members),
        source=f"{pack.source.document}, {part.clause or rule.clause}",
        checked_on=rule.checked_on,
        in_force=_words_of_force(rule.in_force_from or pack.in_force_from, rule.in_force_until),
        notes=tuple(_notes(rule, part)),
    )


def _words_of_owner(owner: Role, part: Timing, rule: Rule) -> str:
    named = "whom the start names, else " if part.owner_from or rule.owner_from else ""
    return named + owner.replace("_", " ")


def _notes(rule: Rule, part: Timing) -> Iterator[str]:
    off = part.switched_off or rule.switched_off
    if off:
        yield f"off by default: {off}"
    if not rule.verified:
        yield "not verified in a primary text"
    contradiction = part.contradiction or rule.contradiction
    if contradiction:
        yield contradiction.in_words()
    yield from (
        words
        for words in dict.fromkeys((rule.note, part.note, part.breach or rule.breach, part.looser_than_law))
        if words
    )


def _within(part: Timing, rule: Rule) -> str:
    limit = part.limit or rule.limit
    repeats = part.repeats or rule.repeats
    words = words_of_limit(limit) if limit else ""
    if repeats:
        anchor = "from the last" if repeats.anchor == "last_held" else "on a fixed schedule"
        words = f"{words}{', then ' if words else ''}every {words_of_span(repeats.every)} {anchor}"
    counted = part.counts_from or rule.counts_from
    return f"{words}, counted from {counted.replace('_', ' ')}" if counted else words


def words_of_limit(limit: Limit) -> str:
    """A limit as people write it: `within 10 working days`."""
    ((name, value),) = ((name, getattr(limit, name)) for name in limit.model_fields_set)
    match name:
        case "within" | "before" | "beginning_with" | "not_before":
            return f"{_SPANS[name]} {words_of_span(value)}"
        case "whichever_first" | "first_known":
            said = " or ".join(words_of_limit(one) for one in value)
            return f"{said}, whichever {'comes first' if name == 'whichever_first' else 'is known first'}"
        case "cut_off":
            return f"by {value.time} on the {value.day.capitalize()} before"
        case "day_in":
            return f"by the day of {words_of_events(value)}"
        case _:
            return f"{_NAMED[name]} {str(value).replace('_', ' ')}"


_SPANS = {
    "within": "within",
    "before": "no later than",
    "beginning_with": "beginning with the day, within",
    "not_before": "not before",
}
_NAMED = {
    "week": "by the end of week",
    "field": "by",
    "midpoint_to": "by the midpoint to",
    "at_age": "at age",
    "by_review": "by review",
}


def _words_of_start(start: Start) -> str:
    if start.becomes is not None:
        return f"the day on which {_words_of_conditions(start.becomes)}"
    return f"birthday {start.birthday}" if start.birthday is not None else words_of_pattern(start.pattern())


def _words_of_conditions(terms: Conditions) -> str:
    parts = []
    for name, value in terms.model_dump(by_alias=True, exclude_unset=True).items():
        parts.append(f"{name.replace('_', ' ')} {_words_of_value(name, getattr(terms, name), value)}")
    return ", ".join(parts)


def _words_of_value(name: str, value: object, data: object) -> str:
    if name in ("any_of", "none_of") and isinstance(value, Sequence):
        return "(" + " or ".join(_words_of_conditions(one) for one in value if isinstance(one, Conditions)) + ")"
    if name == "stands" and isinstance(value, Sequence):
        return " or ".join(f"{words_of_pattern(one)} until {words_of_patterns(one.until)}" for one in value)
    if name == "happened" and isinstance(value, Sequence):
        return " or ".join(f"{words_of_pattern(one)} in {words_of_since(one.since)}" for one in value)
    if isinstance(data, Mapping):
        return " ".join(f"{key} {one}".replace("_", " ") for key, one in data.items() if one is not None)
    if isinstance(data, tuple | list):
        return " or ".join(str(one).replace("_", " ") for one in data)
    return {True: "yes", False: "no"}[data] if isinstance(data, bool) else str(data)


def _words_of_ladder(ladder: Sequence[Rung]) -> str:
    return ", then ".join(f"{rung.to.replace('_', ' ')} after {words_of_span(rung.after)}" for rung in ladder) or "none"


def _words_of_force(first: date | None, last: date | None) -> str:
    begins = f"from {words_of_day(first)}" if first else "day not stated"
    return f"{begins} until {words_of_day(last)}" if last else begins


@dataclass(frozen=True, slots=True)
class Difference:
    """The same thing in two packs, side by side; None where one of them does not time it."""

    about: str
    here: tuple[Line, ...]
    there: tuple[Line, ...]


def differences(here: Sequence[Line], there: Sequence[Line]) -> tuple[Difference, ...]:
    """What two packs time differently: by topic or tracker where both have it, else by rule and step."""
    sides: dict[str, tuple[list[Line], list[Line]]] = {}
    shared = {_subject(line) for line in here} & {_subject(line) for line in there}
    for side, lines in enumerate((here, there)):
        for line in lines:
            subject = _subject(line)
            by_rule = "/".join(filter(None, (line.rule_id, line.step)))
            sides.setdefault(subject if subject in shared and subject else by_rule, ([], []))[side].append(line)
    return tuple(
        Difference(about, tuple(ours), tuple(theirs))
        for about, (ours, theirs) in sorted(sides.items())
        if ours != theirs
    )


def _subject(line: Line) -> str | None:
    """What a line is about in any pack, if that is said."""
    return line.topic or (f"{line.tracker} tracker" if line.tracker else None)
