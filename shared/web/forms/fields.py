"""Which fields a command's form has, and what the form's text comes to as the command's JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shared.web.words import in_words

Kind = Literal["text", "long_text", "number", "date", "yes_no", "one_of", "several_of", "group", "rows"]
Values = Mapping[str, Sequence[str]]
Choice = tuple[str, str]

LONG = 200  # characters from which a text has a box of several lines
BLANK_ROWS = 3
YES, NO = "yes", "no"
DATE_PARTS = ("year", "month", "day")


@dataclass(frozen=True)
class FormField:
    """A field of a form: its name in the form, what it is called, how it is filled in, and what may be chosen."""

    name: str
    label: str
    hint: str
    kind: Kind
    required: bool
    default: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple["FormField", ...] = ()

    def within(self, prefix: str) -> "FormField":
        """The same field as a part of a group or row."""
        fields = tuple(field.within(prefix) for field in self.fields)
        return FormField(
            f"{prefix}-{self.name}",
            self.label,
            self.hint,
            self.kind,
            self.required,
            self.default,
            self.choices,
            fields,
        )

    def row(self, number: int) -> tuple["FormField", ...]:
        """The fields of one row."""
        return tuple(field.within(f"{self.name}-{number}") for field in self.fields)

    def rows(self, values: Values) -> int:
        """How many rows the form shows: those written in, and some blank ones."""
        return _rows_written(self, values) + BLANK_ROWS


def fields_of(command: type[BaseModel], choices: Mapping[str, Sequence[Choice]] | None = None) -> tuple[FormField, ...]:
    """The fields of a command's form, in its order. `choices` are what may be chosen where the class cannot know."""
    return tuple(_field(name, info, (choices or {}).get(name)) for name, info in command.model_fields.items())


def document(fields: Sequence[FormField], values: Values) -> dict[str, Any]:
    """The command's JSON: what was left blank is not in it."""
    found = {field.name.rpartition("-")[2]: _value(field, values) for field in fields}
    return {name: value for name, value in found.items() if value is not None}


def _value(field: FormField, values: Values) -> Any:
    match field.kind:
        case "date":
            parts = [_text(values, f"{field.name}-{part}") for part in DATE_PARTS]
            return "-".join(part.zfill(2) for part in parts) if any(parts) else None
        case "yes_no":
            said = _text(values, field.name)
            return said == YES if said else None
        case "several_of":
            return list(values.get(field.name, ())) or None
        case "group":
            return document(field.fields, values) or None
        case "rows":
            found = [document(field.row(number), values) for number in range(_rows_written(field, values))]
            return [row for row in found if row] or None
        case _:
            return _text(values, field.name) or None


def _text(values: Values, name: str) -> str:
    return next(iter(values.get(name, ())), "").strip()


def _rows_written(field: FormField, values: Values) -> int:
    start = f"{field.name}-"
    numbers = [name.removeprefix(start).partition("-")[0] for name, said in values.items() if any(said)]
    return max((int(number) + 1 for number in numbers if number.isdecimal() and len(number) < LONG), default=0)


def _field(name: str, info: FieldInfo, choices: Sequence[Choice] | None) -> FormField:
    kind, found, fields = _kind(info.annotation, info)
    if choices is not None:
        kind, found = ("several_of" if kind == "several_of" else "one_of"), tuple(choices)
    return FormField(
        name,
        info.title or in_words(name),
        info.description or "",
        kind,
        info.is_required(),
        _default(info),
        found,
        tuple(field.within(name) for field in fields) if kind == "group" else fields,
    )


def _kind(  # noqa: PLR0911 - one line a kind of annotation
    annotation: Any,
    info: FieldInfo,
) -> tuple[Kind, tuple[Choice, ...], tuple[FormField, ...]]:
    annotation = _plain(annotation)
    if get_origin(annotation) is tuple:
        of = _plain(get_args(annotation)[0])
        if isinstance(of, type) and issubclass(of, BaseModel):
            return "rows", (), fields_of(of)
        return "several_of", _choices(of), ()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "group", (), fields_of(annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return "one_of", _choices(annotation), ()
    if annotation is bool:
        return "yes_no", (), ()
    if annotation is date:
        return "date", (), ()
    if annotation is int:
        return "number", (), ()
    longest = next((bound.max_length for bound in info.metadata if isinstance(bound, MaxLen)), 0)
    return ("long_text" if longest > LONG else "text"), (), ()


def _plain(annotation: Any) -> Any:
    """The annotation without what makes it optional, constrained or another name of itself."""
    if isinstance(annotation, NewType):
        return _plain(annotation.__supertype__)
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _plain(next(one for one in get_args(annotation) if one is not NoneType))
    return annotation


def _choices(kind: Any) -> tuple[Choice, ...]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple((code.value, in_words(code.value)) for code in kind)
    return ()


def _default(info: FieldInfo) -> str:
    if info.default is True or info.default is False:
        return YES if info.default else NO
    return str(info.default) if isinstance(info.default, str | int | date) else ""
