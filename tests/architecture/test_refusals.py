"""Every refusal is met by a test: do the tests quote each sentence that the rules raise, by words of its own?"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, python_files, text_of

LAYERS = {"domain", "commands", "records", "read_model"}
ROOMS = {"letters", "records", "siblings"}  # what services share of them
QUOTED = 16  # characters: fewer are met by chance, and more would be more than most tests quote
GAP = re.compile(r"\.[*+]\??|\|")  # what stands between the words of a pattern
OURS = Path(__file__).relative_to(ROOT)  # what is quoted here meets nothing

Sentence = tuple[str, ...]  # what is written between its values


def sentences(source: str) -> Iterator[tuple[int, Sentence]]:
    """Each sentence that is raised, or with which a ground refuses, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            said = node.exc.args
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Ground":
            said = node.args[3:4]
        else:
            continue
        yield from ((node.lineno, sentence) for one in said if (sentence := _written(one)))


def _written(said: ast.expr) -> Sentence:
    if isinstance(said, ast.Lambda):
        return _written(said.body)
    values = said.values if isinstance(said, ast.JoinedStr) else [said]
    found = (one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return tuple(piece for piece in found if piece)


def quotes(source: str) -> Iterator[str]:
    """What a test may quote: each of its strings but the docstrings, a pattern as the words that it looks for."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from GAP.split(node.value.replace("\\", ""))


def runs(pieces: Sequence[str], length: int) -> set[str]:
    """Every run of so many characters in these pieces."""
    return {piece[start : start + length] for piece in pieces for start in range(len(piece) - length + 1)}


def not_met(raised: Sequence[Sentence], quoted: Sequence[str]) -> list[Sentence]:
    """The sentences of which no quote has enough.

    Met is a sentence where a string in the tests shares 16 characters in a row with it (or its longest piece, where
    that is shorter) which no other sentence has. So `; check the day` meets nothing, as many end so. One that has no
    such characters, because others say the same at more length, is met with them.

    What this cannot see: whether the string is compared with a refusal at all, or with that of this guard; which of two
    guards is met that say the same; whether a guard refuses all that it should; a sentence that is raised by name, or
    joined of parts. It finds the guard that nobody thought to try.
    """
    everything = "\n".join("\n".join(sentence) for sentence in set(raised))
    found = {length: runs(quoted, length) for length in set(map(_length, raised))}
    missing = []
    for sentence in dict.fromkeys(raised):
        said, text = runs(sentence, _length(sentence)), "\n".join(sentence)
        own = {run for run in said if everything.count(run) == text.count(run)}
        if not (own or said) & found[_length(sentence)]:
            missing.append(sentence)
    return missing


def _length(sentence: Sentence) -> int:
    return min(QUOTED, max(map(len, sentence)))


def in_a_layer(path: Path) -> bool:
    if path.parts[0] == "shared":
        return path.parts[1] in ROOMS
    return any(part.removesuffix(".py") in LAYERS for part in path.parts[2:4])


def test_every_refusal_is_met_by_a_test() -> None:
    raised = {
        (path, line): sentence
        for path in python_files("services", "shared")
        if in_a_layer(path)
        for line, sentence in sentences(text_of(path))
    }
    assert len(raised) > 300, "the walk found next to nothing, so it would pass whatever is written"
    quoted = [said for path in python_files("tests") if path != OURS for said in quotes(text_of(path))]
    missing = set(not_met(list(raised.values()), quoted))
    found = [f"{path}:{line} {' … '.join(said)}" for (path, line), said in raised.items() if said in missing]
    assert found == [], "write a test that meets it and quotes its words, those that no other refusal has"


CLOSED = ("the door was closed on ", "; check the day")
OPENED = ("the door was opened on ", "; check the day")


@pytest.mark.parametrize("quote", ["the door was closed on 2 March 2026; check the day", "door was closed "])
def test_a_quote_of_its_own_words_meets_a_refusal(quote: str) -> None:
    assert not_met([CLOSED, OPENED], [quote]) == [OPENED]


@pytest.mark.parametrize("quote", ["; check the day", "was closed", "the window was closed", ""])
def test_a_quote_of_what_others_say_too_or_of_little_meets_nothing(quote: str) -> None:
    assert not_met([CLOSED, OPENED], [quote]) == [CLOSED, OPENED]


def test_a_guard_that_nobody_tries_is_found() -> None:
    source = 'def close(on):\n    raise RuleBroken(f"the door was closed on {on}; check the day")\n'
    assert list(sentences(source)) == [(2, CLOSED)]
    assert not_met([CLOSED], list(quotes('"""The door was closed on that day."""\n'))) == [CLOSED]
    assert not_met([CLOSED], list(quotes(r'refused(r"the door was closed on 2 .* \(always\)")'))) == []


def test_what_another_refusal_says_at_more_length_is_met_with_it() -> None:
    longer = ("the door was closed on ", "; check the day, and the door")
    assert not_met([CLOSED, longer], ["the door was closed on 2 March 2026"]) == [longer]
