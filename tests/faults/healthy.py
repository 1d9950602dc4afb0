"""A small snapshot in which everything is as it should be, built by hand, and ways to spoil it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hearth.faults.snapshot import (
    Answer,
    Command,
    Due,
    Heard,
    Kept,
    Parked,
    Poison,
    Recorded,
    ServiceState,
    Snapshot,
)

CHILD, SISTER = UUID(int=1), UUID(int=2)
NINE = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)

REGISTERED = "gateway.child_registered.v1"
REFERRED = "gateway.referred_to_legal_gateway.v1"
DECIDED = "gateway.gateway_decision_made.v1"
STARTED = "gateway.pre_proceedings_started.v1"
LOOKED_AFTER = "planning.became_looked_after.v1"
PLACEMENT = "planning.placement_started.v1"


def recorded(  # noqa: PLR0913 - the columns of a journal that a test cares about
    number: int,
    type_: str,
    version: int,
    key: str | None,
    *,
    case_id: UUID = CHILD,
    transaction: int | None = None,
    caused_by: int | None = None,
) -> Recorded:
    """A row of a journal: event `number`, recorded under a key, or concluded by the service named in the type."""
    return Recorded(
        event_id=UUID(int=100 + number),
        type=type_,
        case_id=case_id,
        version=version,
        authority="warrington",
        data={"authority": "warrington", "child_id": str(case_id), "occurred_on": "2026-03-30", "number": number},
        recorded_at=NINE + timedelta(minutes=number),
        by="social_worker@warrington" if key else type_.partition(".")[0],
        key=key,
        caused_by=None if caused_by is None else UUID(int=100 + caused_by),
        transaction=number if transaction is None else transaction,
    )


def heard(row: Recorded, place: int) -> Heard:
    """A row as another service hears it."""
    return Heard(
        event_id=row.event_id,
        source=row.type.partition(".")[0],
        type=row.type,
        case_id=row.case_id,
        version=row.version,
        authority=row.authority,
        data=row.data,
        recorded_at=row.recorded_at,
        heard_at=row.recorded_at + timedelta(seconds=1),
        place=place,
    )


def answered(*rows: Recorded) -> Answer:
    """The answer that tells these rows."""
    facts = [{"event_id": str(row.event_id), "type": row.type, "data": row.data} for row in rows]
    return Answer(201, {"case_id": str(rows[0].case_id), "version": rows[-1].version, "recorded": facts})


def kept(*rows: Recorded) -> Kept:
    """The answer to the command of these rows, as the service keeps it."""
    return Kept(str(rows[0].key), tuple(row.event_id for row in rows))


def due(number: int, due_on: str) -> Due:
    """An obligation of the child."""
    return Due(CHILD, UUID(int=900 + number), f"WAR-PPM-{number}", due_on, "upcoming")


def healthy() -> Snapshot:
    """Two children, three services, every kind of outcome, one poison message, two obligations."""
    registered = recorded(1, REGISTERED, 1, "register")
    referred = recorded(2, REFERRED, 2, "refer")
    decided = recorded(3, DECIDED, 3, "decide")
    started = recorded(4, STARTED, 4, "decide", transaction=3)
    sister = recorded(5, REGISTERED, 1, "sister", case_id=SISTER)
    looked_after = recorded(6, LOOKED_AFTER, 1, "care")
    placement = recorded(7, PLACEMENT, 2, None, caused_by=3)
    gateway = (registered, referred, decided, started, sister)
    planning = (looked_after, placement)
    refused = Answer(409, {"detail": "the child is not in pre-proceedings"})
    poison = Poison("mark-1", "not JSON", "gateway.events")
    dismissed = Parked("dismissed", "gateway.events", "not-json", "{ mark-1 ")
    all_of_gateway = frozenset({REGISTERED, REFERRED, DECIDED, STARTED})
    return Snapshot(
        commands=(
            Command("register", "gateway", CHILD, (answered(registered),)),
            Command("refer", "gateway", CHILD, (answered(referred), answered(referred))),
            Command("decide", "gateway", CHILD, (None, answered(decided, started))),
            Command("letter", "gateway", CHILD, (refused, refused)),
            Command("sister", "gateway", SISTER, (None,)),
            Command("minutes", "gateway", SISTER, (None, Answer(503, {}))),
            Command("care", "planning", CHILD, (refused, answered(looked_after))),
        ),
        services={
            "gateway": ServiceState(
                journal=gateway,
                inbox=(heard(looked_after, 1),),
                answers=(kept(registered), kept(referred), kept(decided, started), kept(sister)),
                hears={"planning": frozenset({LOOKED_AFTER})},
                differing={"legal_matters": 0},
            ),
            "planning": ServiceState(
                journal=planning,
                inbox=(heard(sister, 2), heard(registered, 3), heard(decided, 7)),
                answers=(kept(looked_after),),
                parked=(dismissed,),
                hears={"gateway": frozenset({REGISTERED, DECIDED})},
                differing={"permanence": 0},
            ),
            "tracking": ServiceState(
                journal=(),
                inbox=tuple(heard(row, place) for place, row in enumerate((*planning, *gateway), start=1)),
                parked=(dismissed,),
                hears={"gateway": all_of_gateway, "planning": frozenset({LOOKED_AFTER, PLACEMENT})},
                differing={"obligations": 0},
            ),
        },
        poison=(poison,),
        due=frozenset({due(1, "2026-04-16"), due(2, "2026-05-01")}),
        reckoned=frozenset({due(1, "2026-04-16"), due(2, "2026-05-01")}),
        messages=9,
        caught_up=4.0,
    )


def spoilt(service: str, **changes: Callable[[Any], Any]) -> Snapshot:
    """The healthy snapshot with fields of one service changed: each by a function of what is there."""
    snapshot = healthy()
    state = snapshot.services[service]
    new = replace(state, **{name: change(getattr(state, name)) for name, change in changes.items()})
    return replace(snapshot, services={**snapshot.services, service: new})


def with_row(number: int, **changes: Any) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:  # noqa: ANN401 - any column
    """Change columns of one event's row."""
    event_id = UUID(int=100 + number)
    return lambda rows: tuple(replace(row, **changes) if row.event_id == event_id else row for row in rows)


def without(number: int) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Drop one event's rows."""
    return lambda rows: tuple(row for row in rows if row.event_id != UUID(int=100 + number))


def and_also(*more: Any) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:  # noqa: ANN401 - rows of any kind
    """Add rows."""
    return lambda rows: (*rows, *more)


def with_attempts(key: str, *attempts: Answer | None) -> Snapshot:
    """The healthy snapshot in which a command was answered otherwise."""
    snapshot = healthy()
    commands = (replace(one, attempts=attempts) if one.key == key else one for one in snapshot.commands)
    return replace(snapshot, commands=tuple(commands))


def data_of(row: Recorded, **changes: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field of an event
    """A row's event with other fields."""
    return {**row.data, **changes}
