"""Reading a pack: strict YAML that refuses a key written twice, and keeps the line of every part for its messages."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from shared.errors import Refusal

Place = tuple[str | int, ...]


class PackRefused(Refusal):
    """A pack does not load; the sentence names the file, the line and the mend."""

    code = "pack-refused"


class SourceFile:
    """A pack's file: its data, and the line on which each part of it stands."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._lines: dict[Place, int] = {}
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
        except yaml.YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            raise self._refused(
                mark.line + 1 if mark else 1, f"is no YAML: {getattr(fault, 'problem', fault)}; mend the line"
            ) from fault
        if not isinstance(node, yaml.MappingNode):
            raise self._refused(1, "holds no pack; begin with `name:`")
        self._walk(node, ())
        self.data: dict[str, Any] = loader.construct_document(node)

    def refused(self, place: Place, sentence: str) -> PackRefused:
        """The refusal of the part at a place, or of what holds it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._refused(self._lines.get(place, 1), sentence)

    def _refused(self, line: int, sentence: str) -> PackRefused:
        return PackRefused(f"{self.name}, line {line}: {sentence}")

    def _walk(self, node: yaml.Node, place: Place) -> None:
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            for index, part in enumerate(node.value):
                self._walk(part, (*place, index))
        elif isinstance(node, yaml.MappingNode):
            seen: dict[Hashable, int] = {}
            for key, part in node.value:
                line = key.start_mark.line + 1
                if key.value in seen:
                    sentence = (
                        f"the key {key.value!r} is written twice (first on line {seen[key.value]}); keep one of the two"
                    )
                    raise self._refused(line, sentence)
                seen[key.value] = line
                self._lines[*place, key.value] = line
                self._walk(part, (*place, key.value))


class _Loader(yaml.SafeLoader):
    """YAML as people write packs: dates are dates, and only true and false are yes or no."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
