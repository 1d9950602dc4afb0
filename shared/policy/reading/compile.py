"""Compiling: the rules of packs made ready as plain functions, so that asking them for a child needs no grammar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.policy.grammar import Pack, Rule, Step, Timing
from shared.policy.parts import Ending, Move, Origin, Start
from shared.policy.reckoning.conditions import Condition, condition
from shared.policy.reckoning.limits import reckoning
from shared.policy.reckoning.matching import Matcher, matcher, matchers
from shared.policy.reckoning.policy import Duty, EndPoint, MovePoint, OriginPoint, Policy, StartPoint
from shared.policy.reckoning.sums import Reckon
from shared.policy.terms import Conditions, Limit, Pattern, Span
from shared.policy.words import words_of_patterns


def compile_policy(packs: Sequence[Pack], beside: Sequence[Pack] = ()) -> Policy:
    """The policy that these packs make, the law first and the authority's own last; or with the law beside it."""
    endings: dict[str, tuple[Ending, ...]] = {}
    origins: dict[str, Origin] = {}
    closes: list[str] = []
    for pack in packs:
        endings |= pack.endings
        origins |= pack.origins
        closes += pack.closes
    ready = _Words(endings, origins, tuple(dict.fromkeys(closes)))
    duties = tuple(
        duty
        for pack in packs
        for rule in pack.rules
        if rule.switched_off is None
        for duty in ready.duties_of(pack, rule)
    )
    variants: dict[tuple[str, str | None], tuple[Duty, ...]] = {}
    for duty in duties:
        key = (duty.rule_id, duty.step)
        variants[key] = (*variants.get(key, ()), duty)
    return Policy(
        name=packs[-1].name,
        packs=tuple(packs),
        duties=duties,
        numbers={number.name: number for pack in (*beside, *packs) for number in pack.numbers},
        guards={guard.id: guard for pack in packs for guard in pack.guards},
        conditions=_distinct(duties),
        ages=tuple(sorted({start.birthday for duty in duties for start in duty.starts if start.birthday is not None})),
        variants=variants,
        beside=tuple(beside),
    )


def _distinct(duties: Sequence[Duty]) -> tuple[Condition, ...]:
    """Each condition once that is asked day by day."""
    asked = [start.becomes for duty in duties for start in duty.starts] + [duty.during for duty in duties]
    return tuple({id(one): one for one in asked if one is not None}.values())


@dataclass(frozen=True)
class _Words:
    """The named endings and origins of the packs, with which their rules are made ready."""

    endings: Mapping[str, tuple[Ending, ...]]
    origins: Mapping[str, Origin]
    closes: tuple[str, ...]

    @cached_property
    def closing(self) -> tuple[EndPoint, ...]:
        """The endings that close the whole case."""
        return self.end_points(self.closes)

    def duties_of(self, pack: Pack, rule: Rule) -> list[Duty]:
        """The duties of a rule: one, or one for each of its steps that is on."""
        starts, ends = _start_points(rule.starts), self.end_points(rule.ends)
        steps = [step for step in rule.steps if step.switched_off is None] if rule.steps else [None]
        return [self.duty(pack, rule, step, starts, ends) for step in steps]

    def duty(
        self, pack: Pack, rule: Rule, step: Step | None, starts: tuple[StartPoint, ...], ends: tuple[EndPoint, ...]
    ) -> Duty:
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
            indicator=(part.kind or rule.kind) == "indicator",
            tracker=rule.tracker,
            owner=next((one.owner for one in both if one.owner), pack.defaults.owner),
            owner_from=part.owner_from or rule.owner_from,
            notice=next((one.notice for one in both if one.notice), pack.defaults.notice),
            ladder=next((one.escalation for one in both if one.escalation is not None), pack.defaults.escalation),
            starts=_start_points(step.starts) if step and step.starts else starts,
            resets=matchers(rule.once),
            origin_field=counts_from if counts_from and origin is None else None,
            origin_otherwise=part.counts_from_otherwise or rule.counts_from_otherwise,
            origin_point=_origin_point(origin) if origin else None,
            reckon=reckoning(limit),
            repeat=repeat,
            met_by=matchers(met_by),
            met_words=words_of_patterns(met_by),
            met_count=part.met_count,
            met_from=part.met_from,
            start_counts=part.start_counts or rule.start_counts,
            earlier_since=next((one.earlier_counts.since for one in both if one.earlier_counts), None),
            moves=tuple(
                MovePoint(_matcher(move), move.due, move.counts_from, move.later_only)
                for move in part.moved_by or rule.moved_by
            ),
            when=when,
            during=during,
            comes_again=rule.comes_again,
            from_then=_from_then(part.from_then or rule.from_then),
            ends=self.end_points(step.ends) if step and step.ends else ends,
            closes=self.closing,
            in_force_from=rule.in_force_from or pack.in_force_from,
            in_force_until=rule.in_force_until,
            moves_existing=rule.existing_cases == "move",
            notes=_notes(rule, part),
        )

    def end_points(self, ends: Sequence[str | Ending]) -> tuple[EndPoint, ...]:
        """The endings named or written out, made ready."""
        listed = [one for end in ends for one in (self.endings[end] if isinstance(end, str) else (end,))]
        return tuple(EndPoint(matcher(one), _both(one.unless), one.because) for one in listed)


def _matcher(named: Move | Origin) -> Matcher:
    same = named.same if isinstance(named, Move) else ()
    return matcher(Pattern(event=named.event, where=named.where, same=same))


def _both(*stated: Conditions | None) -> Condition | None:
    """The rule's conditions and the step's, all of which must hold."""
    given = [one for one in stated if one is not None]
    return condition(*given) if given else None


def _start_points(starts: Sequence[Start]) -> tuple[StartPoint, ...]:
    return tuple(_start_point(start) for start in starts)


def _start_point(start: Start) -> StartPoint:
    if start.becomes is not None:
        return StartPoint(becomes=condition(start.becomes))
    if start.birthday is not None:
        return StartPoint(birthday=start.birthday)
    return StartPoint(event=matcher(start.pattern()))


def _origin_point(origin: Origin) -> OriginPoint:
    return OriginPoint(_matcher(origin), origin.which == "latest", origin.since, origin.words)


def _from_then(limit: Limit | None) -> Reckon | None:
    return reckoning(limit) if limit else None


def _notes(rule: Rule, part: Timing) -> tuple[str, ...]:
    contradiction = part.contradiction or rule.contradiction
    taken = [contradiction.in_words()] if contradiction else []
    return (
        *taken,
        *dict.fromkeys(filter(None, (rule.note, part.note, part.breach or rule.breach, part.looser_than_law))),
    )
