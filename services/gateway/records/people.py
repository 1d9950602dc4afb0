"""People's details: who is who, sealed, a new version at each change and none ever changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

import asyncpg
from pydantic import BaseModel, Field

from services.gateway.records.details import PersonDetails
from shared.errors import NotKnown, OutOfDate, RuleBroken
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import CannotOpen

MOST = 50  # people found by a name: who finds more gives more of it

ADD = """
insert into people (person_id, version, authority, sealed, recorded_at, recorded_by, on_behalf_of)
values ($1, $2, $3, $4, $5, $6, $7)
"""
ADD_KEYS = "insert into people_keys (person_id, version, authority, key) select $1, $2, $3, unnest($4::bytea[])"
LATEST = """
select distinct on (person_id) person_id, version, authority, sealed, recorded_at, recorded_by from people
where person_id = any($1) order by person_id, version desc
"""
EVERY_VERSION = """
select person_id, version, authority, sealed, recorded_at, recorded_by from people where person_id = $1 order by version
"""
# A version's keys are all made with one sealing key, so a name counts once however many keys the vault has.
NAMED = """
select distinct person_id from people_keys where key = any($1) or key = any($2) group by person_id, version
having count(*) filter (where key = any($1)) = $3 and (cardinality($2::bytea[]) = 0 or bool_or(key = any($2)))
order by person_id limit $4
"""
# Two who record the same names at the same time: the second waits, and then sees the first.
ONE_AT_A_TIME = """
select pg_advisory_xact_lock(hashtextextended(encode(key, 'hex'), 0)) from unnest($1::bytea[]) as key order by key
"""
ALIKE = """
select distinct person_id from people_keys where key = any($1) or key = any($2) group by person_id, version
having count(*) filter (where key = any($1)) > 1
    or count(*) filter (where key = any($1)) = 1 and bool_or(key = any($2))
order by person_id limit $3
"""


class PersonRecord(BaseModel):
    """A person's details at a version, and who recorded that version when."""

    person_id: UUID
    authority: str
    version: int
    recorded_at: datetime
    recorded_by: str
    details: PersonDetails = Field(repr=False)


class People:
    """The people whom a unit of work may see."""

    def __init__(self, work: UnitOfWork) -> None:
        """They are read and written in its transaction, with its vault and under its signature."""
        self._work = work
        self._vault = work.vault

    async def record(  # noqa: PLR0913 - what a version consists of
        self,
        person: UUID,
        authority: str,
        details: PersonDetails,
        *,
        seen: int,
        expected: date | None = None,
        found: bool = True,
    ) -> None:
        """Record a new version of a person's details, after the version that was seen (0: none).

        `expected` is an unborn child's expected date of birth: the child is found by it. Who is not to be `found` by
        name is no possible duplicate of anybody. Raises OutOfDate where another version is the latest, RuleBroken where
        the person is on another authority's record.
        """
        latest = await self._latest([person])
        before = latest[0]["version"] if latest else 0
        if before != seen:
            raise OutOfDate(
                f"the details of this person are at version {before}, not {seen}; "
                "read them, then name the version that you read in If-Match"
            )
        if latest and latest[0]["authority"] != authority:
            raise RuleBroken(f"this person is on the record of {latest[0]['authority']}; record the details there")
        version = before + 1
        sealed = self._vault.seal(person, version, details.model_dump(mode="json"))
        signature, now = self._work.signature, self._work.now
        signed = (sealed, now, signature.by, signature.on_behalf_of)
        try:
            await self._work.connection.execute(ADD, person, version, authority, *signed)
        except asyncpg.UniqueViolationError as taken:
            raise OutOfDate("this id is taken; use a fresh one for somebody who is new") from taken
        if found:
            await self._work.connection.execute(
                ADD_KEYS, person, version, authority, self._found_by(details, details.date_of_birth or expected)
            )
        self._work.written[person] = version

    async def latest(self, person: UUID) -> PersonRecord:
        """The details as they are now. Raises NotKnown."""
        found = await self._latest([person])
        if not found:
            raise NotKnown(f"no details of {person} are known here; check the id, or whether they are yours to see")
        return self._opened(found[0])

    async def every_version(self, person: UUID) -> list[PersonRecord]:
        """The details at each of their versions, the first first. Raises NotKnown."""
        await self.latest(person)
        return [self._opened(row) for row in await self._work.connection.fetch(EVERY_VERSION, person)]

    async def all_of(self, people: Sequence[UUID]) -> list[PersonRecord]:
        """The details of these people, as far as they are known here, by id."""
        return [self._opened(row) for row in await self._latest(people)]

    async def named(self, words: Iterable[str], born: date | None) -> list[PersonRecord]:
        """People who have, or had, all these names, and this date of birth where it is given."""
        wanted = frozenset(words)
        names, births = self._keys("name", wanted), self._keys("born", [born.isoformat()] if born else [])
        found = await self._work.connection.fetch(NAMED, names, births, len(wanted), MOST)
        return await self.all_of([person for (person,) in found])

    async def alone_with(self, details: PersonDetails) -> None:
        """Let nobody else look for somebody of these names, who is to be recorded, until this is done."""
        await self._work.connection.execute(ONE_AT_A_TIME, self._keys("name", details.names))

    async def alike(self, details: PersonDetails, expected: date | None = None) -> list[UUID]:
        """Who may be the same person: they share two names, or one name and the date of birth."""
        born = details.date_of_birth or expected
        names, births = self._keys("name", details.names), self._keys("born", [born.isoformat()] if born else [])
        return [person for (person,) in await self._work.connection.fetch(ALIKE, names, births, MOST)]

    async def readable(self, people: Sequence[UUID]) -> list[PersonRecord]:
        """The details that can be opened: one that cannot must not keep everything else from being shown."""
        try:
            return await self.all_of(people)
        except CannotOpen:
            if len(people) == 1:
                return []
            return [record for one in people for record in await self.readable([one])]

    def _found_by(self, details: PersonDetails, born: date | None) -> list[bytes]:
        keys = [self._vault.match_key("name", word) for word in details.names]
        return keys + ([self._vault.match_key("born", born.isoformat())] if born else [])

    def _keys(self, kind: str, words: Iterable[str]) -> list[bytes]:
        return [key for word in words for key in self._vault.match_keys(kind, word)]

    async def _latest(self, people: Sequence[UUID]) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await self._work.connection.fetch(LATEST, people)
        return found

    def _opened(self, row: asyncpg.Record) -> PersonRecord:
        person, version, authority, sealed, recorded_at, recorded_by = row
        return PersonRecord(
            person_id=person,
            authority=authority,
            version=version,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
            details=PersonDetails.model_validate(self._vault.open(person, version, sealed)),
        )
