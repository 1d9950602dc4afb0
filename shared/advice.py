"""What to write instead, for every kind of fault that a command's class can find, in words for who fills in a form."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from shared.calendar import words_of_day

NUMBER, WHOLE, LIST = "write a number", "write a whole number", "write a list"
DAY, MOMENT, TIME = "write a real date", "write a day and a time", "write a time of day, as 14:30"
SPAN, ADDRESS, IDENTIFIER = "write a length of time", "write a whole web address", "write an id"
FIELDS, ONE, YES_OR_NO = "write the fields that are asked for", "write {expected}", "write true or false"
UNREADABLE = "write what is asked for here"
# By the type of pydantic's fault; its own sentence is never told.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "is missing, write it",
        "extra_forbidden": "is not a field here, leave it out",
        "json_invalid": "is not JSON, write JSON",
        "string_type": "write text",
        "string_too_short": "write at least {min_length} characters",
        "string_too_long": "write at most {max_length} characters",
        "string_pattern_mismatch": "write it in the form that is asked for",
        "too_short": "give at least {min_length}",
        "too_long": "give at most {max_length}",
        "greater_than": "write more than {gt}",
        "greater_than_equal": "write {ge} or more",
        "less_than": "write less than {lt}",
        "less_than_equal": "write {le} or less",
        "multiple_of": "write a multiple of {multiple_of}",
        "enum": ONE,
        "literal_error": ONE,
        "date_past": "write a day that is past",
        "date_future": "write a day that is still to come",
        "list_type": LIST,
        "tuple_type": LIST,
        "set_type": LIST,
        "frozen_set_type": LIST,
        "decimal_max_places": "write at most {decimal_places} digits after the point",
        **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), WHOLE),
        **dict.fromkeys(("float_type", "float_parsing", "finite_number", "decimal_type", "decimal_parsing"), NUMBER),
        **dict.fromkeys(("bool_type", "bool_parsing"), YES_OR_NO),
        **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), DAY),
        **dict.fromkeys(("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_aware"), MOMENT),
        **dict.fromkeys(("time_type", "time_parsing"), TIME),
        **dict.fromkeys(("time_delta_type", "time_delta_parsing"), SPAN),
        **dict.fromkeys(("url_type", "url_parsing", "url_scheme", "url_syntax_violation", "url_too_long"), ADDRESS),
        **dict.fromkeys(("uuid_type", "uuid_parsing", "uuid_version"), IDENTIFIER),
        **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "mapping_type"), FIELDS),
    }
)
# Faults of ours whose message is the sentence already.
AS_WRITTEN = frozenset({"day_as_written", "moment_as_written"})
# What is a choice or an answer on a form, whatever the class finds wrong with it.
NOT_CHOSEN = frozenset({"missing", "enum", "literal_error", "bool_type", "bool_parsing", "uuid_type", "uuid_parsing"})
PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        r"^[a-z][a-z0-9_]{1,60}$": "write small letters and digits with _ between words, as children_in_need",
        r"^[A-Z]{2}[0-9]{2}[A-Z][0-9]{5}$": "write it as the court does, as WA26C50123",
    }
)


def advice(error: Mapping[str, Any]) -> str:
    """The advice of a fault. A validator of ours says its own sentence; the input itself is never repeated."""
    kind, bounds = error["type"], error.get("ctx", {})
    if kind in {"value_error", "assertion_error"}:
        return str(error["msg"]).partition(", ")[2]
    if kind in AS_WRITTEN:
        return str(error["msg"])
    if kind == "string_pattern_mismatch" and bounds.get("pattern") in PATTERNS:
        return PATTERNS[bounds["pattern"]]
    said = {name: words_of_day(bound) if isinstance(bound, date) else bound for name, bound in bounds.items()}
    sentence = SENTENCES.get(kind, UNREADABLE).format(**said)
    return sentence.replace(" 1 characters", " 1 character").replace(" 1 digits", " 1 digit")
