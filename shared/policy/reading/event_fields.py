"""Fields of events as people write them by hand: an unknown field, day or value is answered by the nearest known."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, get_args

from pydantic import TypeAdapter, ValidationError

from shared.calendar import YEARS
from shared.events.base import Event
from shared.policy.event_classes import EVENTS
from shared.policy.reckoning.facts import class_name
from shared.written_days import Day

DAYS: Final[TypeAdapter[date]] = TypeAdapter(Day)


def event_class(named: object) -> type[Event]:
    """The class of an event by its class name or wire name. Raises UnknownEventError with the nearest."""
    return EVENTS[class_name(str(named))]


def checked(cls: type[Event], fields: Mapping[str, Any], about: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields with their values read; those named in `about` may be there too and are left as they are.

    Raises ValueError with a sentence.
    """
    for name in fields:
        if name not in cls.model_fields and name not in about:
            near = get_close_matches(name, [*cls.model_fields, *about], n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(sorted(cls.model_fields))}"
            raise ValueError(f"{cls.__name__} has no field {name!r}; {hint}")
    return {name: value if name in about else _value(cls, name, value) for name, value in fields.items()}


def as_day(value: object) -> date:
    """A day written as `2026-04-16`. Raises ValueError with a sentence."""
    try:
        day = DAYS.validate_python(value)
    except ValidationError as fault:
        raise ValueError(f"{value!r} is no day; write it as 2026-04-16") from fault
    if day.year not in YEARS:
        raise ValueError(f"{day} is beyond reckoning; write a day of the years {YEARS[0]} to {YEARS[-1]}")
    return day


def _value(cls: type[Event], name: str, value: Any) -> Any:  # noqa: ANN401 - any field of any event
    annotation: Any = cls.model_fields[name].annotation
    kinds = _kinds(annotation)
    if date in kinds and not (value is None and type(None) in kinds):
        try:
            return as_day(value)
        except ValueError as fault:
            raise ValueError(f"{name} of {cls.__name__}: {fault}") from fault
    if not any(kind in (int, bool) or issubclass(kind, StrEnum) for kind in kinds):
        return value  # identifiers may be any text in what is tried by hand
    try:
        return TypeAdapter(annotation).validate_python(tuple(value) if isinstance(value, list) else value)
    except ValidationError as fault:
        codes = [str(code) for kind in kinds if issubclass(kind, StrEnum) for code in kind]
        hint = _nearest(value, codes) or str(fault.errors()[0]["msg"])
        raise ValueError(f"{name} of {cls.__name__} is {value!r}; {hint}") from fault


def _nearest(value: object, codes: list[str]) -> str:
    """What to write in place of a value, where only codes may be written."""
    near = get_close_matches(str(value), codes, n=1, cutoff=0.4)
    if value in codes:
        return f"write a list of them, as [{value!r}]"
    return f"did you mean {near[0]!r}?" if near else f"it is one of {', '.join(codes)}" if codes else ""


def _kinds(annotation: Any) -> list[type]:  # noqa: ANN401 - an annotation
    """The plain types within an annotation."""
    parts = get_args(annotation)
    if parts:
        return [kind for part in parts for kind in _kinds(part)]
    return [annotation] if isinstance(annotation, type) else []
