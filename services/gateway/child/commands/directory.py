"""The council's directory of workers as CSV: what its lines say, which of them are recorded, and what to write else."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ValidationError

from services.gateway.child.commands.directory_known import KnownWorkers, RefusedCells, must_be_one_person
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
TWICE: Final = "an earlier line of this file is about the same worker; write each worker once, with a sign-in or id"
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
        except (RefusedCells, RuleBroken, OutOfDate) as refusal:
            report.refused.append(RefusedLine(line=number, advice=str(refusal)))
    return report


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise RefusedCells(
            f"write {len(columns)} cells, as many as the first line has; a comma within one needs quotes"
        )
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}


class _Directory:
    """The workers of an authority while a file is read, each taken from one line at most."""

    def __init__(self, authority: str, known: list[WorkerRecord], work: UnitOfWork) -> None:
        self._authority = authority
        self._work = work
        self._known = KnownWorkers(authority, known, work)
        self._taken: set[UUID] = set()

    async def take(self, said: Mapping[str, str]) -> str:
        """Record a line where it says anything new; answers what became of it. Raises RefusedCells."""
        worker = self._known.named_by(said)
        before, seen = self._known.of(worker)
        now = _worker(said, before)
        if now == before:
            self._taken.add(worker)
            return "unchanged"
        if worker in self._taken:
            raise RefusedCells(TWICE)
        must_be_one_person(before, now)
        async with self._work.connection.transaction():  # a line that is refused takes nothing else back
            await Workers(self._work).record(worker, self._authority, now, seen=seen)
        self._known.keep(worker, now, seen + 1)
        self._taken.add(worker)
        return "changed" if before else "recorded"


def _worker(said: Mapping[str, str], before: Worker | None) -> Worker:
    """What a line says of a worker, over what is known. Raises RefusedCells with what to write in each column."""
    told = before.model_dump() if before else {}
    told |= {name: _value(name, cell) for name, cell in said.items() if name != "worker_id"}
    try:
        return Worker.model_validate(told)
    except ValidationError as fault:
        wrong = dict.fromkeys(str(error["loc"][0]) if error["loc"] else "given_names" for error in fault.errors())
        raise RefusedCells("; ".join(f"{name}: {WRITE[name]}" for name in wrong)) from None


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
