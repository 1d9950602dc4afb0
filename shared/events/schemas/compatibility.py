"""Compatibility: does a changed event schema break those who read it, or what was written under it before?

Events only grow. A new field with a default and a new code in an enumeration are the whole of what may change;
a service that does not know the new code yet parks the message, and takes it in when it is released.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

ANNOTATIONS = frozenset({"$id", "$schema", "$defs", "title", "description", "examples"})
COMPARED_APART = frozenset({"properties", "required", "enum", "const", "anyOf", "items", "prefixItems"})


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """What in the new schema breaks the old, one sentence each; empty when events only grew."""
    return list(_changes("", _Reader(old), old, _Reader(new), new))


class _Reader:
    """Follows the references of one schema document."""

    def __init__(self, document: Schema) -> None:
        self.definitions: dict[str, Schema] = document.get("$defs", {})

    def meaning(self, schema: Schema) -> Schema:
        """The schema without its annotations, references followed, a single value as an enumeration of one."""
        if "$ref" in schema:
            target = self.definitions[schema["$ref"].rpartition("/")[2]]
            schema = target | {keyword: value for keyword, value in schema.items() if keyword != "$ref"}
        schema = {keyword: value for keyword, value in schema.items() if keyword not in ANNOTATIONS}
        if "const" in schema:
            schema["enum"] = [schema.pop("const")]
        return schema


def _changes(path: str, before: _Reader, old: Schema, after: _Reader, new: Schema) -> Iterator[str]:
    old, new = before.meaning(old), after.meaning(new)
    where = path or "the event"
    for keyword in sorted((old.keys() | new.keys()) - COMPARED_APART):
        if old.get(keyword) != new.get(keyword):
            yield f"{where}: {keyword} changed from {old.get(keyword)!r} to {new.get(keyword)!r}"
    yield from _codes(where, old, new)
    yield from _fields(path, before, old, after, new)
    for keyword in ("anyOf", "prefixItems"):
        olds, news = old.get(keyword, []), new.get(keyword, [])
        if len(olds) != len(news):
            yield f"{where}: it may be one of {len(news)} kinds of value in place of {len(olds)}"
        for one, other in zip(olds, news, strict=False):
            yield from _changes(path, before, one, after, other)
    if ("items" in old) != ("items" in new):
        yield f"{where}: what its list holds changed"
    elif "items" in old:
        yield from _changes(f"{path}[]", before, old["items"], after, new["items"])


def _codes(where: str, old: Schema, new: Schema) -> Iterator[str]:
    if ("enum" in old) != ("enum" in new):
        yield f"{where}: an enumeration of codes was {'removed' if 'enum' in old else 'introduced'}"
        return
    for code in old.get("enum", []):
        if code not in new["enum"]:
            yield f"{where}: code {code!r} was removed"


def _fields(path: str, before: _Reader, old: Schema, after: _Reader, new: Schema) -> Iterator[str]:
    olds, news = old.get("properties", {}), new.get("properties", {})
    for name in olds:
        at = f"{path}.{name}".lstrip(".")
        if name not in news:
            yield f"{at}: the field was removed"
        else:
            yield from _changes(at, before, olds[name], after, news[name])
    was_required, is_required = set(old.get("required", [])), set(new.get("required", []))
    for name in sorted(is_required - was_required):
        at = f"{path}.{name}".lstrip(".")
        yield f"{at}: " + (
            "the field became required" if name in olds else "a new field is required; give it a default"
        )
    for name in sorted((was_required - is_required) & news.keys()):
        yield f"{f'{path}.{name}'.lstrip('.')}: the field is no longer required, but its readers rely on it"
