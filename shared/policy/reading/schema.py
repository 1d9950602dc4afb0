"""The JSON Schema of packs, which gives editors completion: `python -m shared.policy.reading.schema` writes it anew."""

import json
from pathlib import Path

from shared.policy.grammar import Pack

PATH = Path(__file__).parent.parent / "pack.schema.json"


def pack_schema() -> str:
    """The schema as it is checked in, one line at the end."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Pack.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(pack_schema(), encoding="utf-8")
