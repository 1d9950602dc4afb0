"""Idempotency: what a command was answered under its Idempotency-Key, kept in the transaction that did it.

What an answer tells beside the journal may be of what is kept sealed, as the name of a file, so a service that seals
keeps that sealed, too.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import asyncpg

from shared.errors import KeyReused
from shared.vault import Vault

FIND = "select fingerprint, answer from answers where caller = $1 and key = $2"
REUSED = "this Idempotency-Key was used before for another request; use a fresh key for a new request"
ANSWERS = UUID("bc5a752c-c32d-4d16-aea8-7c6c0edfda45")  # the namespace in which each answer has an id for its seal
FIRST = 1  # an answer is never changed
SEALED = "sealed"
OF_THE_JOURNAL = {"case_id", "version", "recorded"}
KEEP = "insert into answers (caller, key, fingerprint, authority, answer) values ($1, $2, $3, $4, $5)"


@dataclass(frozen=True)
class IdempotentRequest:
    """A command under a key of the caller's choice. `fingerprint` is a digest of what was asked."""

    caller: str
    key: str
    fingerprint: bytes

    @property
    def record(self) -> UUID:
        """The id to which the vault ties the sealed answer: this caller's key."""
        return uuid5(ANSWERS, f"{self.caller} {self.key}")


async def find(
    connection: asyncpg.Connection, request: IdempotentRequest, vault: Vault | None
) -> dict[str, Any] | None:
    """The answer given before, if any. Raises KeyReused when the key was used for something else, CannotOpen."""
    row = await connection.fetchrow(FIND, request.caller, request.key)
    if row is None:
        return None
    if row["fingerprint"] != request.fingerprint:
        raise KeyReused(REUSED)
    answer: dict[str, Any] = json.loads(row["answer"])
    if vault and SEALED in answer:
        answer |= vault.open(request.record, FIRST, answer.pop(SEALED).encode())
    return answer


async def keep(
    connection: asyncpg.Connection,
    request: IdempotentRequest,
    authority: str,
    answer: dict[str, Any],
    vault: Vault | None,
) -> None:
    """Keep this answer for the next time the same is asked; whoever asks the same at the same time waits here.

    Raises KeyReused when the key was used before, for this request or for another.
    """
    kept, beside = answer, {name: value for name, value in answer.items() if name not in OF_THE_JOURNAL}
    if vault and beside:
        kept = {name: value for name, value in answer.items() if name not in beside}
        kept[SEALED] = vault.seal(request.record, FIRST, beside).decode()
    try:
        await connection.execute(KEEP, request.caller, request.key, request.fingerprint, authority, json.dumps(kept))
    except asyncpg.UniqueViolationError as used:
        raise KeyReused(REUSED) from used
