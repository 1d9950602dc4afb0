"""Refusals write days as people do: `31 March 2026`, never as a machine does."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import python_files, text_of

A_DAY = re.compile(r"(^|_|\.)(on|since|until|born)$")


def days_as_a_machine_writes_them(source: str) -> Iterator[str]:
    """Each value in the sentence of a refusal that is named as a day and is put there as it is."""
    for node in ast.walk(ast.parse(source)):
        refusal = node.exc if isinstance(node, ast.Raise) else node if _is_a_ground(node) else None
        if refusal:
            values = (one.value for one in ast.walk(refusal) if isinstance(one, ast.FormattedValue))
            yield from (said for value in values if A_DAY.search(said := ast.unparse(value)))


def _is_a_ground(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Ground"


def test_every_day_in_a_refusal_is_in_words() -> None:
    rules = [path for path in python_files("services") if "domain" in path.with_suffix("").parts]
    assert len(rules) > 20, "the walk found next to nothing, so it would pass whatever is written"
    found = [f"{path}: {said}" for path in rules for said in days_as_a_machine_writes_them(text_of(path))]
    assert found == [], "write words_of_day(...) around it"


@pytest.mark.parametrize("value", ["on", "plan.occurred_on", "periods[-1].until", "search.raa_notified_on"])
def test_a_seeded_day_is_found(value: str) -> None:
    assert list(days_as_a_machine_writes_them(f'raise RuleBroken(f"it began on {{{value}}}; check it")')) == [value]


@pytest.mark.parametrize("value", ["words_of_day(on)", "plan.version", "reason"])
def test_what_is_no_bare_day_is_let_be(value: str) -> None:
    assert list(days_as_a_machine_writes_them(f'raise RuleBroken(f"it is {{{value}}}; check it")')) == []


def test_a_seeded_day_in_a_ground_is_found() -> None:
    seeded = 'Ground((Met,), holds, "it", lambda _case, met: f"it is due on {met.on}; check it")'
    assert list(days_as_a_machine_writes_them(seeded)) == ["met.on"]
