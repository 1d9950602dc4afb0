"""Names, addresses and numbers are in the sealed table and in the answers of those who may read them: nowhere else."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind
from structlog.testing import capture_logs

from hearth.parts.provision import ServiceDatabase
from services.gateway.records.details import PersonDetails
from shared.messaging import clients, tracing
from tests.gateway.cabinet import Cabinet
from tests.gateway.office import TODAY, Office

MOTHER: dict[str, Any] = {
    "given_names": "Zebedia Wilhelmina",
    "family_name": "Quartermaine",
    "known_as": "Zebbie",
    "date_of_birth": "1987-03-19",
    "address": ["17 Nonesuch Parade", "Imaginaryford"],
    "postcode": "QX9 7ZZ",
    "phone": "01632 960987",
    "email": "zebbie@example.org",
}
CHILD = {"given_names": "Thelonius", "family_name": "Quartermaine"}
FILE_NAME = "Chronology of Zebedia Quartermaine.pdf"
SECRETS = (
    *("zebedia", "wilhelmina", "quartermain", "zebbie", "1987-03-19", "nonesuch", "imaginaryford"),
    *("qx9 7zz", "qx97zz", "960987", "example.org", "thelonius"),
)
TABLES = "select tablename from pg_tables where schemaname = 'public'"


def told(text: object) -> list[str]:
    """The secrets that a text tells."""
    return [secret for secret in SECRETS if secret in str(text).lower()]


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Everything that is traced."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "TRACER", provider.get_tracer("shared.messaging"))
    monkeypatch.setattr(trace, "get_tracer", lambda *_args, **_more: provider.get_tracer("shared.telemetry"))
    yield exporter
    provider.shutdown()


@pytest.fixture
async def owners(databases: dict[str, ServiceDatabase]) -> AsyncIterator[list[asyncpg.Connection]]:
    """Every database as the owner of its tables, from whom no row is hidden."""
    async with AsyncExitStack() as stack:
        opened = [clients.connection(database.owner_url) for database in databases.values()]
        yield [await stack.enter_async_context(connection) for connection in opened]


async def a_day_at_the_office(office: Office) -> list[str]:
    """A mother, her child and their worker are recorded, refused and changed; answer every word but of reading."""
    child, mother, worker, key = uuid4(), uuid4(), uuid4(), {"Idempotency-Key": str(uuid4())}
    person = {"authority": "warrington", "details": MOTHER}
    registration = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02", "details": CHILD}
    parent = {"on": TODAY, "person_id": str(mother), "relationship": "mother", "parental_responsibility": True}
    moved = {**person, "details": {**MOTHER, "address": ["4 Imaginaryford Row"]}}
    named = {name: MOTHER[name] for name in ("given_names", "family_name", "phone", "email")}
    employed = {"authority": "warrington", "role": "social_worker", "team": "north_team", **named}
    office_of = {"role": "practice_coordinator"}
    held = {"on": TODAY, "worker_id": str(worker)}
    answers = {
        "recorded": (201, await office.ask(f"/people/{mother}", person, headers=key)),
        "asked again": (201, await office.ask(f"/people/{mother}", person, headers=key)),
        "a duplicate": (409, await office.ask(f"/people/{uuid4()}", person)),
        "out of date": (412, await office.ask(f"/people/{mother}", moved, headers={"If-Match": '"7"'})),
        "moved": (201, await office.ask(f"/people/{mother}", moved, headers={"If-Match": '"1"'})),
        "not valid": (422, await office.ask(f"/people/{mother}", {**person, "details": {**MOTHER, "email": "Zebbie"}})),
        "not allowed": (403, await office.ask(f"/people/{mother}", person, role="director")),
        "a key reused": (422, await office.ask(f"/children/{child}/registration", registration, headers=key)),
        "registered": (201, await office.ask(f"/children/{child}/registration", registration)),
        "known already": (409, await office.ask(f"/children/{uuid4()}/registration", registration)),
        "a parent": (201, await office.ask(f"/children/{child}/family", parent)),
        "a worker": (201, await office.ask(f"/workers/{worker}", employed, **office_of)),
        "a worker out of date": (412, await office.ask(f"/workers/{worker}", employed, **office_of)),
        "no worker": (422, await office.ask(f"/workers/{uuid4()}", {**employed, "phone": "Zebbie"}, **office_of)),
        "allocated": (201, await office.ask(f"/children/{child}/allocations", held, **office_of)),
        "looked for": (200, await office.ask("/people/duplicates", {"details": MOTHER})),
        "the family": (200, await office.world.get("gateway", f"/children/{child}/family", role="iro")),
        "the matter": (200, await office.world.get("gateway", f"/children/{child}", role="iro")),
    }
    assert {what: answer.status_code for what, (_, answer) in answers.items()} == {
        what: status for what, (status, _) in answers.items()
    }
    kept = Cabinet(office.world, f"/children/{child}")
    for _ in ("kept", "asked again"):
        assert (await kept.kept(name=FILE_NAME, key=str(child)))["file_name"] == FILE_NAME
    await office.read(f"/people/{mother}")
    await office.ask("/people/search", {"name": "Zebbie Quartermaine", "born": "1987-03-19"})
    await office.world.settle()
    return [f"{answer.headers} {answer.text}" for _, answer in answers.values()]


async def test_nothing_personal_leaves_the_sealed_table(
    spans: InMemorySpanExporter, office: Office, owners: list[asyncpg.Connection], caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as lines:
        answers = await a_day_at_the_office(office)
    assert [found for answer in answers for found in told(answer)] == []
    assert told(lines) == []
    assert told(caplog.text) == []
    finished = spans.get_finished_spans()
    assert {span.kind for span in finished} >= {SpanKind.SERVER, SpanKind.PRODUCER, SpanKind.CONSUMER}
    assert len(finished) > 10
    assert [found for span in finished for found in told(span.to_json())] == []
    messages = [message for topic in office.world.topics.messages.values() for message in topic]
    assert messages
    assert [found for message in messages for found in told(message)] == []
    for connection in owners:
        for (table,) in await connection.fetch(TABLES):
            rows = await connection.fetch(f'select t::text from "{table}" t')  # noqa: S608 - the catalogue's own names
            assert told([row for (row,) in rows]) == [], table


async def test_whoever_reads_details_is_named_in_the_log_with_the_id_and_nothing_else(office: Office) -> None:
    mother = await office.meet(**MOTHER)
    with capture_logs() as lines:
        await office.read(f"/people/{mother}", role="iro")
        await office.ask("/people/search", {"name": "Zebbie"}, role="legal_adviser")
        await office.ask("/people/search", {"name": "Nobody"}, role="legal_adviser")
    reads = [line for line in lines if line["event"] == "personal details read"]
    assert [(line["by"], line["person_id"]) for line in reads] == [
        ("iro@warrington", str(mother)),
        ("legal_adviser@warrington", str(mother)),
    ]
    assert {name for line in reads for name in line} == {"event", "log_level", "by", "person_id"}


def test_details_do_not_show_themselves() -> None:
    details = PersonDetails.model_validate(MOTHER)
    assert told(f"{details!r} {details}") == []


async def test_the_record_of_people_cannot_be_changed_or_deleted(
    office: Office, databases: dict[str, ServiceDatabase]
) -> None:
    await office.meet(**MOTHER)
    async with clients.connection(databases["gateway"].app_url) as connection:
        assert await connection.fetchval("select count(*) from people") == 0
        await connection.execute("select set_config('hearth.authorities', 'warrington', false)")
        assert await connection.fetchval("select count(*) from people") > 0
        for change in ("update people set version = 9", "delete from people", "delete from people_keys"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(change)
