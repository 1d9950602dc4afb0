"""Grounds: what an entry rests on for as long as it stands.

One table is asked three times: when something is recorded, when something that it rests on is corrected or voided, and
before its form is offered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Self, TypeVar

from shared.calendar import words_of_day
from shared.errors import Refusal, RuleBroken
from shared.events.base import Event
from shared.history import History

C_contra = TypeVar("C_contra", bound=History, contravariant=True)
E = TypeVar("E", bound=Event)


def by_the_day(*kinds: type[Event]) -> Callable[[History, Event], bool]:
    """The ground that one of these had happened by the day of an entry."""
    return lambda case, event: any(case.by(kind, event.occurred_on) for kind in kinds)


def _every_one(_event: Event) -> bool:
    return True


@dataclass(frozen=True)
class Ground(Generic[C_contra]):
    """What entries of these classes rest on.

    `holds` is asked of the record without the entry; where the ground is `in_turn`, of the record as it was when the
    entry came, since later entries change what it rested on: the plan that counted then, say. `only` says which entries
    of these classes rest on it. `missing` says what is not there, as "the support plan"; `refusal` is the sentence for
    who would record the entry without it and says what to do, with `{on}` for the day, or makes it of case and entry.
    What is only ever recorded beside its ground needs none. `missing` may quote the sentence as `{refusal}`.
    """

    of: tuple[type[Event], ...]
    holds: Callable[[C_contra, Any], bool]
    missing: str
    refusal: str | Callable[[C_contra, Any], str] = ""
    only: Callable[[Any], bool] = _every_one
    in_turn: bool = False

    def bears(self, event: Event) -> bool:
        """Whether an entry rests on this ground."""
        return isinstance(event, self.of) and self.only(event)

    def refused(self, case: C_contra, event: Event) -> RuleBroken:
        """The refusal of an entry."""
        sentence = self.refusal if isinstance(self.refusal, str) else self.refusal(case, event)
        return RuleBroken(sentence.format(on=words_of_day(event.occurred_on)))

    def lost(self, case: C_contra, event: Event) -> str | None:
        """What an entry of the record lacks, where the ground is gone from it and was not recorded late either."""
        if not self.bears(event):
            return None
        records = (case.before(event), case.before(event, late=True)) if self.in_turn else (case.without(event),)
        if any(self.holds(record, event) for record in records):
            return None
        return self.missing.format(refusal=self.refused(records[0], event))


def ruled(
    of: tuple[type[Event], ...],
    rule: Callable[[C_contra, Any], object],
    missing: str,
    *,
    only: Callable[[Any], bool] = _every_one,
    in_turn: bool = False,
) -> Ground[C_contra]:
    """The ground that entries of these classes keep a rule, which refuses by itself, in more words than a table has."""

    def refusal(case: C_contra, event: Event) -> str:
        try:
            rule(case, event)
        except Refusal as refused:
            return str(refused)
        return ""

    return Ground(of, lambda case, event: not refusal(case, event), missing, refusal, only, in_turn)


def _always(_case: History, _on: date) -> bool:
    return True


@dataclass(frozen=True)
class Offer(Generic[C_contra]):
    """An action, what it could record of a case on a day, and whether it makes sense at this moment.

    `now` asks what is momentary, as whether something waits already. An action that could record several things is
    offered where the grounds of any are there; one of which nothing can be supposed beforehand rests on none.
    """

    action: str
    candidates: Callable[[C_contra, date], Iterable[Event]] | None = None
    now: Callable[[C_contra, date], bool] = _always


@dataclass(frozen=True)
class Grounds(Generic[C_contra]):
    """The grounds of a subject, in the order in which they are asked."""

    table: tuple[Ground[C_contra], ...]

    @classmethod
    def of(cls, *subjects: "Grounds[C_contra]") -> Self:
        """The grounds of several subjects together."""
        return cls(tuple(dict.fromkeys(ground for subject in subjects for ground in subject.table)))

    def lacking(self, case: C_contra, event: Event) -> Ground[C_contra] | None:
        """The first ground of an event that does not hold in the record without it."""
        return next((each for each in self.table if each.bears(event) and not each.holds(case, event)), None)

    def must_stand(self, case: C_contra, event: E) -> E:
        """The event, which rests on all its grounds. Raises RuleBroken with the first that does not hold."""
        ground = self.lacking(case, event)
        if ground:
            raise ground.refused(case, event)
        return event

    def offers(self, case: C_contra, candidates: Iterable[Event]) -> bool:
        """Whether one of these events could be recorded as far as standing grounds go."""
        return any(self.lacking(case, each) is None for each in candidates)

    def offered(self, case: C_contra, on: date, offers: Iterable[Offer[C_contra]]) -> frozenset[str]:
        """The actions whose forms make sense of a case on a day."""
        return frozenset(
            offer.action
            for offer in offers
            if offer.now(case, on) and (offer.candidates is None or self.offers(case, offer.candidates(case, on)))
        )

    def lacks(self, case: C_contra, event: Event) -> str | None:
        """Which ground an entry of the record has lost; None where nothing is wrong with it."""
        return next((missing for ground in self.table if (missing := ground.lost(case, event))), None)
