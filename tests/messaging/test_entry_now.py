"""How an entry now reads: told in one place to the API and to the pages."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from shared.events.base import Event
from shared.events.codes.family_finding import LinkedBy
from shared.events.family_finding import FamilySelected, LinkProposed
from shared.events.planning import AdoptionDecisionMade
from shared.identifiers import ChildId, FamilyId, new_id
from shared.messaging.cases import CaseKind, Corrections
from shared.messaging.entry_now import EntryNow, entries_now
from shared.messaging.journal import Entry
from tests.messaging.messages import DAY, corrected, decided, voided

CHILD = new_id()
FIRST = datetime(2026, 3, 30, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Remembered:
    """A case that keeps its events."""

    kind: ClassVar[str] = "child"

    events: tuple[Event, ...] = ()

    @classmethod
    def opened(cls, _case_id: UUID) -> Self:
        return cls()

    def apply(self, event: Event) -> Self:
        return replace(self, events=(*self.events, event))


def lacks(case: Remembered, event: Event) -> str | None:
    """A decision lacks another one of the same case."""
    alone = sum(isinstance(known, AdoptionDecisionMade) for known in case.events) == 1
    return "another decision" if alone and isinstance(event, AdoptionDecisionMade) else None


KIND = CaseKind(
    Remembered, lambda *_: (), (), corrections=Corrections(lacks, instead={AdoptionDecisionMade: "decide anew"})
)


def book(*events: Event, heard: bool = False) -> list[Entry]:
    """These events as they were recorded, one a minute."""
    return [
        Entry(new_id(), event, version, FIRST + timedelta(minutes=version), heard, "somebody")
        for version, event in enumerate(events, 1)
    ]


def read(entries: list[Entry]) -> list[EntryNow]:
    now = entries_now(KIND, entries)
    assert [each.entry for each in now] == entries
    return now


def test_an_entry_that_was_corrected_reads_so_and_says_by_which() -> None:
    (wrong,) = book(decided(CHILD))
    (mender,) = book(corrected(CHILD, wrong.event_id, should_be_placed=False))
    first, second = read([wrong, mender])
    assert (first.event, first.mark, first.mended_by, first.menders) == (
        decided(CHILD, should_be_placed=False),
        "Corrected",
        mender,
        (mender,),
    )
    assert (first.is_fact, second.is_fact, second.mark) == (True, False, "")


def test_a_voided_entry_reads_as_it_was_recorded_and_once_that_is_voided_it_counts() -> None:
    (mistaken,) = book(decided(CHILD))
    (gone,) = book(voided(CHILD, mistaken.event_id))
    (back,) = book(voided(CHILD, gone.event_id))
    (first, _) = read([mistaken, gone])
    assert (first.event, first.mark, first.voided, first.mended_by) == (mistaken.event, "Entered in error", True, gone)
    (first, second, _) = read([mistaken, gone, back])
    assert (first.mark, first.voided, first.mended_by, first.menders) == ("", False, None, (gone,))
    assert (second.mark, second.mended_by) == ("Entered in error", back)


def test_an_entry_says_what_it_lacks_and_how_it_is_mended_where_it_is_not_corrected() -> None:
    alone, *_ = read(book(decided(CHILD)))
    assert (alone.lacks, alone.instead) == ("another decision", "decide anew")
    assert [each.lacks for each in read(book(decided(CHILD), decided(CHILD)))] == [None, None]
    assert [each.lacks for each in read(book(decided(CHILD), heard=True))] == [None]


def test_what_rests_on_an_id_lacks_the_entry_that_brought_it_in_once_that_is_voided() -> None:
    about: dict[str, Any] = {
        "child_id": ChildId(CHILD),
        "authority": "warrington",
        "occurred_on": DAY,
        "family_id": FamilyId(new_id()),
    }
    link, selected = book(LinkProposed(**about, by=LinkedBy.FAMILY_FINDER), FamilySelected(**about))
    gone = replace(book(voided(CHILD, link.event_id))[0], version=3)
    assert [each.lacks for each in read([link, selected])] == [None, None]
    assert [each.lacks for each in read([link, selected, gone])] == [
        None,
        "the link proposed of 30 March 2026, which is voided",
        None,
    ]
    assert [each.lacks for each in read([selected])] == [None]  # nobody told of it here


def test_of_nothing_there_is_nothing_to_tell() -> None:
    assert read([]) == []
