"""Messages as another service would have sent them, whole and spoilt."""

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from pydantic import JsonValue

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.events.codes.planning import ReviewKind
from shared.events.planning import AdoptionDecisionMade, ReviewHeld
from shared.identifiers import ChildId, EventId, new_id
from shared.messaging.envelope import RecordedEvent, encode, key_of
from shared.messaging.parked import Message

TOPIC = "planning.events"
DAY = date(2026, 3, 30)
_OFFSETS = itertools.count()


def decided(child: UUID, on: date = DAY, *, should_be_placed: bool = True) -> AdoptionDecisionMade:
    """The decision that the legal gateway hears of planning."""
    return AdoptionDecisionMade(
        child_id=ChildId(child), authority="warrington", occurred_on=on, should_be_placed=should_be_placed
    )


def reviewed(child: UUID) -> ReviewHeld:
    """A review, of which the legal gateway wants to hear nothing."""
    return ReviewHeld(
        child_id=ChildId(child), authority="warrington", occurred_on=DAY, kind=ReviewKind.CHILD_IN_CARE, number=1
    )


def voided(child: UUID, mistaken: UUID) -> EntryVoided:
    """An earlier event never happened."""
    return EntryVoided(child_id=ChildId(child), authority="warrington", occurred_on=DAY, voids=EventId(mistaken))


def corrected(child: UUID, wrong: UUID, **changes: JsonValue) -> EntryCorrected:
    """An earlier event reads otherwise."""
    return EntryCorrected(
        child_id=ChildId(child), authority="warrington", occurred_on=DAY, corrects=EventId(wrong), changes=changes
    )


def recorded(event: Event, event_id: UUID | None = None, version: int = 1) -> RecordedEvent:
    """The event as planning recorded it."""
    return RecordedEvent(event_id or new_id(), event, "planning", version, datetime(2026, 3, 30, 10, tzinfo=UTC))


def message(said: RecordedEvent, **spoilt: Any) -> Message:  # noqa: ANN401 - whatever spoils it
    """The message of it; `key` and `value` replace those, other names replace a header or (None) leave it out."""
    value, headers = encode(said)
    key = spoilt.pop("key", key_of(said.case_id))
    value = spoilt.pop("value", value)
    changed: Mapping[str, Any] = {**dict(headers), **spoilt}
    return Message(
        TOPIC, f"0/{next(_OFFSETS)}", key, value, [(name, kept) for name, kept in changed.items() if kept is not None]
    )
