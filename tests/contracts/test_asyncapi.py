"""AsyncAPI: is each service's document valid by the official schema, and true to its events?"""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from shared.events.base import REGISTRY
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.asyncapi import Document, asyncapi

OFFICIAL = json.loads(Path(__file__).with_name("asyncapi-3.0.0.json").read_text(encoding="utf-8"))


def document_of(service: str) -> Document:
    others = [cls for other, classes in PUBLISHED_BY.items() if other != service for cls in classes]
    return asyncapi(service, [*PUBLISHED_BY[service], *CORRECTIONS], [*others, *CORRECTIONS])


def problems_of(document: Document) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(OFFICIAL).iter_errors(document)]


@pytest.mark.parametrize("service", PUBLISHED_BY)
def test_the_document_is_valid_by_the_official_schema(service: str) -> None:
    assert problems_of(document_of(service)) == []


def test_the_official_schema_refuses_a_document_without_channels_address() -> None:
    document = document_of("gateway")
    document["channels"]["gateway.events"]["address"] = 7
    assert problems_of(document)


@pytest.mark.parametrize("service", PUBLISHED_BY)
def test_every_reference_points_at_something(service: str) -> None:
    document = document_of(service)

    def references(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [found for value in part.values() for found in references(value)]
        return [found for value in part for found in references(value)] if isinstance(part, list) else []

    for reference in references(document):
        at = document
        for step in reference.removeprefix("#/").split("/"):
            at = at[step]


def test_every_event_has_its_message_channel_and_operation() -> None:
    document = document_of("planning")
    assert set(document["components"]["messages"]) == set(REGISTRY)
    assert set(document["channels"]) == {f"{service}.events" for service in PUBLISHED_BY}
    sent = {message["$ref"].rpartition("/")[2] for message in document["operations"]["send_planning"]["messages"]}
    assert sent == {cls.wire_name for cls in (*PUBLISHED_BY["planning"], *CORRECTIONS)}
    received = document["operations"]["receive_gateway.events"]["messages"]
    assert {"$ref": "#/channels/gateway.events/messages/hearth.entry_voided.v1"} in received
    assert {channel["bindings"]["kafka"]["partitions"] for channel in document["channels"].values()} == {12}


def test_every_example_fits_its_own_headers_and_payload() -> None:
    document = document_of("tracking")
    registry = Registry().with_resource("urn:document", Resource.from_contents(document, DRAFT7))
    for name in document["components"]["messages"]:
        for example in document["components"]["messages"][name]["examples"]:
            for part in ("headers", "payload"):
                schema = {"$ref": f"urn:document#/components/messages/{name}/{part}"}
                Draft7Validator(schema, registry=registry, format_checker=FormatChecker()).validate(example[part])


def test_the_key_is_the_child_or_the_family() -> None:
    messages = document_of("family_finding")["components"]["messages"]
    assert "family" in messages["family_finding.family_approved.v1"]["bindings"]["kafka"]["key"]["description"]
    assert "child" in messages["family_finding.match_approved.v1"]["bindings"]["kafka"]["key"]["description"]
