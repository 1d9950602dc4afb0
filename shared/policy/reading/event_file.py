"""A file of events: what happened to a child, read into facts; an unknown name is answered by the nearest known."""

import json
from collections.abc import Mapping
from datetime import datetime, time
from difflib import get_close_matches
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.clock import LONDON
from shared.errors import Refusal
from shared.events.base import Event, UnknownEventError
from shared.policy.reading.event_fields import as_day, checked, event_class
from shared.policy.reckoning.facts import Fact

# What an entry of the file may hold besides the fields of its event.
_ABOUT = ("type", "event_id", "recorded_at")
_ONLY_CHILD = "child"


class EventFileRefused(Refusal):
    """The file does not say what happened; the sentence names the entry and the mend."""

    code = "event-file-refused"


def facts_by_child(text: str) -> dict[str, list[Fact]]:
    """The facts of each child in a JSON list of `{type, occurred_on, recorded_at?, ...fields}`.

    Entries without `child_id` are about the one child there is. Raises EventFileRefused.
    """
    try:
        entries = json.loads(text)
        json.dumps(entries, ensure_ascii=False).encode()  # half a character, as "\ud800", is no text
    except (ValueError, RecursionError) as fault:
        raise EventFileRefused(f"the file is no JSON: {fault}; mend it") from fault
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise EventFileRefused("the file must hold a JSON list of events, each an object with type and occurred_on")
    types = {str(entry["event_id"]): _type(number, entry) for number, entry in _named(entries)}
    children = {str(entry["child_id"]) for entry in entries if entry.get("child_id") is not None}
    only = next(iter(children)) if len(children) == 1 else _ONLY_CHILD
    of_event = {str(entry["event_id"]): entry.get("child_id") for _, entry in _named(entries)}
    facts: dict[str, list[Fact]] = {}
    for number, entry in enumerate(entries, 1):
        mends = str(entry.get("corrects") or entry.get("voids"))  # such an entry is about the child of its event
        child = str(entry.get("child_id") or of_event.get(mends) or only)
        facts.setdefault(child, []).append(_fact(number, {**entry, "child_id": child}, types.get(mends)))
    return facts


def _named(entries: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """The entries that have an event_id, with their numbers."""
    return [(number, entry) for number, entry in enumerate(entries, 1) if entry.get("event_id")]


def _type(number: int, entry: Mapping[str, Any]) -> type[Event]:
    """The class of an entry's event."""
    if "type" not in entry:
        near = get_close_matches("type", entry, n=1, cutoff=0.6)
        hint = f"write type in place of {near[0]!r}" if near else "add its class name or wire name"
        raise EventFileRefused(f"event {number} has no type; {hint}")
    try:
        return event_class(entry["type"])
    except UnknownEventError as fault:
        raise EventFileRefused(f"event {number}: {fault}") from fault


def _fact(number: int, entry: Mapping[str, Any], mended: type[Event] | None) -> Fact:
    cls = _type(number, entry)
    fields = _checked(number, cls, entry, _ABOUT)
    if "occurred_on" not in entry:
        raise EventFileRefused(f"event {number} ({cls.__name__}) has no occurred_on; add the day it happened")
    fields = {name: value for name, value in fields.items() if name not in _ABOUT}
    if "changes" in fields:
        fields["changes"] = _changes(number, fields["changes"], mended)
    event_id = str(entry.get("event_id") or uuid5(NAMESPACE_URL, json.dumps(entry, sort_keys=True)))
    recorded_at = (
        moment(str(entry["recorded_at"]), f"recorded_at of event {number}") if entry.get("recorded_at") else None
    )
    return Fact.named(event_id, cls, fields["occurred_on"], recorded_at, fields)


def _changes(number: int, changes: object, mended: type[Event] | None) -> dict[str, Any]:
    """What a correction changes, by field; checked where the event that it corrects is in the file."""
    if not isinstance(changes, dict):
        raise EventFileRefused(f"event {number}: changes is {changes!r}; write an object of fields and values")
    return changes if mended is None else _checked(number, mended, changes)


def _checked(number: int, cls: type[Event], fields: Mapping[str, Any], about: tuple[str, ...] = ()) -> dict[str, Any]:
    try:
        return checked(cls, fields, about)
    except ValueError as fault:
        raise EventFileRefused(f"event {number}: {fault}") from fault


def moment(text: str, what: str, *, end_of_day: bool = False) -> datetime:
    """A moment written as ISO 8601: a day alone is its first moment (or its last), and no zone is Europe/London."""
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(as_day(text), time.max if end_of_day else time.min, LONDON)
        found = datetime.fromisoformat(text)
        as_day(text[: len("2026-01-01")])
    except ValueError as fault:
        raise EventFileRefused(f"{what} is {text!r}; write a day or a moment, as 2026-04-16T17:00:00+01:00") from fault
    return found if found.tzinfo else found.replace(tzinfo=LONDON)
