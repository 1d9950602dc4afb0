"""Answers: what a command was answered under its Idempotency-Key, kept in the transaction that did it."""

import json
from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.errors import KeyReused

FIND = "select fingerprint, answer from answers where caller = $1 and key = $2"
REUSED = "this Idempotency-Key was used before for another request; use a fresh key for a new request"
KEEP = "insert into answers (caller, key, fingerprint, authority, answer) values ($1, $2, $3, $4, $5)"


@dataclass(frozen=True)
class Question:
    """A command under a key of the caller's choice. `fingerprint` is a digest of what was asked."""

    caller: str
    key: str
    fingerprint: bytes


async def find(connection: asyncpg.Connection, question: Question) -> dict[str, Any] | None:
    """The answer given before, if any. Raises KeyReused when the key was used for something else."""
    row = await connection.fetchrow(FIND, question.caller, question.key)
    if row is None:
        return None
    if row["fingerprint"] != question.fingerprint:
        raise KeyReused(REUSED)
    answer: dict[str, Any] = json.loads(row["answer"])
    return answer


async def keep(connection: asyncpg.Connection, question: Question, authority: str, answer: dict[str, Any]) -> None:
    """Keep this answer for the next time the same is asked; whoever asks the same at the same time waits here.

    Raises KeyReused when the key was used before, for this question or for another.
    """
    told = json.dumps(answer)
    try:
        await connection.execute(KEEP, question.caller, question.key, question.fingerprint, authority, told)
    except asyncpg.UniqueViolationError as used:
        raise KeyReused(REUSED) from used
