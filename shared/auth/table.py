"""Which roles may do which action: the table, read strictly from actions.yaml."""

from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from shared.events.codes.roles import Role

ActionTable = Mapping[str, frozenset[Role]]
Action = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z0-9]+)*$")]

_SECTIONS = TypeAdapter(dict[str, dict[Action, Annotated[list[Role], Field(min_length=1)]]])


class NotLoaded(ValueError):
    """A table that cannot be trusted is not loaded; the message says the mend."""


class StrictLoader(yaml.SafeLoader):
    """YAML in which no key is written twice: plain YAML lets the last one win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - its parent's signature
        """A mapping, or NotLoaded with the line of the second key."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise NotLoaded(f"line {key.start_mark.line + 1} writes {key.value} a second time; keep one")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load_strictly(text: str) -> object:
    """The document in `text`. Raises NotLoaded where it is not YAML or writes a key twice."""
    try:
        document: object = yaml.load(text, StrictLoader)  # noqa: S506 - a SafeLoader that is stricter still
    except yaml.YAMLError as fault:
        raise NotLoaded(f"this is not YAML; mend it: {fault}") from fault
    return document


def load_actions(text: str) -> ActionTable:
    """Action to roles, from a document of sections: `{section: {action: [role, ...]}}`.

    Raises NotLoaded where an action has no role, a role is unknown or named twice, or an action stands twice.
    """
    try:
        sections = _SECTIONS.validate_python(load_strictly(text))
    except ValidationError as fault:
        first = fault.errors()[0]
        where = " / ".join(str(part) for part in first["loc"]) or "the table"
        raise NotLoaded(f"{where}: {first['msg']}; write `action: [role, ...]` with roles of the work") from fault
    table: dict[str, frozenset[Role]] = {}
    for section, actions in sections.items():
        for action, roles in actions.items():
            if action in table:
                raise NotLoaded(f"{action} stands in {section} and before it; keep one")
            if len(set(roles)) < len(roles):
                raise NotLoaded(f"{action} names a role twice; keep one")
            table[action] = frozenset(roles)
    if not table:
        raise NotLoaded("the table is empty; write at least one action")
    return table


@cache
def action_table() -> ActionTable:
    """The table that Hearth works by."""
    return load_actions(files("shared.auth").joinpath("actions.yaml").read_text())
