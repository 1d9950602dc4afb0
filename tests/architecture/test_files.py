"""Files: does each say what it is for, is none too long to read, and does none know one machine?"""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import python_files, text_of, tracked

LONGEST = 300

# Written so that this file is not its own offender.
MACHINE_PATH = re.compile(r"(?<![\w.~}*-])/(?:home|root|work|Users|tmp)/\w|\b[A-Z]:\\\\?Users")
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|maven[.]apache[.]org/maven2|repo1[.]maven|docker[.]io/|ghcr[.]io"
    r"|quay[.]io|deb[.]debian[.]org|(?<!no-emit-)index[-]url"
)


def offences(text: str) -> list[str]:
    """Each machine path and registry host in a text, with its line."""
    return [
        f"{number}: {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for pattern in (MACHINE_PATH, REGISTRY)
        if (found := pattern.search(line))
    ]


def has_docstring(source: str) -> bool:
    """Whether a module says in its first line what it is for; an empty one need not."""
    return not source.strip() or bool((ast.get_docstring(ast.parse(source)) or "").strip())


@pytest.fixture(scope="module")
def ours() -> list[Path]:
    files = python_files("hearth", "services", "shared", "tests")
    assert len(files) > 20, "the walk found next to nothing, so it would pass whatever is written"
    return files


def test_every_module_says_what_it_is_for(ours: list[Path]) -> None:
    assert [str(path) for path in ours if not has_docstring(text_of(path))] == []


def test_no_file_outgrows_one_sitting(ours: list[Path]) -> None:
    lengths = {path.as_posix(): text_of(path).count("\n") for path in ours}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}, "split it by subject"


def test_no_file_knows_one_machine_or_one_registry() -> None:
    assert [f"{path}:{found}" for path in tracked() for found in offences(text_of(path))] == []


@pytest.mark.parametrize(
    "seeded",
    [
        "cd " + "/ho" + "me/sam/hearth",
        'PATH = "' + "/wo" + 'rk/main"',
        "see " + "/tm" + "p/lab/notes",
        "pip install --index" + "-url https://mirror",
        "https://registry." + "npmjs.example/govuk-frontend",
        "FROM ghcr" + ".io/hearth/gateway",
    ],
)
def test_a_seeded_path_or_host_is_found(seeded: str) -> None:
    assert offences(f"first line\n{seeded}\n")


@pytest.mark.parametrize(
    "innocent", ["#!/usr/bin/env bash", "FROM postgres:18", "GET /cases/{id}" + "/wo" + "rk/7", "a" + "/tm" + "p/b"]
)
def test_what_holds_everywhere_is_let_be(innocent: str) -> None:
    assert offences(innocent) == []


def test_a_module_without_a_word_is_found() -> None:
    assert not has_docstring("import os\n")
    assert not has_docstring('""" """\nimport os\n')
    assert has_docstring('"""What it answers."""\nimport os\n')
