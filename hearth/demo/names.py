"""Invented names for the region's children, by number: no two share a family name."""

from functools import cache
from importlib.resources import files
from typing import Any

from shared.auth.table import load_strictly


def details(number: int) -> dict[str, str]:
    """A child's given and family name, as the registration asks for them. There are 224 family names."""
    words = _words()
    first, second = divmod(number, len(words["second_part"]))
    given = words["given"][number % len(words["given"])]
    return {"given_names": given, "family_name": words["first_part"][first] + words["second_part"][second]}


def worker_name(place: int, council: int) -> dict[str, str]:
    """A worker's given and family name: the first, second, … worker of the first, second, … council."""
    words = _words()
    given = words["given"][(place + 10 * council) % len(words["given"])]
    return {"given_names": given, "family_name": words["workers"][(place + 3 * council) % len(words["workers"])]}


@cache
def _words() -> dict[str, list[str]]:
    found: Any = load_strictly(files("hearth.demo").joinpath("names.yaml").read_text())
    return dict(found)
