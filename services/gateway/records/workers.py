"""Workers: who works for an authority, as what and in which team; a new version at each change and none ever changed.

What a worker is called, and where to be reached, is in the people's table, sealed, under the worker's own id.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

import asyncpg
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.gateway.records.details import Email, Line, PersonDetails, Phone
from services.gateway.records.people import People
from shared.errors import NotKnown, OutOfDate, RuleBroken
from shared.events.codes.roles import Role
from shared.identifiers import Code
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import words_of
from shared.words import in_words
from shared.written_days import WrittenDays

ADD = """
insert into workers
    (worker_id, version, authority, role, team, signs_in_as, until, recorded_at, recorded_by, on_behalf_of)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
EVERY_VERSION = "select * from workers where worker_id = $1 order by version"
THESE = "select distinct on (worker_id) * from workers where worker_id = any($1) order by worker_id, version desc"
ALL = """
select * from (
    select distinct on (worker_id) * from workers where $1::text is null or authority = $1
    order by worker_id, version desc
) as now where $2 or until is null or until >= $3
"""
# A sign-in is one worker's alone: who records one of an authority's workers waits until the one before has done so.
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('workers of ' || $1, 0))"
SIGNS_IN = f"select worker_id, signs_in_as from ({ALL}) as here where signs_in_as = $4 and worker_id <> $5"  # noqa: S608 - ours
# An id of the family is nobody's of the council; whose details are recorded may be of one from tomorrow.
OF_A_FAMILY = """
select exists (select from legal_matters where child_id = $1)
    or exists (select from family_members where person_id = $1)
    or exists (select from people where person_id = $1)
"""


class Worker(WrittenDays):
    """Somebody who works for an authority: name, role and team, where to be reached, and under which sign-in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    given_names: Line
    family_name: Line
    role: Role
    team: Code | None = Field(None, description="the team's code, such as `children_in_care_north`")
    phone: Phone | None = None
    email: Email | None = Field(None, title="E-mail")
    signs_in_as: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")] | None = Field(
        None, title="Signs in as", description="the name under which the identity provider knows the worker"
    )
    until: date | None = Field(None, title="Last day", description="of who works here no longer")

    @model_validator(mode="after")
    def _is_called_something(self) -> Self:
        if not words_of(f"{self.given_names} {self.family_name}"):
            raise ValueError("write the names in letters")
        return self

    @property
    def name(self) -> str:
        """What the worker is called."""
        return f"{self.given_names} {self.family_name}"

    def here(self, on: date) -> bool:
        """Whether the worker works here on a day; the last one counts."""
        return self.until is None or self.until >= on

    @property
    def described(self) -> str:
        """The worker as one chooses among colleagues: `Jo Example, team manager, north team`."""
        return ", ".join(filter(None, [self.name, in_words(self.role).lower(), in_words(self.team or "").lower()]))

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Nothing: a fault's words may quote a value's `repr`."""
        return ()


class WorkerRecord(Worker):
    """A worker at a version, and who recorded that version when."""

    worker_id: UUID
    authority: str
    version: int
    recorded_at: datetime
    recorded_by: str


class WorkerVersion(BaseModel):
    """What a version says of a worker beside the name, and who recorded it when."""

    version: int
    role: Role
    team: str | None
    until: date | None
    recorded_at: datetime
    recorded_by: str


