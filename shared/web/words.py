"""How a code is said to a person."""

from collections.abc import Mapping

ABBREVIATIONS: Mapping[str, str] = {"iro": "Independent Reviewing Officer", "pre_proceedings": "Pre-proceedings"}


def in_words(code: str) -> str:
    """A code as a person reads it: `gateway_chair` is "Gateway chair"."""
    return ABBREVIATIONS.get(code) or code.replace("_", " ").capitalize()
