"""Commands: was each accepted one recorded exactly once, each rejected one never, each unknown one at most once?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from uuid import UUID

from hearth.faults.snapshot import Command, Outcome, Recorded, Snapshot


def command_violations(snapshot: Snapshot) -> Iterator[str]:
    """Every command whose outcome and record disagree, and every record of a command that nobody sent."""
    recorded: dict[str, list[tuple[str, Recorded]]] = defaultdict(list)
    for service, state in snapshot.services.items():
        for row in state.journal:
            if row.key is not None:
                recorded[row.key].append((service, row))
    for command in snapshot.commands:
        yield from _command(command, recorded.pop(command.key, []))
    for key, rows in recorded.items():
        yield f"{_names(rows)} of {rows[0][0]} is recorded under key {key}, which the driver never sent"


def _command(command: Command, rows: Sequence[tuple[str, Recorded]]) -> Iterator[str]:
    what = f"command {command.key} to {command.service}"
    for attempt in command.attempts:
        if attempt and attempt.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            yield f"{what} was answered 500 instead of a refusal that says what to do"
    own = [row for _, row in rows if row.case_id == command.case_id]
    # Beside the case that it is about a command may begin another, as a referral of the child.
    begun = {row.case_id for _, row in rows if own and row.version == 1}
    for service, row in rows:
        if service != command.service:
            yield f"{what} was recorded by {service}: {row.type} {row.event_id}"
        if row.case_id not in {command.case_id, *begun}:
            yield f"{what} is about case {command.case_id}, but {row.type} was recorded about {row.case_id}"
    if len({row.transaction for _, row in rows}) > 1:
        yield f"{what} was done more than once: {_names(rows)}"
    if command.outcome is Outcome.REJECTED and rows:
        yield f"{what} was rejected, and yet recorded: {_names(rows)}"
    if command.outcome is Outcome.ACCEPTED:
        yield from _accepted(command, {row.event_id: row for _, row in rows}, what)


def _accepted(command: Command, rows: dict[UUID, Recorded], what: str) -> Iterator[str]:
    first, *others = command.accepted
    if any(other != first for other in others):
        yield f"{what} was answered in different ways under one key"
    told = {UUID(fact["event_id"]): fact for fact in first["recorded"]}
    for event_id in told.keys() - rows.keys():
        yield f"{what} was accepted, but {told[event_id]['type']} {event_id} is not in the journal"
    for event_id in rows.keys() - told.keys():
        yield f"{what} recorded {rows[event_id].type} {event_id}, which its answer does not tell"
    for event_id in rows.keys() & told.keys():
        row, fact = rows[event_id], told[event_id]
        if (row.type, row.data) != (fact["type"], fact["data"]):
            yield f"{what}: the journal's {row.type} {event_id} is not what was answered"
    versions = [row.version for row in rows.values() if row.case_id == command.case_id]
    if versions and first["version"] != max(versions):
        yield f"{what} was answered with version {first['version']}, which is not that of its last event"


def _names(rows: Sequence[tuple[str, Recorded]]) -> str:
    return ", ".join(f"{row.type} {row.event_id}" for _, row in rows)
