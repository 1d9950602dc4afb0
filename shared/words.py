"""How a code is said to a person."""

from collections.abc import Mapping

ABBREVIATIONS: Mapping[str, str] = {"iro": "Independent Reviewing Officer"}


def in_words(code: str) -> str:
    """A code as a person reads it: `gateway_chair` is "Gateway chair"."""
    return ABBREVIATIONS.get(code) or code.replace("_", " ").replace("pre proceedings", "pre-proceedings").capitalize()
