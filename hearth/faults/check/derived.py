"""What follows from the events: read tables, obligations, parked messages, and whether anything still waits."""

from collections.abc import Iterator

from hearth.faults.snapshot import ServiceState, Snapshot

LONGEST_LAG = 60.0  # seconds after the last fault and command


def derived_violations(snapshot: Snapshot) -> Iterator[str]:
    """Everything that is stale, wrong or left over although all is quiet."""
    for service, state in snapshot.services.items():
        yield from _stale(service, state)
        yield from _waiting(service, state)
        yield from _poison(service, state, snapshot)
    yield from _obligations(snapshot)
    rows = sum(len(state.journal) for state in snapshot.services.values())
    if snapshot.messages < rows:
        yield f"the topics hold {snapshot.messages} messages for {rows} rows of the journals"
    if snapshot.caught_up is None or snapshot.caught_up > LONGEST_LAG:
        when = "never" if snapshot.caught_up is None else f"only after {snapshot.caught_up:.0f} s"
        yield f"the lag came to 0 {when}; it must within {LONGEST_LAG:.0f} s of the last fault and command"


def _stale(service: str, state: ServiceState) -> Iterator[str]:
    for table, rows in state.differing.items():
        if rows:
            yield f"{service}'s read table {table} differs from one made anew in {rows} rows"


def _waiting(service: str, state: ServiceState) -> Iterator[str]:
    if state.unsent:
        yield f"{service} holds {state.unsent} rows that Kafka never got"
    if state.unheard:
        yield f"{service} has {state.unheard} messages before it that it has not taken"
    for message in state.parked:
        if message.state == "parked":
            yield f"{service} still has a message parked from {message.topic}: {message.cause}"


def _poison(service: str, state: ServiceState, snapshot: Snapshot) -> Iterator[str]:
    """What cannot be read ends with a person, at every service that listens: never in a loop, never lost."""
    topics = {f"{source}.events" for source in state.hears}
    for poison in snapshot.poison:
        found = [message for message in state.parked if poison.mark in message.text]
        if poison.topic in topics and not found:
            yield f"{service} lost a poison message on {poison.topic}: {poison.kind}"
        if len(found) > 1:
            yield f"{service} parked a poison message of {poison.topic} {len(found)} times: {poison.kind}"
        if any(message.state == "retried" for message in found):
            yield f"{service} took in a poison message of {poison.topic}: {poison.kind}"


def _obligations(snapshot: Snapshot) -> Iterator[str]:
    kept = {one.obligation_id: one for one in snapshot.due}
    reckoned = {one.obligation_id: one for one in snapshot.reckoned}
    for one in sorted(snapshot.reckoned - snapshot.due):
        if one.obligation_id not in kept:
            yield f"tracking lacks {one.rule_id} of child {one.child_id}, due on {one.due_on}"
        else:
            found = kept[one.obligation_id]
            yield (
                f"tracking has {one.rule_id} of child {one.child_id} as {found.state} for {found.due_on}; it is "
                f"{one.state} for {one.due_on}"
            )
    for one in sorted(snapshot.due):
        if one.obligation_id not in reckoned:
            yield f"tracking has {one.rule_id} of child {one.child_id}, due on {one.due_on}, which does not follow"
