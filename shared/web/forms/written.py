"""What the text of a form comes to: the command's JSON, and where in the form a fault of the command is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from shared.advice import AS_WRITTEN, NOT_CHOSEN, advice
from shared.web.forms.fields import NO, YES, FormField, Kind, Values, every_field, first_of
from shared.web.uploads import FILE

DATE_PARTS = ("year", "month", "day")
WORDS = frozenset({"text", "long_text", "lines"})
# What to do where nothing is chosen that can be, and where nothing is written, by the kind of the field.
CHOOSE: Mapping[Kind, str] = {"one_of": "select one", "yes_no": "select yes or no", "several_of": "select at least one"}
ENTER: Mapping[Kind, str] = {"date": "enter a date", "number": "enter a number", "rows": "add at least one"}
ANSWER = "enter an answer"
NO_FILE = "Select a file"
NO_DAY = "enter a real date"  # in three fields, of which none shows how a day is written in one


def document(fields: Sequence[FormField], values: Values) -> dict[str, Any]:
    """The command's JSON: what was left blank, or as the form begins by the command's own defaults, is not in it."""
    written = {field.name.rpartition("-")[2]: value_of(field, values) for field in fields}
    return {name: value for name, value in written.items() if value is not None}


def text_of(recorded: BaseModel, prefix: str = "") -> dict[str, list[str]]:
    """The form's text of what is recorded, to begin with: each field with `prefix` before its name.

    The parts of a group have the group's name before theirs.
    """
    text: dict[str, list[str]] = {}
    for field in type(recorded).model_fields:
        name = f"{prefix}{field}"
        match getattr(recorded, field):
            case None:
                continue
            case BaseModel() as group:
                text |= text_of(group, f"{name}-")
            case bool() as yes:
                text[name] = [YES if yes else NO]
            case date() as on:
                text |= text_of_day(name, on)
            case tuple() as several:
                text[name] = [str(value) for value in several]
            case value:
                text[name] = [str(value)]
    return text


def text_of_day(name: str, on: date) -> dict[str, list[str]]:
    """The form's text of a day, in the parts of a field of this name."""
    return {f"{name}-{part}": [str(getattr(on, part))] for part in DATE_PARTS}


def errors_of(fields: Sequence[FormField], values: Values, fault: ValidationError) -> dict[str, str]:
    """The advice for each field of the form; what belongs to no one field is under an empty name."""
    named, rows = every_field(fields, values), {field.name: field for field in fields}
    errors: dict[str, str] = {}
    for error in fault.errors():
        parts = list(error["loc"])
        if len(parts) > 1 and isinstance(parts[1], int) and (field := rows.get(str(parts[0]))):
            kept = list(_rows(field, values)) if field.fields else [0]
            parts[1] = kept[parts[1]] if parts[1] < len(kept) else parts[1]
        while parts and "-".join(map(str, parts)) not in named:
            parts.pop()
        name = "-".join(map(str, parts))
        errors.setdefault(name, _advice(named[name].kind, error) if name in named else advice(error))
    return errors


def errors_of_upload(kinds: Mapping[str, Kind], fault: RequestValidationError) -> dict[str, str]:
    """The advice for the file of a form and for each field beside it, whose kinds these are."""
    errors: dict[str, str] = {}
    for error in fault.errors():
        name = str(error["loc"][1])
        errors.setdefault(name, NO_FILE if name == FILE else _advice(kinds.get(name, "text"), error))
    return errors


def _advice(kind: Kind, error: Mapping[str, Any]) -> str:
    """The advice at a field of a form: what is to be chosen there or, where nothing is written, entered."""
    if kind in CHOOSE and error["type"] in NOT_CHOSEN:
        return CHOOSE[kind]
    if kind == "date" and error["type"] in AS_WRITTEN:
        return NO_DAY
    return ENTER.get(kind, ANSWER) if error["type"] == "missing" else advice(error)


def value_of(field: FormField, values: Values) -> Any:  # noqa: PLR0911 - one line a kind of field
    """The value of one field in JSON; None where it is left as the form begins."""
    match field.kind:
        case "date":
            parts = [first_of(values, f"{field.name}-{part}").strip() for part in DATE_PARTS]
            return "-".join(part.zfill(2) for part in parts) if any(parts) else None
        case "several_of":
            return list(dict.fromkeys(code for code in values.get(field.name, ()) if code)) or None
        case "lines":
            texts = values.get(field.name, ())
            return [line.strip() for text in texts for line in text.splitlines() if line.strip()] or None
        case "group":
            return document(field.fields, values) or None
        case "rows" | "ticks":
            return list(_rows(field, values).values()) or None
        case "yes_no":
            answer = first_of(values, field.name).strip()
            return answer == YES if answer and answer != field.default else None
        case _:
            text = first_of(values, field.name).strip()
            if not text or (text == field.default and not field.required):
                return None
            return int(text) if field.numbers and text.isdecimal() else text


def _rows(field: FormField, values: Values) -> Mapping[int, dict[str, Any]]:
    """The rows that count, by their place in the form."""
    rows = {}
    for number in range(max(field.rows_written(values), len(field.choices))):
        ticked = number < len(field.choices)
        row = document(field.row(number), values)
        if ticked and _counts(field, number, values):
            rows[number] = {field.tick: field.choices[number][0]} | row
        elif row and not ticked:
            rows[number] = row
    return rows


def _counts(field: FormField, number: int, values: Values) -> bool:
    """Whether a row that can be ticked is, or says something: what somebody wrote is never left out in silence."""
    return bool(first_of(values, f"{field.name}-{number}-{field.tick}").strip()) or says_more(field, number, values)


def says_more(field: FormField, number: int, values: Values) -> bool:
    """Whether a row says more than it began with: what is required of it may begin filled in, but for words."""
    parts = (part for part in field.row(number) if part.kind in WORDS or not part.required)
    return any(value_of(part, values) is not None for part in parts)
