"""Contradictions: what does not agree on the record of a child's legal status, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.gateway.court.domain.legal_status.spells import Care, Ground, Spell
from shared.calendar import words_of_day


@dataclass(frozen=True, order=True)
class Contradiction:
    """What does not agree, from which day, and what to do about it."""

    since: date
    says: str


def unrecorded(care: Sequence[Care], orders: Sequence[Ground]) -> Iterator[Contradiction]:
    """Where planning tells of an order that nobody recorded."""
    for one in care:
        row = one.row
        if row.is_order and not any(each.row is row and each.covers(one.since) for each in orders):
            words = row.words.lower()
            yield Contradiction(
                one.since, f"looked after under an order that is not recorded ({words}); have that order recorded"
            )


def outlasting(grounds: Sequence[Ground]) -> Iterator[Contradiction]:
    """Where something goes on that the law ends sooner, and no order says what followed."""
    for ground in grounds:
        longest = ground.row.longest
        if longest and not ground.row.is_order:
            last = longest.last_day(ground.since)
            if ground.until is None or ground.until > last:
                words = f"{ground.row.words.lower()} lasted to {words_of_day(last)} at most ({longest.clause})"
                says = f"{words}; record the order or the accommodation that followed"
                yield Contradiction(last + timedelta(days=1), says)


def exclusive(spells: Sequence[Spell]) -> Iterator[Contradiction]:
    """What cannot be so at one time, told from the first of the spells in which it is."""
    before: set[str] = set()
    for spell in spells:
        now = list(dict.fromkeys(_within(spell)))
        yield from (Contradiction(spell.since, says) for says in now if says not in before)
        before = set(now)


def _within(spell: Spell) -> Iterator[str]:
    rows = spell.rows
    if spell.looked_after and not any(row.looked_after for row in rows):
        yield "looked after without an order or another ground on record; record it, or that the child left care"
    for row in rows:
        for other in rows:
            if other.status in row.barred_by:
                yield f"{row.words.lower()} and {other.words.lower()} exclude each other; record the end of one"
    if rows[0].parental_responsibility.by == "adopters_only" and len(rows) > 1:
        yield f"{rows[1].words.lower()} of an adopted child; correct or void one of the two entries"
