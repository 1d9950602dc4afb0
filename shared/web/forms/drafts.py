"""Drafts: what somebody has written in a form and not recorded yet, kept sealed and for that person alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

import asyncpg

from shared.messaging.store import Store
from shared.vault import Vault

KEPT = "90 days"
KEEP = f"""
with old as (
    delete from drafts
    where subject = $1 and (form, case_id) <> ($2, $3) and saved_at < $5::timestamptz - interval '{KEPT}'
)
insert into drafts (subject, form, case_id, sealed, saved_at) values ($1, $2, $3, $4, $5)
on conflict (subject, form, case_id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at
"""  # noqa: S608 - a constant of ours
FIND = "select sealed, saved_at from drafts where subject = $1 and form = $2 and case_id = $3"
DROP = "delete from drafts where subject = $1 and form = $2 and case_id = $3"
LIST = "select form, case_id, saved_at from drafts where subject = $1 order by saved_at desc"

Values = Mapping[str, Sequence[str]]


class Drafts:
    """The drafts of one person. Nobody else's can be named; a later save replaces an earlier one."""

    def __init__(self, store: Store, vault: Vault, subject: str) -> None:
        """`subject` is the signed-in caller."""
        self._store = store
        self._vault = vault
        self._subject = subject

    async def keep(self, form: str, case_id: UUID, values: Values) -> datetime:
        """Keep what is written, and answer when."""
        sealed = self._vault.seal(self._record(form, case_id), 1, {name: list(said) for name, said in values.items()})
        now = self._store.clock.now()
        async with self._store.pool.acquire() as connection:
            await connection.execute(KEEP, self._subject, form, case_id, sealed, now)
        return now

    async def find(self, form: str, case_id: UUID) -> tuple[Values, datetime] | None:
        """What was kept, and when."""
        async with self._store.pool.acquire() as connection:
            row = await connection.fetchrow(FIND, self._subject, form, case_id)
        if row is None:
            return None
        return self._vault.open(self._record(form, case_id), 1, row["sealed"]), row["saved_at"]

    async def drop(self, form: str, case_id: UUID) -> None:
        """Forget a draft: it was recorded, or is not wanted."""
        async with self._store.pool.acquire() as connection:
            await connection.execute(DROP, self._subject, form, case_id)

    async def every(self, connection: asyncpg.Connection) -> list[tuple[str, UUID, datetime]]:
        """The forms and cases of every draft, the newest first.

        `connection` is the one in hand: a page that held one and waited for another could wait for ever.
        """
        drafts = await connection.fetch(LIST, self._subject)
        return [(form, case_id, saved_at) for form, case_id, saved_at in drafts]

    def _record(self, form: str, case_id: UUID) -> UUID:
        """The id to which the vault ties the sealed text: this person's draft of this form for this case."""
        return uuid5(case_id, f"{self._subject} {form}")
