"""The checked-in samples: one file for each wire name, a list of the event's values as they were written."""

import json
from importlib.resources import files

from pydantic import JsonValue

FOLDER = files("shared.events.samples")

Sample = dict[str, JsonValue]


def samples() -> dict[str, list[Sample]]:
    """The samples of every wire name ever released."""
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(FOLDER.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".json")
    }
