"""Whom a line of the directory is about: the worker of its id, of its sign-in, or of its name and address together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from uuid import UUID, uuid4

from services.gateway.records.workers import Worker, WorkerRecord
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import words_of

NO_KEY: Final = "write an e-mail, a sign-in or the worker's id, so that the next file finds the same worker"
NO_ID: Final = "worker_id: write the worker's id as a UUID, or leave it blank"
ANOTHERS: Final = (
    "email: this is a colleague's address; write the sign-in of each who shares it, "
    "or the worker's id if the name has changed"
)
ALIKE: Final = "several colleagues have this name and address; write the worker's id"
ANOTHER_PERSON: Final = (
    "the name and the role would both change, as if this were somebody else; check whose id and sign-in these are, "
    "or record the new name first and then the new role"
)


class RefusedCells(Exception):
    """A line that cannot be recorded; the words say what to write."""


class KnownWorkers:
    """The workers of an authority while a file is read. An address that several share tells nobody from another."""

    def __init__(self, authority: str, known: list[WorkerRecord], work: UnitOfWork) -> None:
        """As they are recorded before the file."""
        self._authority = authority
        self._work = work
        self._versions: dict[UUID, tuple[Worker, int]] = {}
        self._by_key: defaultdict[tuple[str, ...], dict[UUID, None]] = defaultdict(dict)
        for record in known:
            worker = Worker.model_construct(**record.model_dump(include=set(Worker.model_fields)))
            self.keep(record.worker_id, worker, record.version)

    def of(self, worker: UUID) -> tuple[Worker | None, int]:
        """What is known of a worker, and at which version."""
        return self._versions.get(worker, (None, 0))

    def keep(self, worker: UUID, said: Worker, version: int) -> None:
        """Know this of a worker from now on."""
        before, _ = self.of(worker)
        for key in _keys(before) if before else ():
            self._by_key[key].pop(worker, None)
        self._versions[worker] = said, version
        for key in _keys(said):
            self._by_key[key][worker] = None

    def named_by(self, said: Mapping[str, str]) -> UUID:
        """The id of whom a line names; for who is new, one derived under our own key. Raises RefusedCells."""
        if said.get("worker_id"):
            try:
                return UUID(said["worker_id"])
            except ValueError:
                raise RefusedCells(NO_ID) from None
        if not said.get("signs_in_as") and not said.get("email"):
            raise RefusedCells(NO_KEY)
        return self._signing_in(said) or self._reached(said) or self._fresh(said)

    def _signing_in(self, said: Mapping[str, str]) -> UUID | None:
        """Who signs in so; who left only as the same person, since a sign-in may be given again."""
        found = self._by_key[_signs_in_as(said.get("signs_in_as"))] if said.get("signs_in_as") else {}
        alike, others = self._told_apart(found, said)
        return next(iter([*alike, *others]), None)

    def _reached(self, said: Mapping[str, str]) -> UUID | None:
        """Who has this name and address. Raises RefusedCells where a colleague's address is all that a line gives."""
        found = self._by_key[_reached_at(said.get("email"))] if said.get("email") else {}
        alike, others = self._told_apart(found, said)
        if len(alike) > 1:
            raise RefusedCells(ALIKE)
        if others and not alike and not said.get("signs_in_as"):
            raise RefusedCells(ANOTHERS)
        return next(iter(alike), None)

    def _told_apart(self, found: Iterable[UUID], said: Mapping[str, str]) -> tuple[list[UUID], list[UUID]]:
        """Who of these is called so, first of all who still works here; and who else works here."""
        alike = [worker for worker in found if self._is_called(worker, said)]
        here = [worker for worker in found if self._here(worker)]
        return [worker for worker in alike if worker in here] or alike, [one for one in here if one not in alike]

    def _fresh(self, said: Mapping[str, str]) -> UUID:
        """An id derived of the keys; another one where it is somebody's who has other keys since, or another name."""
        key = (said.get("email") or said["signs_in_as"]).casefold()
        derived = [
            UUID(bytes=digest[:16], version=4)
            for digest in self._work.vault.match_keys("worker", f"{self._authority} {key}")
        ]
        earlier = [worker for worker in derived if worker in self._versions]
        lost = (one for one in earlier if not any(_keys(self._versions[one][0])) and self._is_called(one, said))
        return next(lost, uuid4() if earlier else derived[0])

    def _here(self, worker: UUID) -> bool:
        return self._versions[worker][0].here(self._work.today)

    def _is_called(self, worker: UUID, said: Mapping[str, str]) -> bool:
        known = self._versions[worker][0]
        return called(known.given_names, known.family_name) == called(said["given_names"], said["family_name"])


def must_be_one_person(before: Worker | None, now: Worker) -> None:
    """Raises RefusedCells where both the name and the role of a worker would change."""
    if before is None or before.role is now.role:
        return
    if called(before.given_names, before.family_name) != called(now.given_names, now.family_name):
        raise RefusedCells(ANOTHER_PERSON)


def called(given_names: str, family_name: str) -> tuple[frozenset[str], frozenset[str]]:
    """A name as it is compared: in words, whatever their case and accents."""
    return frozenset(words_of(given_names)), frozenset(words_of(family_name))


def _keys(worker: Worker) -> Iterator[tuple[str, ...]]:
    if worker.signs_in_as:
        yield _signs_in_as(worker.signs_in_as)
    if worker.email:
        yield _reached_at(worker.email)


def _signs_in_as(subject: str | None) -> tuple[str, ...]:
    return "signs in as", (subject or "").casefold()


def _reached_at(address: str | None) -> tuple[str, ...]:
    return "reached at", (address or "").casefold()
