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
        try:
            self._loader = _Loader(path.read_text(encoding="utf-8"))
            node = self._loader.get_single_node()
        except (OSError, UnicodeDecodeError) as fault:
            raise PackRefused(f"{self.name} cannot be read as UTF-8 text ({fault}); name the file of a pack") from fault
        except RecursionError as fault:
            raise self._refused(1, "is nested without end; a pack is a few lists deep") from fault
        except yaml.YAMLError as fault:
            raise self._no_yaml(fault) from fault
        if not isinstance(node, yaml.MappingNode):
            raise self._refused(1, "holds no pack; begin with `name:`")
        self._walk(node, ())
        self.data: dict[str, Any] = self._loader.construct_document(node)

    def refused(self, place: Place, sentence: str) -> PackRefused:
        """The refusal of the part at a place, or of what holds it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._refused(self._lines.get(place, 1), sentence)

    def _refused(self, line: int, sentence: str) -> PackRefused:
        return PackRefused(f"{self.name}, line {line}: {sentence}")

    def _no_yaml(self, fault: yaml.YAMLError) -> PackRefused:
        mark = getattr(fault, "problem_mark", None)
        problem = getattr(fault, "problem", None) or fault
        return self._refused(mark.line + 1 if mark else 1, f"is no YAML: {problem}; mend the line")

    def _walk(self, node: yaml.Node, place: Place) -> None:
        line = node.start_mark.line + 1
        self._lines.setdefault(place, line)
        if isinstance(node, yaml.SequenceNode):
            for index, part in enumerate(node.value):
                self._walk(part, (*place, index))
        elif isinstance(node, yaml.ScalarNode):
            try:
                self._loader.construct_object(node)
            except ValueError as fault:
                raise self._refused(line, f"{node.value!r} is no value ({fault}); mend it") from fault
            except yaml.YAMLError as fault:
                raise self._no_yaml(fault) from fault
        elif isinstance(node, yaml.MappingNode):
            seen: dict[Hashable, int] = {}
            for key, part in node.value:
                line = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode):
                    raise self._refused(line, "a key is a list or a mapping; write a name")
                if key.value in seen:
                    sentence = (
                        f"the key {key.value!r} is written twice (first on line {seen[key.value]}); keep one of the two"
                    )
                    raise self._refused(line, sentence)
                seen[key.value] = line
                self._lines[*place, key.value] = line
                self._walk(part, (*place, key.value))


class _Loader(yaml.SafeLoader):
    """YAML as people write packs: dates are dates, only true and false are yes or no, nothing is said by alias."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The next node; refused where it only points to another."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias stands for something written elsewhere", mark)
        found: yaml.Node | None = super().compose_node(parent, index)
        return found


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
