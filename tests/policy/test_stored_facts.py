"""A fact read from stored JSON is, for every rule, the fact that the event is."""

import json
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

import pytest
from pydantic import JsonValue

from hearth.bench.lives import life
from shared.events.base import REGISTRY, UnknownEventError, load
from shared.events.samples.files import samples
from shared.policy.event_classes import EVENTS
from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = sorted(cls.wire_name for cls in EVENTS.values())


def read_alike(wire_name: str, data: dict[str, JsonValue]) -> None:
    """The event of these data and what is stored of them say the same in every field."""
    event, event_id = load(wire_name, data), uuid4()
    told, kept = Fact.of(event, event_id, AT), Fact.stored(event_id, wire_name, AT, json.dumps(data))
    assert (kept.type, kept.place()) == (told.type, told.place())
    for name, value in told.fields.items():
        if isinstance(value, list | tuple):
            assert kept.texts(name) == told.texts(name)
        elif isinstance(value, dict):
            assert kept.fields[name] == value
        else:
            assert kept.text(name) == told.text(name)


@pytest.mark.parametrize("wire_name", NAMES)
def test_every_field_of_every_event_reads_alike(wire_name: str) -> None:
    for sample in samples()[wire_name]:
        read_alike(wire_name, sample)


@pytest.mark.parametrize("wire_name", NAMES)
def test_a_field_that_was_not_there_yet_when_it_was_written_has_its_default(wire_name: str) -> None:
    fields = REGISTRY[wire_name].model_fields.items()
    required = {info.alias or name for name, info in fields if info.is_required()}
    for sample in samples()[wire_name]:
        read_alike(wire_name, {name: value for name, value in sample.items() if name in required})


def test_what_is_due_by_stored_facts_is_what_is_due_by_the_events() -> None:
    policy, random = load_pack("warrington"), Random(9)
    for _ in range(4):
        one = life(random, 60)
        told = [Fact.of(event, event_id, AT) for event_id, event in one.told]
        kept = [Fact.stored(event_id, event.wire_name, AT, event.model_dump_json()) for event_id, event in one.told]
        assert obligations(kept, policy, one.today) == obligations(told, policy, one.today)


def test_an_event_that_nobody_registered_is_no_fact() -> None:
    with pytest.raises(UnknownEventError, match=r"did you mean .planning\.visit_made"):
        Fact.stored(uuid4(), "planning.visit_mode.v1", AT, '{"occurred_on": "2026-03-02"}')
