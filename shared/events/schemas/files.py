"""The checked-in schemas: one file for each wire name, made from its class."""

import json
from importlib.resources import files
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

import shared.events.catalogue  # noqa: F401 - registers every event
from shared.events.base import REGISTRY, Event

Schema = dict[str, Any]

FOLDER = files("shared.events.schemas")


class Plain(GenerateJsonSchema):
    """Leaves out the titles of fields, which only repeat their names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's signature
        """No field has one."""
        return False


def schema_of(cls: type[Event]) -> Schema:
    """The JSON Schema (2020-12) of an event's value: what a reader may rely on."""
    schema = cls.model_json_schema(schema_generator=Plain)
    return {"$schema": Plain.schema_dialect, "$id": f"urn:hearth:{cls.wire_name}", **schema}


def released() -> dict[str, Schema]:
    """The checked-in schema of every wire name ever released."""
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(FOLDER.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".json")
    }


def current() -> dict[str, Schema]:
    """The schema of every registered event, as the code has it now."""
    return {wire_name: schema_of(cls) for wire_name, cls in sorted(REGISTRY.items())}


def as_text(document: Any) -> str:  # noqa: ANN401 - any JSON
    """JSON as it is checked in: a change shows as few lines."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
