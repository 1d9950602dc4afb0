"""A policy made ready: a pack's rules as plain functions, compiled once and asked for every child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.events.codes import Role, Tracker, WithdrawnBecause
from shared.policy.conditions import Condition, condition
from shared.policy.grammar import (
    Ending,
    Guard,
    Number,
    Origin,
    Pack,
    Repeat,
    Rule,
    Rung,
    Start,
    Step,
    Thresholds,
    Timing,
)
from shared.policy.limits import Reckon, reckoning
from shared.policy.matching import Matcher, matcher, matchers
from shared.policy.terms import Conditions, Limit, Span
from shared.policy.words import words_of_patterns


@dataclass(frozen=True, slots=True)
class StartPoint:
    """What starts a clock: facts that fit, a birthday, or the day on which a condition becomes true."""

    event: Matcher | None = None
    birthday: int | None = None
    becomes: Condition | None = None


@dataclass(frozen=True, slots=True)
class OriginPoint:
    """A named day to count from: the first or latest fitting fact since the last reset."""

    matcher: Matcher
    latest: bool
    resets: tuple[Matcher, ...]
    words: str


@dataclass(frozen=True, slots=True)
class MovePoint:
    """Facts that move an open due date: by the field with the new due date, or with the new day to count from."""

    matcher: Matcher
    due: str | None
    counts_from: str | None
    later_only: bool


@dataclass(frozen=True, slots=True)
class EndPoint:
    """Facts that end an obligation early, and the reason given."""

    matcher: Matcher
    because: WithdrawnBecause


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a rule times, ready to reckon."""

    rule_id: str
    step: str | None
    what: str
    pack: str
    layer: str
    document: str
    clause: str
    topic: str | None
    indicator: bool
    tracker: Tracker | None
    owner: Role
    notice: Span
    ladder: tuple[Rung, ...]
    starts: tuple[StartPoint, ...]
    once: bool
    resets: tuple[Matcher, ...]
    origin_field: str | None
    origin_otherwise: Span | None
    origin_point: OriginPoint | None
    reckon: Reckon
    repeat: Repeat | None
    met_by: tuple[Matcher, ...]
    met_words: str
    earlier_counts: bool
    moves: tuple[MovePoint, ...]
    when: Condition | None
    during: Condition | None
    ends: tuple[EndPoint, ...]
    closes: tuple[EndPoint, ...]
    in_force_from: date | None
    in_force_until: date | None
    moves_existing: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """The policy of one authority: its own rules over the law's, ready to reckon."""

    name: str
    packs: tuple[Pack, ...]
    duties: tuple[Duty, ...]
    numbers: Mapping[str, Number]
    guards: Mapping[str, Guard]
    variants: Mapping[tuple[str, str | None], tuple[Duty, ...]]

    @property
    def pack(self) -> Pack:
        """The authority's own pack."""
        return self.packs[-1]

    @property
    def rating(self) -> Thresholds:
        """When a case is amber or red here."""
        return self.pack.rating

    def limit(self, name: str) -> int:
        """A named number that a service enforces, as `max_shortlist`. Raises KeyError with the names there are."""
        if name not in self.numbers:
            raise KeyError(f"{self.name} has no number {name!r}; it has {', '.join(sorted(self.numbers)) or 'none'}")
        return self.numbers[name].value

    def has_limit(self, name: str) -> bool:
        """Whether this policy, or the law under it, sets a named number."""
        return name in self.numbers

    def rules(self) -> tuple[Rule, ...]:
        """Every rule, the law's first."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    def in_force(self, duty: Duty, on: date, case_from: date) -> Duty | None:
        """Which version of a duty times a clock that starts `on` in a case that began on `case_from`; None where none does.

        A case that began under an old version keeps it unless the new one says that it moves existing cases.
        """
        versions = self.variants[duty.rule_id, duty.step]
        if len(versions) == 1:
            return duty if _covers(duty, on) or (_covers(duty, case_from) and case_from <= on) else None
        by_age = sorted(versions, key=lambda one: one.in_force_from or date.min)
        begun = [one for one in by_age if one.in_force_from is None or one.in_force_from <= on]
        moved = [one for one in begun if one.moves_existing and _covers(one, on)]
        kept = [one for one in begun if _covers(one, case_from)]
        now = [one for one in begun if _covers(one, on)]
        newest = max((*moved[-1:], *kept[-1:]), key=by_age.index, default=None)
        return newest or (now[0] if now else None)


def _covers(duty: Duty, day: date) -> bool:
    return (duty.in_force_from is None or duty.in_force_from <= day) and (
        duty.in_force_until is None or day <= duty.in_force_until
    )


def compile_policy(packs: Sequence[Pack]) -> Policy:
    """The policy that these packs make, the law first and the authority's own last."""
    endings: dict[str, tuple[Ending, ...]] = {}
    origins: dict[str, Origin] = {}
    closes: list[str] = []
    for pack in packs:
        endings |= pack.endings
        origins |= pack.origins
        closes += pack.closes
    ready = _Words(endings, origins, tuple(closes))
    duties = tuple(
        duty for pack in packs for rule in pack.rules if rule.off is None for duty in ready.duties_of(pack, rule)
    )
    variants: dict[tuple[str, str | None], tuple[Duty, ...]] = {}
    for duty in duties:
        key = (duty.rule_id, duty.step)
        variants[key] = (*variants.get(key, ()), duty)
    return Policy(
        name=packs[-1].name,
        packs=tuple(packs),
        duties=duties,
        numbers={number.name: number for pack in packs for number in pack.numbers},
        guards={guard.id: guard for pack in packs for guard in pack.guards},
        variants=variants,
    )


