"""What a service sends and hears on Kafka, as an AsyncAPI 3.0 document made from the event classes."""

import inspect
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.events.base import Event
from shared.events.samples.files import Sample, samples
from shared.events.schemas.files import Plain
from shared.messaging.envelope import REQUIRED_HEADERS, RecordedEvent, encode
from shared.messaging.topics import manifest, topic_of

Document = dict[str, Any]

BINDING_VERSION = "0.5.0"
SCHEMAS = "#/components/schemas/"

EXAMPLE_MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
EXAMPLE_TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

HEADERS: Document = {
    "type": "object",
    "description": "CloudEvents 1.0 attributes, in the binary mode of its Kafka protocol binding.",
    "required": [*REQUIRED_HEADERS, "content-type"],
    "properties": {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {
            "type": "string",
            "format": "uuid",
            "description": "Names the event; hearing it twice is hearing it once.",
        },
        "ce_source": {"type": "string", "pattern": "^/hearth/[a-z_]+$", "description": "The service that recorded it."},
        "ce_type": {
            "type": "string",
            "pattern": r"^[a-z_]+\.[a-z0-9_]+\.v[1-9][0-9]*$",
            "description": "Its wire name.",
        },
        "ce_time": {"type": "string", "format": "date-time", "description": "When it was recorded."},
        "ce_subject": {
            "type": "string",
            "format": "uuid",
            "description": "The case: the child or family. Equals the key.",
        },
        "ce_sequence": {
            "type": "string",
            "pattern": "^[1-9][0-9]{0,8}$",
            "description": "Its place among the events that the source recorded about the case, from 1.",
        },
        "ce_authority": {"type": "string", "pattern": "^[a-z][a-z0-9_]{1,40}$", "description": "Whose case it is."},
        "traceparent": {
            "type": "string",
            "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
            "description": "The trace in which it was recorded (W3C Trace Context; CloudEvents distributed tracing).",
        },
        "ce_toldsince": {
            "type": "string",
            "format": "date-time",
            "description": "Since when the source tells its journal on this Kafka from the start. Where it is later "
            "than at earlier messages, the log may be another one, and a position in it counts for nothing.",
        },
        "content-type": {"const": "application/json"},
    },
}


def asyncapi(service: str, publishes: Sequence[type[Event]], hears: Sequence[type[Event]]) -> Document:
    """The AsyncAPI 3.0 document of a service: it sends `publishes` on its own topic and receives `hears` from theirs.

    Every service sends corrections of its own entries: those in `hears` are received on every topic that is heard.
    """
    own = topic_of(service)
    heard = _by_topic(hears)
    carried = heard | {own: {*publishes, *heard.get(own, ())}}
    kinds = sorted({*publishes, *hears}, key=_wire_name)
    written = samples()
    return {
        "asyncapi": "3.0.0",
        "id": f"urn:hearth:{service}",
        "info": {
            "title": f"Hearth {service}",
            "version": "1",
            "description": f"Events that {service} sends and receives. Events only grow; a break is a new wire name.",
        },
        "defaultContentType": "application/json",
        "servers": {
            "kafka": {
                "host": "{bootstrap}",
                "protocol": "kafka",
                "description": "The cluster that all services share.",
                "variables": {"bootstrap": {"description": "host:port of a broker", "default": "127.0.0.1:9092"}},
            }
        },
        "channels": {topic: _channel(topic, classes) for topic, classes in sorted(carried.items())},
        "operations": {
            f"send_{service}": _operation("send", own, publishes, {}),
            **{
                f"receive_{topic}": _operation("receive", topic, heard[topic], _group(service))
                for topic in sorted(heard)
            },
        },
        "components": {
            "messages": {cls.wire_name: _message(cls, written[cls.wire_name]) for cls in kinds},
            "schemas": {"CloudEvent": HEADERS, **_payloads(kinds)},
        },
    }


def _wire_name(cls: type[Event]) -> str:
    return cls.wire_name


def _by_topic(hears: Sequence[type[Event]]) -> dict[str, set[type[Event]]]:
    """The topics on which these events come. Corrections come on all of them."""
    topics = {topic.name for topic in manifest()}
    heard: dict[str, set[type[Event]]] = {}
    for cls in hears:
        topic = topic_of(cls.wire_name.partition(".")[0])
        if topic in topics:
            heard.setdefault(topic, set()).add(cls)
    corrections = {cls for cls in hears if topic_of(cls.wire_name.partition(".")[0]) not in topics}
    return {topic: classes | corrections for topic, classes in heard.items()}


def _channel(name: str, classes: Iterable[type[Event]]) -> Document:
    topic = next(topic for topic in manifest() if topic.name == name)
    return {
        "address": name,
        "description": "All events of one service, in order for each case.",
        "messages": {
            cls.wire_name: {"$ref": f"#/components/messages/{cls.wire_name}"} for cls in sorted(classes, key=_wire_name)
        },
        "servers": [{"$ref": "#/servers/kafka"}],
        "bindings": {"kafka": {"topic": name, "partitions": topic.partitions, "bindingVersion": BINDING_VERSION}},
    }


def _group(service: str) -> Document:
    group = {"type": "string", "enum": [f"hearth-{service}"]}
    return {"bindings": {"kafka": {"groupId": group, "bindingVersion": BINDING_VERSION}}}


def _operation(action: str, topic: str, classes: Iterable[type[Event]], bindings: Document) -> Document:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{topic}"},
        "messages": [
            {"$ref": f"#/channels/{topic}/messages/{cls.wire_name}"} for cls in sorted(classes, key=_wire_name)
        ],
        **bindings,
    }


def _message(cls: type[Event], written: Sequence[Sample]) -> Document:
    return {
        "name": cls.wire_name,
        "title": cls.__name__,
        "summary": inspect.cleandoc(cls.__doc__ or cls.__name__),
        "contentType": "application/json",
        "headers": {
            "type": "object",
            "allOf": [{"$ref": f"{SCHEMAS}CloudEvent"}],
            "properties": {"ce_type": {"const": cls.wire_name}},
        },
        "payload": {"$ref": f"{SCHEMAS}{cls.wire_name}"},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "format": "uuid", "description": f"The {cls.about} that the event is about."},
                "bindingVersion": BINDING_VERSION,
            }
        },
        "examples": [_example(cls, number, sample) for number, sample in enumerate(written, 1)],
    }


def _example(cls: type[Event], number: int, sample: Sample) -> Document:
    recorded = RecordedEvent(
        event_id=uuid5(NAMESPACE_URL, f"{cls.wire_name}/{number}"),
        event=cls.model_validate_json(json.dumps(sample)),
        source=cls.wire_name.partition(".")[0],
        version=number,
        recorded_at=EXAMPLE_MOMENT,
        traceparent=EXAMPLE_TRACE,
    )
    _, headers = encode(recorded)
    return {
        "name": f"{cls.__name__}{number}",
        "headers": {name: value.decode() for name, value in headers},
        "payload": sample,
    }


def _payloads(kinds: Sequence[type[Event]]) -> Document:
    """The schema of each event under its wire name, and of the codes they use under their own names."""
    payloads: Document = {}
    for cls in kinds:
        schema = dict(_schema(cls))
        payloads |= schema.pop("$defs", {})
        payloads[cls.wire_name] = schema
    return payloads


@cache
def _schema(cls: type[Event]) -> Document:
    return cls.model_json_schema(ref_template=SCHEMAS + "{model}", schema_generator=Plain)
