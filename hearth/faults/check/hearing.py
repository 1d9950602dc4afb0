"""Hearing: did every service hear each event that is for it exactly once, unchanged and in order, and nothing else?"""

from collections.abc import Iterator
from uuid import UUID

from hearth.faults.snapshot import Heard, Recorded, ServiceState, Snapshot


def hearing_violations(snapshot: Snapshot) -> Iterator[str]:
    """Everything that an inbox lacks, has too much, has otherwise or heard out of turn."""
    for service, state in snapshot.services.items():
        for source, types in state.hears.items():
            told = {row.event_id: row for row in snapshot.services[source].journal if row.type in types}
            heard = [row for row in state.inbox if row.source == source]
            yield from _same(service, source, told, heard)
            yield from _in_order(service, source, heard)
        yield from _strangers(service, state)


def _same(service: str, source: str, told: dict[UUID, Recorded], heard: list[Heard]) -> Iterator[str]:
    """What was heard from a source is what it told: no less, no more, not twice, not changed on the way."""
    found: dict[UUID, Heard] = {}
    for row in heard:
        if row.event_id in found:
            yield f"{service} heard {row.type} {row.event_id} twice"
        found[row.event_id] = row
        if row.event_id not in told:
            yield f"{service} heard {row.type} {row.event_id} from {source}, which {source} never told it"
    for event_id, one in told.items():
        if event_id not in found:
            yield f"{service} never heard {one.type} {event_id} of {source}, version {one.version} of {one.case_id}"
        else:
            yield from _unchanged(service, one, found[event_id])


def _unchanged(service: str, told: Recorded, heard: Heard) -> Iterator[str]:
    for name in ("type", "case_id", "version", "authority", "data", "recorded_at"):
        if getattr(told, name) != getattr(heard, name):
            yield f"{service} heard {told.type} {told.event_id} with another {name} than was recorded"
    if heard.heard_at < told.recorded_at:
        yield f"{service} heard {told.type} {told.event_id} before it was recorded"


def _in_order(service: str, source: str, heard: list[Heard]) -> Iterator[str]:
    """Of one case and one source, hearing follows the order of recording."""
    last: dict[UUID, Heard] = {}
    for row in sorted(heard, key=lambda row: row.place):
        before = last.get(row.case_id)
        if before and before.version > row.version:
            yield (
                f"{service} heard version {row.version} of case {row.case_id} of {source} after version "
                f"{before.version}: {row.type} {row.event_id}"
            )
        last[row.case_id] = row


def _strangers(service: str, state: ServiceState) -> Iterator[str]:
    """Nothing comes from a service that this one does not listen to."""
    for row in state.inbox:
        if row.source not in state.hears:
            yield f"{service} heard {row.type} {row.event_id} from {row.source}, to which it does not listen"
