"""A file of events: what happened to a child, read into facts; an unknown name is answered by the nearest known."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, get_args
from uuid import NAMESPACE_URL, uuid5

from pydantic import TypeAdapter, ValidationError

from shared.clock import LONDON
from shared.errors import Refusal
from shared.events.base import Event, UnknownEventError
from shared.policy.event_classes import EVENTS
from shared.policy.facts import Fact, class_name

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
    except ValueError as fault:
        raise EventFileRefused(f"the file is no JSON: {fault}; mend it") from fault
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise EventFileRefused("the file must hold a JSON list of events, each an object with type and occurred_on")
    children = {str(entry["child_id"]) for entry in entries if entry.get("child_id") is not None}
    only = next(iter(children)) if len(children) == 1 else _ONLY_CHILD
    of_event = {str(entry["event_id"]): entry.get("child_id") for entry in entries if entry.get("event_id")}
    facts: dict[str, list[Fact]] = {}
    for number, entry in enumerate(entries, 1):
        named = of_event.get(
            str(entry.get("corrects") or entry.get("voids"))
        )  # an entry is about the child of its event
        child = str(entry.get("child_id") or named or only)
        facts.setdefault(child, []).append(_fact(number, {**entry, "child_id": child}))
    return facts


def _fact(number: int, entry: Mapping[str, Any]) -> Fact:
    if "type" not in entry:
        raise EventFileRefused(f"event {number} has no type; add its class name or wire name")
    try:
        name = class_name(str(entry["type"]))
    except UnknownEventError as fault:
        raise EventFileRefused(f"event {number}: {fault}") from fault
    cls = EVENTS[name]
    if "occurred_on" not in entry:
        raise EventFileRefused(f"event {number} ({name}) has no occurred_on; add the day it happened")
    fields = {field: _value(number, cls, field, value) for field, value in entry.items() if field not in _ABOUT}
    event_id = str(entry.get("event_id") or uuid5(NAMESPACE_URL, json.dumps(entry, sort_keys=True)))
    recorded_at = (
        moment(str(entry["recorded_at"]), f"recorded_at of event {number}") if entry.get("recorded_at") else None
    )
    return Fact.named(event_id, name, fields["occurred_on"], recorded_at, fields)


def _value(number: int, cls: type[Event], field: str, value: Any) -> Any:  # noqa: ANN401 - any field of any event
    if field not in cls.model_fields:
        near = get_close_matches(field, [*cls.model_fields, *_ABOUT], n=1, cutoff=0.4)
        hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(sorted(cls.model_fields))}"
        raise EventFileRefused(f"event {number}: {cls.__name__} has no field {field!r}; {hint}")
    annotation: Any = cls.model_fields[field].annotation
    kinds = _kinds(annotation)
    if not any(kind in (date, int, bool) or issubclass(kind, StrEnum) for kind in kinds):
        return value  # identifiers may be any text in a file tried by hand
    try:
        return TypeAdapter(annotation).validate_python(tuple(value) if isinstance(value, list) else value)
    except ValidationError as fault:
        codes = [str(code) for kind in kinds if issubclass(kind, StrEnum) for code in kind]
        near = get_close_matches(str(value), codes, n=1, cutoff=0.4)
        hint = (
            f"did you mean {near[0]!r}?"
            if near
            else f"it is one of {', '.join(codes)}"
            if codes
            else str(fault.errors()[0]["msg"])
        )
        raise EventFileRefused(f"event {number}: {field} of {cls.__name__} is {value!r}; {hint}") from fault


def _kinds(annotation: Any) -> list[type]:  # noqa: ANN401 - an annotation
    """The plain types within an annotation."""
    parts = get_args(annotation)
    if parts:
        return [kind for part in parts for kind in _kinds(part)]
    return [annotation] if isinstance(annotation, type) else []


def moment(text: str, what: str, *, end_of_day: bool = False) -> datetime:
    """A moment written as ISO 8601: a day alone is its first moment (or its last), and no zone is Europe/London."""
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(date.fromisoformat(text), time.max if end_of_day else time.min, LONDON)
        found = datetime.fromisoformat(text)
    except ValueError as fault:
        raise EventFileRefused(f"{what} is {text!r}; write a day or a moment, as 2026-04-16T17:00:00+01:00") from fault
    return found if found.tzinfo else found.replace(tzinfo=LONDON)
