"""Passwords of the roles Hearth makes in a database server: made once, kept readable by their owner only."""

import secrets
from pathlib import Path

from hearth.parts.kept import kept


def password(folder: Path, role: str) -> str:
    """The role's password, safe in a URL and in SQL: letters, digits, `-` and `_`."""
    return kept(folder / role, lambda: secrets.token_urlsafe(24))
