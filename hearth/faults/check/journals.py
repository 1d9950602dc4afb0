"""Journals: is each case's order without gaps, and does every row have who caused it?"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from hearth.faults.snapshot import ServiceState, Snapshot


def journal_violations(snapshot: Snapshot) -> Iterator[str]:
    """Every gap and double in a journal, and every row that neither an answer nor something heard accounts for."""
    twice = Counter(row.event_id for state in snapshot.services.values() for row in state.journal)
    yield from (f"event {event_id} is in the journals {times} times" for event_id, times in twice.items() if times > 1)
    for service, state in snapshot.services.items():
        yield from _order(service, state)
        yield from _authorities(service, state)
        yield from _signed(service, state)
        yield from _answered(service, state)


def _order(service: str, state: ServiceState) -> Iterator[str]:
    """Versions of a case count 1, 2, 3 ... and moments of recording do not go back."""
    cases: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    for row in state.journal:
        cases[row.case_id].append((row.version, row.type))
    for case_id, rows in cases.items():
        found = sorted(version for version, _ in rows)
        if found != list(range(1, len(found) + 1)):
            yield f"{service}'s journal of case {case_id} counts {found}, which has a gap or a double"


def _authorities(service: str, state: ServiceState) -> Iterator[str]:
    """A case stays with its authority, in the columns as in the event itself."""
    first: dict[UUID, str] = {}
    for row in sorted(state.journal, key=lambda row: row.version):
        authority = first.setdefault(row.case_id, row.authority)
        if row.authority != authority or row.data["authority"] != row.authority:
            yield f"{service} recorded {row.type} {row.event_id} under another authority than its case, {authority}"


def _signed(service: str, state: ServiceState) -> Iterator[str]:
    """What no command asked for was concluded by the service itself, from something that it heard or from the day."""
    heard = {row.event_id for row in state.inbox}
    for row in state.journal:
        if row.key is None and row.by != service:
            yield f"{service} holds {row.type} {row.event_id} by {row.by}, which no command of the driver asked for"
        if row.caused_by is not None and row.caused_by not in heard:
            yield f"{service} concluded {row.type} {row.event_id} from event {row.caused_by}, which it never heard"


def _answered(service: str, state: ServiceState) -> Iterator[str]:
    """Each command's rows and its kept answer belong together: neither is there without the other."""
    recorded: dict[str, set[UUID]] = defaultdict(set)
    for row in state.journal:
        if row.key is not None:
            recorded[row.key].add(row.event_id)
    kept = {answer.key: set(answer.event_ids) for answer in state.answers}
    for key in recorded.keys() - kept.keys():
        yield f"{service} recorded command {key} without keeping its answer"
    for key in kept.keys() - recorded.keys():
        yield f"{service} keeps an answer to command {key}, of which nothing is recorded"
    for key in recorded.keys() & kept.keys():
        if recorded[key] != kept[key]:
            yield f"{service}'s kept answer to command {key} names other events than were recorded"
