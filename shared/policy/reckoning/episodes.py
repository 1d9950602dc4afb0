"""Episodes: times in care, in proceedings, in an adoptive home; an earlier one is forgotten once the next begins."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from shared.policy.reckoning.facts import Fact, KnownFacts
from shared.policy.reckoning.spells import Spell, spells_of
from shared.policy.terms import Since

_A_DAY = timedelta(days=1)
_STEPPED_DOWN = ("step_down", "threshold_not_met")


def episodes(known: KnownFacts, *kinds: str) -> Sequence[Spell]:
    """The episodes of a kind, in order; of several kinds, each time for which at least one ran."""
    found: list[Spell] | None = known.memo.get(kinds)
    if found is None:
        found = known.memo[kinds] = _KINDS[kinds[0]](known) if len(kinds) == 1 else _joined(known, kinds)
    return found


def _joined(known: KnownFacts, kinds: Sequence[str]) -> list[Spell]:
    joined: list[Spell] = []
    for spell in sorted((spell for kind in kinds for spell in episodes(known, kind)), key=_first):
        last = joined[-1] if joined else None
        if last is None or (last.until is not None and last.until <= spell.first):
            joined.append(replace(spell))
        elif last.until is not None:
            last.until = max(last.until, spell.until) if spell.until is not None else None
    return joined


def lasting(known: KnownFacts, kind: str) -> Sequence[Spell]:
    """The episodes of a kind that lasted longer than their first day."""
    return [spell for spell in episodes(known, kind) if spell.first != spell.until]


def number_of_episode(known: KnownFacts, since: Since, day: date) -> int:
    """Which episode had begun last by a day."""
    return sum(spell.first <= day for spell in episodes(known, *since))


def counted_from(known: KnownFacts, since: Since, day: date) -> date:
    """The first day whose facts are not forgotten on a day."""
    begun = [spell for spell in episodes(known, *since) if spell.first <= day]
    return _after(begun[-2], begun[-1]) if len(begun) > 1 else date.min


def forgotten_on(known: KnownFacts, since: Since, day: date) -> date | None:
    """The day on which what was on a day is forgotten; None where it never is."""
    spells = episodes(known, *since)
    for before, spell in pairwise(spells):
        if spell.first > day and day < _after(before, spell):
            return spell.first
    return None


def ends_with_its_day(known: KnownFacts, end: Fact) -> bool:
    """Whether the episode that an event ends does not run on at the end of that day, as where it began on it too."""
    kind = _ENDED_BY.get(end.type)
    return kind is not None and not any(spell.covers(end.occurred_on) for spell in episodes(known, kind))


def issued(known: KnownFacts) -> list[Fact]:
    """The applications for a care or supervision order; where one is not named, it is taken for such."""
    return [fact for fact in known.of("ProceedingsIssued") if fact.text("application") in ("care", "supervision", None)]


def _after(before: Spell, spell: Spell) -> date:
    """The first day that counts for an episode: the day after the one before ended, or that day where it begins on it.

    What led to it counts: the plan made before the child came into care, the meeting before the panel.
    """
    until = before.until or spell.first
    return until if until == spell.first else until + _A_DAY


def _spells(starts: Sequence[Fact], ends: Sequence[Fact], kind: str) -> list[Spell]:
    """The spells from starts to ends. An end of what is not known to have begun ends it all the same, on its day."""
    found = spells_of(starts, ends, kind)
    known = {spell.until for spell in found}
    unknown = {fact.occurred_on: fact for fact in ends if fact.occurred_on not in known}
    return sorted((*found, *(Spell(kind, day, fact, day) for day, fact in unknown.items())), key=_first)


def _first(spell: Spell) -> date:
    return spell.first


def _care(known: KnownFacts) -> list[Spell]:
    return _spells(known.of("BecameLookedAfter"), known.of("CeasedToBeLookedAfter"), "looked_after")


def _pre_proceedings(known: KnownFacts) -> list[Spell]:
    stopped = _decided(known, "step_down", "care_proceedings", "threshold_not_met")
    return _spells(
        [*_decided(known, "pre_proceedings"), *known.of("PreProceedingsStarted")],
        [*stopped, *known.of("PreProceedingsEnded"), *issued(known)],
        "pre_proceedings",
    )


def _proceedings(known: KnownFacts) -> list[Spell]:
    return _spells(issued(known), known.of("ProceedingsConcluded"), "proceedings")


def _gateway(known: KnownFacts) -> list[Spell]:
    """From the panel's decision, or what went on without it, to the step down or the end of proceedings."""
    ratified = [fact for fact in _decided(known, "ratified") if fact.fields.get("threshold_met")]
    begun = (*known.of("EmergencyProceedingsDecided"), *known.of("LegalGatewayBypassed"), *issued(known))
    stepped_down = [fact for fact in known.of("PreProceedingsEnded") if fact.text("outcome") == "step_down"]
    return _spells(
        [*_decided(known, "pre_proceedings", "care_proceedings"), *ratified, *begun],
        [*_decided(known, *_STEPPED_DOWN), *stepped_down, *known.of("ProceedingsConcluded")],
        "gateway",
    )


def _adoptive_placement(known: KnownFacts) -> list[Spell]:
    ended = ("PlacementDisrupted", "AdoptionOrderGranted", "CeasedToBeLookedAfter")
    return _spells(
        known.of("PlacedForAdoption"), [fact for name in ended for fact in known.of(name)], "adoptive_placement"
    )


def _decided(known: KnownFacts, *outcomes: str) -> list[Fact]:
    return [fact for fact in known.of("GatewayDecisionMade") if fact.text("outcome") in outcomes]


def _registration(_known: KnownFacts) -> list[Spell]:
    """What is counted since the child was registered is never forgotten."""
    return []


_KINDS: Mapping[str, Callable[[KnownFacts], list[Spell]]] = {
    "care": _care,
    "pre_proceedings": _pre_proceedings,
    "proceedings": _proceedings,
    "gateway": _gateway,
    "adoptive_placement": _adoptive_placement,
    "registration": _registration,
}
# Which episode an event ends. An event that begins something else, as the next placement, is none of these.
_ENDED_BY = {
    "CeasedToBeLookedAfter": "care",
    "PreProceedingsEnded": "pre_proceedings",
    "ProceedingsIssued": "pre_proceedings",
    "ProceedingsConcluded": "proceedings",
    "PlacementDisrupted": "adoptive_placement",
}


def lapses(known: KnownFacts) -> Iterable[Fact]:
    """What ended the last episode in which a plan was followed, so that neither care nor the gateway ran on."""
    spells = episodes(known, "care", "gateway")
    over = {spell.until for spell in spells} - {spell.first for spell in spells if spell.first != spell.until}
    ending = {fact.occurred_on: fact for fact in known.in_order if fact.occurred_on in over}
    return ending.values()