@dataclass(frozen=True)
class _Words:
    """The named endings and origins of the packs, with which their rules are made ready."""

    endings: Mapping[str, tuple[Ending, ...]]
    origins: Mapping[str, Origin]
    closes: tuple[str, ...]

    def duties_of(self, pack: Pack, rule: Rule) -> list[Duty]:
        """The duties of a rule: one, or one for each of its steps that is on."""
        if not rule.steps:
            return [self.duty(pack, rule, None)]
        return [self.duty(pack, rule, step) for step in rule.steps if step.off is None]

    def duty(self, pack: Pack, rule: Rule, step: Step | None) -> Duty:
        """A rule, or a step of it, made ready; what the step leaves out is the rule's, and then the pack's."""
        part: Timing = step or rule
        both = (part, rule)
        counts_from = part.counts_from or rule.counts_from
        origin = self.origins.get(counts_from) if counts_from else None
        met_by = part.met_by or rule.met_by
        repeat = part.repeats or (rule.repeats if step is None else None)
        limit = part.limit or rule.limit or Limit(within=repeat.every if repeat else Span(days=0))
        when = _both(rule.when, part.when)
        during = _both(rule.while_, part.while_)
        return Duty(
            rule_id=rule.id,
            step=step.step if step else None,
            what=part.due or rule.due or rule.id,
            pack=pack.name,
            layer=pack.layer,
            document=pack.source.document,
            clause=part.clause or rule.clause,
            topic=part.topic or (rule.topic if step is None else None),
            indicator=rule.kind == "indicator",
            tracker=rule.tracker,
            owner=next((one.owner for one in both if one.owner), pack.defaults.owner),
            notice=next((one.notice for one in both if one.notice), pack.defaults.notice),
            ladder=next((one.escalation for one in both if one.escalation is not None), pack.defaults.escalation),
            starts=tuple(_start_point(start) for start in rule.starts),
            once=rule.once is not False,
            resets=matchers(rule.once) if isinstance(rule.once, tuple) else (),
            origin_field=counts_from if counts_from and origin is None else None,
            origin_otherwise=part.counts_from_otherwise or rule.counts_from_otherwise,
            origin_point=_origin_point(origin) if origin else None,
            reckon=reckoning(limit),
            repeat=repeat,
            met_by=matchers(met_by),
            met_words=words_of_patterns(met_by),
            earlier_counts=part.earlier_counts or rule.earlier_counts,
            moves=tuple(
                MovePoint(Matcher(ready.type, ready.tests, move.same), move.due, move.counts_from, move.later_only)
                for move in part.moved_by or rule.moved_by
                for ready in [matcher(Ending(event=move.event, where=move.where))]
            ),
            when=when,
            during=during,
            ends=self.end_points(part.ends or rule.ends),
            closes=self.end_points(self.closes),
            in_force_from=rule.in_force_from or pack.in_force_from,
            in_force_until=rule.in_force_until,
            moves_existing=rule.existing_cases == "move",
            notes=_notes(rule, part),
        )

    def end_points(self, ends: Sequence[str | Ending]) -> tuple[EndPoint, ...]:
        """The endings named or written out, made ready."""
        listed = [one for end in ends for one in (self.endings[end] if isinstance(end, str) else (end,))]
        return tuple(EndPoint(matcher(one), one.because) for one in listed)


def _both(of_rule: Conditions | None, of_part: Conditions | None) -> Condition | None:
    """The rule's conditions and the step's, all of which must hold."""
    stated = {id(one): one for one in (of_rule, of_part) if one is not None}.values()
    return Condition(tuple(atom for one in stated for atom in condition(one).atoms)) if stated else None


def _start_point(start: Start) -> StartPoint:
    if start.becomes is not None:
        return StartPoint(becomes=condition(start.becomes))
    if start.birthday is not None:
        return StartPoint(birthday=start.birthday)
    return StartPoint(event=matcher(start.pattern()))


def _origin_point(origin: Origin) -> OriginPoint:
    pattern = Ending(event=origin.event, where=origin.where)
    return OriginPoint(matcher(pattern), origin.which == "latest", matchers(origin.resets), origin.words)


def _notes(rule: Rule, part: Timing) -> tuple[str, ...]:
    notes: list[str] = []
    contradiction = part.contradiction or rule.contradiction
    if contradiction:
        said = "; ".join(f"{saying.clause}: {saying.value}" for saying in contradiction.says)
        notes.append(f"the source says {said}. Taken: {contradiction.taken}, because {contradiction.because}")
    for words in dict.fromkeys((rule.note, part.note, part.breach or rule.breach, rule.looser_than_law)):
        if words:
            notes.append(words)
    return tuple(notes)
