"""Loosening the law: a local duty that leaves more time than the law for the same thing must say so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shared.policy.arithmetic import add_span
from shared.policy.grammar import Pack, Rule, Step, Timing
from shared.policy.parts import Start
from shared.policy.reading.source import Place, SourceFile
from shared.policy.reckoning.facts import Fact, KnownFacts
from shared.policy.reckoning.policy import Duty, Policy
from shared.policy.reckoning.sums import Clock
from shared.policy.reckoning.timeline import Timeline, timeline

# More time is more on one of these days: before a month of 28 days, of 31, before and amid bank holidays.
_SAMPLE_DAYS = (date(2026, 2, 1), date(2026, 3, 31), date(2026, 7, 1), date(2026, 12, 1))


@dataclass(frozen=True)
class _Timed:
    """One thing that a pack times: as it is written, where, and made ready."""

    place: Place
    rule: Rule
    part: Timing
    duty: Duty

    @property
    def starts(self) -> Sequence[Start]:
        return (self.part.starts if isinstance(self.part, Step) else ()) or self.rule.starts

    @property
    def counts_from(self) -> str | None:
        return self.part.counts_from or self.rule.counts_from


def check_law(file: SourceFile, pack: Pack, base: Sequence[Pack], policy: Policy) -> None:
    """Refuse what gives more time than the law from the same start, or allows sooner, without `looser_than_law`."""
    # Where nothing more is known than that both clocks started on a day, it is the limits that differ.
    nothing = timeline(KnownFacts("", {}, ()), policy.statuses)
    laws = [law for one in base for law in _timed(one, policy)]
    for local in _timed(pack, policy):
        if local.part.looser_than_law or local.rule.looser_than_law:
            continue
        for law in laws:
            if _same_thing(local, law) and any(_looser(local.duty, law.duty, nothing, day) for day in _SAMPLE_DAYS):
                name = "/".join(filter(None, (local.rule.id, local.duty.step)))
                raise file.refused(
                    (*local.place, "limit"),
                    f"{name} gives more time than {law.rule.id} for the same thing; "
                    "shorten it or say why in looser_than_law",
                )


def _timed(pack: Pack, policy: Policy) -> Iterator[_Timed]:
    """What a pack times and has not switched off, in the order in which it was made ready."""
    duties = iter([duty for duty in policy.duties if duty.pack == pack.name])
    for index, rule in enumerate(pack.rules):
        parts: list[tuple[Place, Timing]] = [
            (("rules", index, "steps", nth), step) for nth, step in enumerate(rule.steps) if step.switched_off is None
        ]
        if rule.switched_off is None:
            for place, part in parts if rule.steps else [(("rules", index), rule)]:
                yield _Timed(place, rule, part, next(duties))


def _same_thing(local: _Timed, law: _Timed) -> bool:
    """Whether both time the same thing from the same day: a start that fits one may be one of the other's."""
    if local.duty.topic is None or local.duty.topic != law.duty.topic or local.counts_from != law.counts_from:
        return False
    return any(_may_be(mine, theirs) for mine in local.starts for theirs in law.starts)


def _may_be(mine: Start, theirs: Start) -> bool:
    if mine.event is None:
        return mine == theirs
    return mine.event == theirs.event and all(
        mine.where[name] == wanted for name, wanted in theirs.where.items() if name in mine.where
    )


def _looser(local: Duty, law: Duty, line: Timeline, day: date) -> bool:
    here, there = (duty.reckon.sum(Clock(line, Fact("start", "", day), day)) for duty in (local, law))
    if here.due_on is not None and there.due_on is not None and here.due_on > there.due_on:
        return True
    if local.repeat is not None and law.repeat is not None:
        return add_span(day, local.repeat.every) > add_span(day, law.repeat.every)
    return here.earliest_on is not None and there.earliest_on is not None and here.earliest_on < there.earliest_on
