"""The council's directory of workers as CSV: what its lines say, which of them are recorded, and what to write else."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from pydantic import BaseModel, ValidationError

from services.gateway.records.workers import Worker, WorkerRecord, Workers
from shared.errors import NotAllowed, NotValid, OutOfDate, RuleBroken
from shared.messaging.unit_of_work import UnitOfWork

COLUMNS: Final = ("worker_id", *Worker.model_fields)
NEEDED: Final = frozenset({"given_names", "family_name", "role"})
CODES: Final = frozenset({"role", "team"})
LARGEST: Final = 2 * 1024 * 1024  # bytes
MOST_LINES: Final = 5_000
NO_CSV = (
    f"this is no directory as CSV; save it as CSV in UTF-8, with a first line of these columns: {', '.join(COLUMNS)}"
)
# What to write in a column; what stands there is never repeated.
WRITE: Mapping[str, str] = {
    "worker_id": "write the worker's id as a UUID, or leave it blank",
    "given_names": "write the given names, on one line and in letters",
    "family_name": "write the family name, on one line and in letters",
    "role": "write a role of the work, such as social_worker or team_manager",
    "team": "write the team's name in letters and digits",
    "phone": "write the number in digits, with + ( ) - and spaces where they belong",
    "email": "write an address as name@place",
    "signs_in_as": "write the sign-in without spaces",
    "until": "write a day as 31/03/2026 or 2026-03-31",
}
APART = re.compile(r"[\s\-/&]+")


class RefusedLine(BaseModel):
    """A line of the file that was not recorded, and what to write."""

    line: int
    advice: str


class Imported(BaseModel):
    """What became of a directory: how many workers are new, changed or as known, and which lines were refused."""

    recorded: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[RefusedLine] = []


class _Refused(Exception):
    """A line that cannot be recorded; the words say what to write."""


def lines_of(content: bytes) -> list[tuple[int, list[str]]]:
    """Every line of a directory that says anything, by its number in the file; the first names the columns.

    Raises NotValid for what is no CSV in UTF-8 with the columns of a directory.
    """
    if len(content) > LARGEST:
        raise NotValid(f"the directory is larger than {LARGEST // 1024**2} MiB; split it into several files")
    try:
        found = list(_numbered(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error):
        raise NotValid(NO_CSV) from None
    columns = [APART.sub("_", cell.strip().lower()) for cell in found[0][1]] if found else []
    if not NEEDED <= set(columns) <= set(COLUMNS) or len(set(columns)) < len(columns):
        raise NotValid(NO_CSV)
    if len(found) > MOST_LINES:
        raise NotValid(f"the directory has more than {MOST_LINES:,} lines; split it into several files")
    return [(found[0][0], columns), *found[1:]]


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    reader, before = csv.reader(io.StringIO(text, newline=""), strict=True), 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield before + 1, cells
        before = reader.line_num


async def import_directory(authority: str, content: bytes, work: UnitOfWork) -> Imported:
    """Record each good line as the worker it names. What is known already changes nothing.

    A column that the file lacks stays as it is known; a cell that is blank is nothing. Raises NotValid, NotAllowed.
    """
    if authority not in work.authorities:
        raise NotAllowed("you do not work for this authority; name one of yours")
    (_, columns), *lines = lines_of(content)
    workers = Workers(work)
    await workers.hold(authority)
    directory = _Directory(authority, await workers.every(authority, gone=True), work)
    report = Imported()
    for number, cells in lines:
        try:
            said = _cells(columns, cells)
            outcome = await directory.take(said)
            setattr(report, outcome, getattr(report, outcome) + 1)
        except (_Refused, RuleBroken, OutOfDate) as refusal:
            report.refused.append(RefusedLine(line=number, advice=str(refusal)))
    return report


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise _Refused(f"write {len(columns)} cells, as many as the first line has; a comma within one needs quotes")
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}


class _Directory:
    """The workers of an authority while a file is read: by id, by sign-in and by e-mail."""

    def __init__(self, authority: str, known: list[WorkerRecord], work: UnitOfWork) -> None:
        self._authority = authority
        self._work = work
        self._known: dict[UUID, tuple[Worker, int]] = {}
        self._named: dict[str, UUID] = {}
        for one in known:
            self._keep(
                one.worker_id, Worker.model_construct(**one.model_dump(include=set(Worker.model_fields))), one.version
            )

    async def take(self, said: Mapping[str, str]) -> str:
        """Record a line where it says anything new; answers what became of it. Raises _Refused."""
        worker = self._id_of(said)
        before, seen = self._known.get(worker, (None, 0))
        now = _worker(said, before)
        if now == before:
            return "unchanged"
        async with self._work.connection.transaction():  # a line that is refused takes nothing else back
            await Workers(self._work).record(worker, self._authority, now, seen=seen)
        self._keep(worker, now, seen + 1)
        return "changed" if before else "recorded"

    def _keep(self, worker: UUID, said: Worker, version: int) -> None:
        """Find the worker by the present names alone; who left is found by one that nobody here has taken over."""
        before, _ = self._known.get(worker, (None, 0))
        for name in _names(before) if before else ():
            if self._named.get(name) == worker:
                del self._named[name]
        self._known[worker] = said, version
        for name in _names(said):
            if said.here(self._work.today) or name not in self._named:
                self._named[name] = worker

    def _id_of(self, said: Mapping[str, str]) -> UUID:
        """The worker's id, or that of who signs in so or has this e-mail, or one derived of these under our own key.

        A derived one is somebody else's where who was found by these names has others since.
        """
        if said.get("worker_id"):
            try:
                return UUID(said["worker_id"])
            except ValueError:
                raise _Refused(f"worker_id: {WRITE['worker_id']}") from None
        names = [name.casefold() for name in (said.get("signs_in_as"), said.get("email")) if name]
        if not names:
            raise _Refused("write an e-mail, a sign-in or the worker's id, so that the next file finds the same worker")
        known = next((self._named[name] for name in names if name in self._named), None)
        keys = self._work.vault.match_keys("worker", f"{self._authority} {names[-1]}")
        derived = [UUID(bytes=key[:16], version=4) for key in keys]
        if known:
            return known
        earlier = [one for one in derived if one in self._known]
        return next((one for one in earlier if not _names(self._known[one][0])), uuid4() if earlier else derived[0])


def _names(worker: Worker) -> list[str]:
    """What a line may name a worker by."""
    return [name.casefold() for name in (worker.signs_in_as, worker.email) if name]


def _worker(said: Mapping[str, str], before: Worker | None) -> Worker:
    """What a line says of a worker, over what is known. Raises _Refused with what to write in each column."""
    told = before.model_dump() if before else {}
    told |= {name: _value(name, cell) for name, cell in said.items() if name != "worker_id"}
    try:
        return Worker.model_validate(told)
    except ValidationError as fault:
        wrong = dict.fromkeys(str(error["loc"][0]) if error["loc"] else "given_names" for error in fault.errors())
        raise _Refused("; ".join(f"{name}: {WRITE[name]}" for name in wrong)) from None


def _value(name: str, cell: str) -> str | date | None:
    """A cell as it is recorded: a code of its words, a day as England writes it; None for a blank one."""
    if name in CODES:
        cell = APART.sub("_", cell.lower())
    if name == "until" and "/" in cell:
        try:
            return datetime.strptime(cell, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            return cell
    return cell or None