class Workers:
    """The workers whom a unit of work may see."""

    def __init__(self, work: UnitOfWork) -> None:
        """They are read and written in its transaction, with its vault and under its signature."""
        self._work = work
        self._people = People(work)

    async def hold(self, authority: str) -> None:
        """Let nobody else record a worker of this authority until the transaction ends."""
        await self._work.connection.execute(ONE_AT_A_TIME, authority)

    async def record(self, worker: UUID, authority: str, said: Worker, *, seen: int) -> None:
        """Record a new version of a worker, after the version that was seen (0: none).

        Raises OutOfDate where another version is the latest or the id is taken, RuleBroken where the worker is on
        another authority's record, where somebody else signs in so, and for an id of a child or a relative.
        """
        await self.hold(authority)
        latest = await self._work.connection.fetch(THESE, [worker])
        before = latest[0]["version"] if latest else 0
        if before != seen:
            raise OutOfDate(
                f"this worker is at version {before}, not {seen}; "
                "read the worker, then name the version that you read in If-Match"
            )
        if latest and latest[0]["authority"] != authority:
            raise RuleBroken(f"this worker is on the record of {latest[0]['authority']}; record the change there")
        if not latest and await self._work.connection.fetchval(OF_A_FAMILY, worker):
            raise RuleBroken("this id is a child's or a relative's; use a fresh one for a worker")
        here = said.here(self._work.today)
        if here and said.signs_in_as and await self.signing_in_as(said.signs_in_as, besides=worker):
            raise RuleBroken(
                "another worker signs in so; check the sign-in, or say until when the other one works here"
            )
        await self._name(worker, authority, said)
        signature = self._work.signature
        signed = (self._work.now, signature.by, signature.on_behalf_of)
        as_what = (said.role, said.team, said.signs_in_as, said.until)
        await self._work.connection.execute(ADD, worker, before + 1, authority, *as_what, *signed)
        self._work.written[worker] = before + 1

    async def _name(self, worker: UUID, authority: str, said: Worker) -> None:
        """Record what the worker is called, where that is new. Nobody looks for a worker among the families."""
        known = await self._people.all_of([worker])
        named = said.model_dump(include={"given_names", "family_name", "phone", "email"})
        details = known[0].details.model_copy(update=named) if known else PersonDetails(**named)
        if not known or details != known[0].details:
            seen = known[0].version if known else 0
            await self._people.record(worker, authority, details, seen=seen, found=False)

    async def latest(self, worker: UUID) -> WorkerRecord:
        """A worker as recorded last. Raises NotKnown."""
        found = await self.these([worker])
        if worker not in found:
            raise NotKnown(f"no worker {worker} is known here; check the id, or whether the worker is yours to see")
        return found[worker]

    async def versions(self, worker: UUID) -> list[WorkerVersion]:
        """What was recorded of a worker, one version after another."""
        return [WorkerVersion(**dict(row)) for row in await self._work.connection.fetch(EVERY_VERSION, worker)]

    async def these(self, workers: Sequence[UUID]) -> dict[UUID, WorkerRecord]:
        """These workers, as far as they are known here; those who left, too."""
        return {one.worker_id: one for one in await self._named(await self._work.connection.fetch(THESE, workers))}

    async def every(self, authority: str | None = None, *, gone: bool = False) -> list[WorkerRecord]:
        """The workers of an authority, or of all, by team and name; those who left only where they are asked for."""
        rows = await self._work.connection.fetch(ALL, authority, gone, self._work.today)
        found = await self._named(rows)
        return sorted(found, key=lambda one: (one.team or "", words_of(one.family_name), words_of(one.given_names)))

    async def signing_in_as(self, subject: str, besides: UUID | None = None) -> UUID | None:
        """Who works here and signs in so, besides one."""
        asked = (None, False, self._work.today, subject, besides or UUID(int=0))
        return next((worker for worker, _ in await self._work.connection.fetch(SIGNS_IN, *asked)), None)

    async def is_worker(self, person: UUID) -> bool:
        """Whether somebody is a worker."""
        return bool(await self._work.connection.fetch(THESE, [person]))

    async def _named(self, rows: Sequence[asyncpg.Record]) -> list[WorkerRecord]:
        """Workers with their names; without those whose details cannot be opened."""
        details = {
            one.person_id: one.details for one in await self._people.readable([row["worker_id"] for row in rows])
        }
        return [_record(row, details[row["worker_id"]]) for row in rows if row["worker_id"] in details]


def _record(row: asyncpg.Record, details: PersonDetails) -> WorkerRecord:
    named = details.model_dump(include={"given_names", "family_name", "phone", "email"})
    told = {name: value for name, value in row.items() if name != "on_behalf_of"}
    return WorkerRecord.model_construct(**told | {"role": Role(row["role"])} | named)
