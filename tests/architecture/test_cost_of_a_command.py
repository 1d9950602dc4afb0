"""A command is cheap: how many files written by hand, and how many lines of code, name one command and its event?"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.architecture.source import text_of, tracked

# Written from the events by `python -m shared.events.schemas write`.
GENERATED = ("shared/events/schemas", "shared/events/samples", "shared/policy/pack.schema.json")
# The files by what each is for. CONTRIBUTING.md tells how many: where that changes, change it there, too.
VISIT = {
    "the event": "shared/events/gateway/orders.py",
    "the rule": "services/gateway/court/domain/supervision.py",
    "the command and its route": "services/gateway/court/commands/supervision.py",
    "its row in an answer and on a page": "services/gateway/court/read_model/supervision.py",
    "who may do it": "shared/auth/actions.yaml",
    "when it is due": "shared/policy/library/warrington.yaml",
}
CONFERENCE = {
    "the event": "shared/events/planning.py",
    "the rule": "services/planning/kin/domain/assessments.py",
    "the command and its route": "services/planning/kin/commands.py",
    "who may do it": "shared/auth/actions.yaml",
    "when it is due": "shared/policy/library/warrington.yaml",
}
COSTS = [
    pytest.param(
        ("visit_under_supervision", "VisitUnderSupervision", "SupervisionVisitMade", "VisitAsRead"),
        VISIT,
        38,
        id="a visit under supervision, with its row",
    ),
    pytest.param(
        ("hold_family_group_conference", "HoldFamilyGroupConference", "FamilyGroupConferenceHeld"),
        CONFERENCE,
        21,
        id="a family group conference",
    ),
]


def known_by(names: Sequence[str]) -> re.Pattern[str]:
    """What a file says that knows a command: its action and classes, and the wire name of an event."""
    wire = [re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in names]
    return re.compile(rf"\b(?:{'|'.join(names)}|\w+\.(?:{'|'.join(wire)})\.v\d)\b")


def knowing(names: re.Pattern[str]) -> list[Path]:
    """The files of the services and of what they share, written by hand, that say one of these names."""
    return [
        path
        for path in tracked()
        if path.parts[0] in {"services", "shared"}
        and not path.as_posix().startswith(GENERATED)
        and names.search(text_of(path))
    ]


def code_about(path: Path, names: re.Pattern[str]) -> int:
    """How many lines of a Python file are there for it alone: what is called so or answers the event, and mentions."""
    source = text_of(path)
    own = {line for node in _definitions(source, names) for line in range(_first(node), (node.end_lineno or 0) + 1)}
    named = {number for number, line in enumerate(source.splitlines(), 1) if names.search(line)}
    return len(own | named)


def _definitions(
    source: str, names: re.Pattern[str]
) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and names.search(node.name):
            yield node
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            answers = ast.unparse(node.returns) if node.returns else ""
            if names.search(node.name) or names.search(answers):
                yield node


def _first(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


@pytest.mark.parametrize(("called", "files", "lines"), COSTS)
def test_a_command_is_named_in_few_files_and_told_in_few_lines(
    called: Sequence[str], files: dict[str, str], lines: int
) -> None:
    names = known_by(called)
    found = knowing(names)
    assert {path.as_posix() for path in found} == set(files.values()), "one more file a command is dear: say it once"
    written = {path.as_posix(): code_about(path, names) for path in found if path.suffix == ".py"}
    assert sum(written.values()) <= lines, written


@pytest.mark.parametrize("seeded", ["HoldReview", "hold_review", "ReviewHeld", "planning.review_held.v1"])
def test_a_seeded_mention_is_seen(seeded: str) -> None:
    names = known_by(("hold_review", "HoldReview", "ReviewHeld"))
    assert names.search(f'names = ["{seeded}"]')


def test_what_is_called_alike_is_let_be() -> None:
    names = known_by(("hold_review", "HoldReview", "ReviewHeld"))
    assert not names.search("uphold_review, SupervisionReviewHeld, planning.care_review_held.v1")
