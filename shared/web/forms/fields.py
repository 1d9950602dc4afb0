"""Which fields a command's form has, each made of the command's own class."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NewType, TypeVar, Union, get_args, get_origin
from uuid import UUID

from annotated_types import MaxLen
from pydantic import BaseModel, StringConstraints, create_model
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from shared.words import in_words

Kind = Literal[
    "text", "long_text", "number", "date", "yes_no", "one_of", "several_of", "lines", "group", "rows", "ticks"
]
Values = Mapping[str, Sequence[str]]
Choice = tuple[str, str]
Choosable = Mapping[str, Sequence[Choice]]
M = TypeVar("M", bound=BaseModel)

LONG = 255  # characters from which a text has a box of several lines
BLANK_ROWS = 3
YES, NO = "yes", "no"
_CHOSEN: Final = "chosen on a form"  # marks a field that a form leaves open, whatever there is to choose


@dataclass(frozen=True)
class FormField:
    """A field of a form: its name in the form, what it is called, how it is filled in, and what may be chosen.

    `fields` are the parts of a group, or of each row. Of `ticks` there is a row for each of `choices`; the part called
    `tick` is what is ticked. Where that part has a default there are blank rows after them.
    """

    name: str
    label: str
    hint: str
    kind: Kind
    required: bool
    default: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple["FormField", ...] = ()
    tick: str = ""
    blank_rows: int = BLANK_ROWS
    numbers: bool = False

    def within(self, prefix: str) -> "FormField":
        """The same field as a part of a group or row."""
        fields = tuple(field.within(prefix) for field in self.fields) if self.kind == "group" else self.fields
        return replace(self, name=f"{prefix}-{self.name}", fields=fields)

    def row(self, number: int) -> tuple["FormField", ...]:
        """The fields of one row."""
        return tuple(field.within(f"{self.name}-{number}") for field in self.fields)

    def rows(self, values: Values) -> int:
        """The number of rows that the form shows: those to tick, those written in, and some blank ones."""
        return max(len(self.choices), self.rows_written(values)) + self.blank_rows

    def rows_written(self, values: Values) -> int:
        """The number of rows up to the last in which anything is written."""
        start = f"{self.name}-"
        written = (name.removeprefix(start) for name, texts in values.items() if name.startswith(start) and any(texts))
        numbers = [rest.partition("-")[0] for rest in written]
        return max((int(number) + 1 for number in numbers if number.isdecimal() and len(number) < 4), default=0)  # noqa: PLR2004 - no form has 1,000 rows


@cache
def on_a_form(command: type[M], chosen: tuple[str, ...]) -> type[M]:
    """The command as its form asks for it: these fields are required there, and begin open."""
    required: dict[str, Any] = {}
    for name in chosen:
        info = copy(command.model_fields[name])
        info.default, info.metadata = PydanticUndefined, [*info.metadata, _CHOSEN]
        required[name] = (info.annotation, info)
    return create_model(command.__name__, __base__=command, **required) if required else command


def fields_of(command: type[BaseModel], choosable: Choosable | None = None) -> tuple[FormField, ...]:
    """The fields of a command's form, in its order.

    `choosable` is what may be chosen where the class cannot know, by field, a part of a row or group as `actions-kind`.
    A field that may stay blank, and for which there is nothing to choose, is left out.
    """
    known = choosable or {}
    return tuple(
        _field(name, info, _choice(name, known), _within(name, known))
        for name, info in command.model_fields.items()
        if info.is_required() or _choice(name, known) != ()
    )


def first_of(values: Values, name: str) -> str:
    """The text in a field that takes one thing; nothing where it was left blank."""
    return next(iter(values.get(name, ())), "")


def is_id(info: FieldInfo) -> bool:
    """Whether a field says which record or worker something is about, so that nobody can write it by hand."""
    return _plain(info.annotation) is UUID


def every_field(fields: Sequence[FormField], values: Values) -> Mapping[str, FormField]:
    """All fields by name, the parts of groups and rows too."""
    found: dict[str, FormField] = {}
    for field in fields:
        found[field.name] = field
        if field.kind == "group":
            found |= every_field(field.fields, values)
        elif field.kind in {"rows", "ticks"}:
            for number in range(field.rows(values)):
                found |= every_field(field.row(number), values)
    return found


def _choice(name: str, choosable: Choosable) -> tuple[Choice, ...] | None:
    return tuple(choosable[name]) if name in choosable else None


def _within(name: str, choosable: Choosable) -> Choosable:
    start = f"{name}-"
    return {key.removeprefix(start): choices for key, choices in choosable.items() if key.startswith(start)}


def _field(name: str, info: FieldInfo, choices: tuple[Choice, ...] | None, inner: Choosable) -> FormField:
    field = FormField(
        name,
        info.title or in_words(name.removesuffix("_id")),
        _sentence(info.description or ""),
        "text",
        info.is_required(),
        _default(info),
    )
    annotation = _plain(info.annotation)
    if get_origin(annotation) in {tuple, frozenset}:
        return _several(field, get_args(annotation)[0], choices, inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        parts = fields_of(annotation, inner)
        return replace(field, kind="group", fields=tuple(part.within(name) for part in parts))
    if choices is not None or (choices := _choices(annotation)):
        numbers = get_origin(annotation) is Literal and isinstance(get_args(annotation)[0], int)
        only = choices[0][0] if len(choices) == 1 and field.required and _CHOSEN not in info.metadata else ""
        return replace(field, kind="one_of", choices=choices, numbers=numbers, default=field.default or only)
    return replace(field, kind=_kind(annotation, info))


def _several(field: FormField, of: Any, choices: tuple[Choice, ...] | None, inner: Choosable) -> FormField:
    of = _plain(of)
    if not (isinstance(of, type) and issubclass(of, BaseModel)):
        chosen = choices if choices is not None else _choices(of)
        return replace(field, kind="several_of" if chosen else "lines", choices=chosen)
    parts = fields_of(of, inner)
    tick = next((part for part in parts if part.name in inner), None)
    if tick is None:
        return replace(field, kind="rows", fields=parts)
    return replace(
        field,
        kind="ticks",
        choices=tick.choices,
        fields=tuple(part for part in parts if part is not tick),
        tick=tick.name,
        blank_rows=0 if tick.required else BLANK_ROWS,
    )


def _kind(annotation: Any, info: FieldInfo) -> Kind:
    if annotation is bool:
        return "yes_no"
    if annotation is date:
        return "date"
    if annotation is int:
        return "number"
    return "long_text" if _longest(info.annotation, info.metadata) > LONG else "text"


def _longest(annotation: Any, metadata: Sequence[Any]) -> int:
    """The most characters that a text may have, as its annotations bound it; 0 where they do not."""
    bounds = [bound.max_length for bound in metadata if isinstance(bound, MaxLen | StringConstraints)]
    if get_origin(annotation) is Annotated:
        bounds.append(_longest(get_args(annotation)[0], get_args(annotation)[1:]))
    elif get_origin(annotation) in {Union, UnionType}:
        bounds += [_longest(part, ()) for part in get_args(annotation)]
    return max((bound for bound in bounds if bound), default=0)


def _plain(annotation: Any) -> Any:
    """The annotation without what makes it optional, constrained or another name of itself."""
    if isinstance(annotation, NewType):
        return _plain(annotation.__supertype__)
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _plain(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


def _choices(kind: Any) -> tuple[Choice, ...]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple((code.value, in_words(code.value)) for code in kind)
    if get_origin(kind) is Literal:
        return tuple((str(code), in_words(str(code))) for code in get_args(kind))
    return ()


def _default(info: FieldInfo) -> str:
    default = info.default
    if default is PydanticUndefined or default is None:
        return ""
    if isinstance(default, bool):
        return YES if default else NO
    return str(default) if isinstance(default, str | int | date) else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
