"""Invents the first samples of a new event out of its schema: the same for the same schema, and about nobody."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.events.samples.files import Sample

Schema = dict[str, Any]

FIRST_DAY = date(2026, 3, 2)

# Fields whose words or figures a schema cannot tell.
KNOWN: dict[str, Any] = {
    "agency": "together_for_adoption",
    "authority": "warrington",
    "because": "WAR-PPM-1",
    "chair_team": "children_in_care",
    "changes": {"occurred_on": "2026-02-27"},
    "child_id": "5b1d7c3e-0f5a-4c58-9d1c-3a7e52f0c1d1",
    "court": "family_court",
    "court_case_number": "WA26C50123",
    "date_of_birth": "2019-06-14",
    "expected_date_of_birth": None,
    "family_id": "c0a9a4de-6a6f-4a53-8d0a-7a30f8f7b2e4",
    "number": 2,
    "paper": "chronology",
    "reference": "HW-4821",
    "rule_id": "WAR-PPM-1",
    "score": 72,
    "team": "children_in_need_east",
    "source": "invented policy, clause 4.2",
    "what": "first pre-proceedings meeting",
}
# Words of an authority's own lists, which a schema only gives the shape of.
WORDS = {"kind": "parenting_assessment", "parts": "realistic_timescales", "purpose": "expert_recommended_therapy"}
SIMPLE: dict[str, Any] = {"boolean": True, "integer": 1}
# Days after `occurred_on`, so that what is planned lies ahead.
DAYS_AHEAD = {"met_on": 0, "decided_on": 0, "on": 0, "due_on": 14, "final_evidence_due": 56}
DEFAULT_DAYS_AHEAD = 42


def invented(schema: Schema) -> list[Sample]:
    """One sample with every field, and one with the required fields alone where those are fewer."""
    required = set(schema.get("required", []))
    whole = dict(_fields(schema))
    least = {name: value for name, value in whole.items() if name in required}
    return [whole] if least == whole else [whole, least]


def _fields(schema: Schema) -> Iterator[tuple[str, Any]]:
    definitions = schema.get("$defs", {})
    for name, field in schema["properties"].items():
        yield name, KNOWN[name] if name in KNOWN else _value(name, field, definitions)


def _value(name: str, field: Schema, definitions: dict[str, Schema]) -> Any:  # noqa: ANN401, PLR0911 - any JSON; a line a kind
    if "$ref" in field:
        field = definitions[field["$ref"].rpartition("/")[2]]
    match field:
        case {"anyOf": [first, *_]}:
            return _value(name, first, definitions)
        case {"enum": [code, *_]} | {"const": code}:
            return code
        case {"type": "array", "items": items}:
            return [_value(name, items, definitions)]
        case {"type": "boolean" | "integer" as kind}:
            return SIMPLE[kind]
        case {"pattern": _} if name in WORDS:
            return WORDS[name]
        case {"format": "uuid"}:
            return str(uuid5(NAMESPACE_URL, f"urn:hearth:sample:{name}"))
        case {"format": "date"}:
            ahead = 0 if name == "occurred_on" else DAYS_AHEAD.get(name, DEFAULT_DAYS_AHEAD)
            return (FIRST_DAY + timedelta(days=ahead)).isoformat()
    raise ValueError(f"no value can be invented for {name}; add it to KNOWN in shared/events/samples/invention.py")
