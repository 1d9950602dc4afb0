"""Legal status: under which order or ground the child was on each day, what that means, and what contradicts it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.gateway.child.domain.matter import ADULT_AGE, LegalMatter
from services.gateway.court.domain.legal_status.contradictions import Contradiction, exclusive, outlasting, unrecorded
from services.gateway.court.domain.legal_status.spells import Care, Ground, Spell, care_of, ordered, told
from shared.calendar import birthday
from shared.events.gateway import OrderEnded
from shared.events.planning import BecameLookedAfter, CeasedToBeLookedAfter, LegalBasisChanged

NO_ORDER = "no_order"


@dataclass(frozen=True)
class LegalHistory:
    """The spells by day, without gaps, and what does not agree."""

    spells: tuple[Spell, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def until(self, today: date) -> "LegalHistory":
        """The history up to a day: the spells that had begun, and what did not agree by then."""
        return LegalHistory(
            tuple(one for one in self.spells if one.since <= today),
            tuple(one for one in self.contradictions if one.since <= today),
        )


def history(matter: LegalMatter) -> LegalHistory:
    """The child's legal status from the first day on record to the eighteenth birthday.

    A function of the set of events. Days ahead are those on which an order will end unless something happens first.
    """
    care, orders = care_of(matter), ordered(matter)
    grounds = [*orders, *(ground for one in care if (ground := told(one, orders)))]
    turns = _turns(matter, [*grounds, *care])
    if not turns:
        return LegalHistory()
    spells = [
        _spell(matter, (day, until), [one for one in grounds if one.covers(day)], care)
        for day, until in zip(turns, [*turns[1:], _grown_up(matter)], strict=True)
    ]
    found = {*unrecorded(care, orders), *outlasting(grounds), *exclusive(spells)}
    return LegalHistory(tuple(_joined(spells)), tuple(sorted(found)))


def _grown_up(matter: LegalMatter) -> date | None:
    return birthday(matter.born, matter.law.limit(ADULT_AGE)) if matter.born else None


def _turns(matter: LegalMatter, lasting: Sequence[Ground | Care]) -> list[date]:
    """The days on which anything begins or ends, the first day on record among them."""
    days = {day for one in lasting for day in (one.since, one.until) if day}
    if matter.registered:
        days.add(matter.registered.occurred_on)
    last = _grown_up(matter)
    return sorted(day for day in days if last is None or day < last)


def _spell(
    matter: LegalMatter,
    days: tuple[date, date | None],
    grounds: Sequence[Ground],
    care: Sequence[Care],
) -> Spell:
    (since, until), table = days, matter.law.statuses
    by_rank = sorted(grounds, key=lambda one: (table.rank(one.row.status), one.begun_by))
    rows = [one.row for one in by_rank] or [table.by_name[NO_ORDER]]
    held = [row.parental_responsibility.by for row in rows if row.parental_responsibility.by != "parents"]
    return Spell(
        since,
        until,
        tuple({row.status: row for row in rows}.values()),
        held[0] if held else "parents",
        any(one.covers(since) for one in care) or any(row.looked_after for row in rows),
        _begun_by(matter, since, by_rank),
    )


def _begun_by(matter: LegalMatter, since: date, by_rank: Sequence[Ground]) -> str:
    """The event that began a spell: a ground, or a move into care or out of it, the registration, or an order's end."""
    for one in by_rank:
        if one.since == since:
            return one.begun_by
    for each in matter.every(BecameLookedAfter, LegalBasisChanged, CeasedToBeLookedAfter):
        if each.occurred_on == since:
            return each.wire_name
    if matter.registered and matter.registered.occurred_on == since:
        return matter.registered.wire_name
    return OrderEnded.wire_name


def _joined(spells: Sequence[Spell]) -> Iterator[Spell]:
    """The spells, those between which nothing changes made one."""
    kept = spells[0]
    for one in spells[1:]:
        if (kept.standing, kept.looked_after) == (one.standing, one.looked_after):
            kept = replace(kept, until=one.until)
        else:
            yield kept
            kept = one
    yield kept
