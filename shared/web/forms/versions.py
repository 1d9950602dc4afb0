"""The version that was read: of two who change the same thing at once, the second is told what the first recorded."""

from collections.abc import Sequence

from shared.web.forms.fields import FormField, Values, every_field, first_of
from shared.web.forms.written import value_of

VERSION = "version_read"  # the hidden field that carries it
CHANGED = (
    "somebody recorded a change while you wrote; what is recorded now stands at each field that differs: "
    "look at it, write what is right, and record it again"
)
MOST_DIGITS = 9
PARTS = frozenset({"group", "rows", "ticks"})


def version_in(values: Values, default: int | None = None) -> int | None:
    """The version that a form carries; else the default."""
    digits = first_of(values, VERSION)
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else default


def changed(fields: Sequence[FormField], values: Values, now: Values) -> dict[str, str]:
    """The values that are recorded now, in words, per field in which something else is written."""
    parts = {name: field for name, field in every_field(fields, values).items() if field.kind not in PARTS}
    return {
        name: f"recorded now is {_words(field, now)}"
        for name, field in parts.items()
        if value_of(field, values) != value_of(field, now)
    }


def _words(field: FormField, now: Values) -> str:
    """The text of a form, as a person reads it."""
    value = value_of(field, now) or field.default or "nothing"
    values, choices = value if isinstance(value, list) else [value], dict(field.choices)
    return ", ".join("yes" if each is True else choices.get(str(each), str(each)) for each in values)
