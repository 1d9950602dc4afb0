"""Event schemas: has any event changed in a way that breaks its readers, and is every schema checked in?"""

from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from shared.events.base import REGISTRY, load
from shared.events.samples.files import samples
from shared.events.samples.invention import invented
from shared.events.schemas.__main__ import problems
from shared.events.schemas.compatibility import Schema, breaking_changes
from shared.events.schemas.files import current, released

CODE = {"type": "string", "enum": ["green", "red"]}
OLD: Schema = {
    "$defs": {"Rating": CODE},
    "type": "object",
    "properties": {
        "to": {"$ref": "#/$defs/Rating"},
        "from": {"anyOf": [{"$ref": "#/$defs/Rating"}, {"type": "null"}], "default": None},
        "rule": {"type": "string", "pattern": "^A"},
        "period": {"const": 1},
        "days": {"type": "integer", "minimum": 0, "default": 0},
        "plans": {"type": "array", "items": {"$ref": "#/$defs/Rating"}},
    },
    "required": ["to", "rule"],
}


def changed(**fields: Schema) -> Schema:
    new = deepcopy(OLD)
    new["properties"] |= fields
    return new


def without(name: str) -> Schema:
    new = deepcopy(OLD)
    del new["properties"][name]
    return new


BREAKS = {
    "days: the field was removed": without("days"),
    "days: type changed from 'integer' to 'string'": changed(days={"type": "string", "minimum": 0, "default": 0}),
    "days: minimum changed from 0 to 1": changed(days={"type": "integer", "minimum": 1, "default": 0}),
    "days: default changed from 0 to 1": changed(days={"type": "integer", "minimum": 0, "default": 1}),
    "rule: pattern changed from '^A' to '^B'": changed(rule={"type": "string", "pattern": "^B"}),
    "rule: maxLength changed from None to 5": changed(rule={"type": "string", "pattern": "^A", "maxLength": 5}),
    "to: code 'red' was removed": changed(to={"type": "string", "enum": ["green"]}),
    "from: code 'red' was removed": changed(
        **{"from": {"anyOf": [{"type": "string", "enum": ["green"]}, {"type": "null"}], "default": None}}
    ),
    "from: it may be one of 0 kinds of value in place of 2": changed(**{"from": CODE | {"default": None}}),
    "plans[]: code 'red' was removed": changed(plans={"type": "array", "items": {"type": "string", "enum": ["green"]}}),
    "plans: what its list holds changed": changed(plans={"type": "array"}),
    "period: an enumeration of codes was removed": changed(period={}),
    "days: the field became required": OLD | {"required": ["to", "rule", "days"]},
    "new: a new field is required; give it a default": changed(new=CODE) | {"required": ["to", "rule", "new"]},
    "rule: the field is no longer required, but its readers rely on it": OLD | {"required": ["to"]},
}


@pytest.mark.parametrize("sentence", BREAKS)
def test_a_seeded_break_is_found(sentence: str) -> None:
    assert sentence in breaking_changes(OLD, BREAKS[sentence])


def test_growing_is_no_break() -> None:
    grown = changed(
        new={"type": "boolean", "default": False},
        period={"enum": [1, 2]},
        to={"$ref": "#/$defs/Rating", "description": "the colour"},
    ) | {"$defs": {"Rating": {"type": "string", "enum": ["green", "amber", "red"], "title": "Rating"}}}
    assert breaking_changes(OLD, grown) == []


def test_what_is_checked_in_is_what_the_code_says_and_nothing_broke() -> None:
    assert problems(released(), current(), samples()) == []


def test_a_break_in_the_code_is_told_with_what_to_do() -> None:
    schemas = released()
    schemas["tracking.rating_changed.v1"]["properties"]["colour"] = {"type": "string"}
    (sentence,) = problems(schemas, current(), samples())
    assert "colour: the field was removed" in sentence
    assert "register tracking.rating_changed.v2" in sentence


def test_a_stale_schema_and_a_withdrawn_event_are_told() -> None:
    schemas = released()
    schemas["gateway.forgotten.v1"] = {}
    schemas["gateway.order_ended.v1"]["description"] = "as it was"
    withdrawn, stale = problems(schemas, current(), samples())
    assert "gateway.forgotten.v1 was released and is registered no more" in withdrawn
    assert "run `python -m shared.events.schemas write`" in stale


@pytest.mark.parametrize("wire_name", released())
def test_samples_of_every_version_ever_released_load_and_fit_its_schema(wire_name: str) -> None:
    validator = Draft202012Validator(released()[wire_name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    for sample in samples()[wire_name]:
        validator.validate(sample)
        event = load(wire_name, sample)
        written = event.model_dump(mode="json", by_alias=True)
        assert type(event) is not REGISTRY[wire_name] or {name: written[name] for name in sample} == sample


def test_a_sample_can_be_invented_for_every_event() -> None:
    for wire_name, schema in current().items():
        for sample in invented(schema):
            load(wire_name, sample)
