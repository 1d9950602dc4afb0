"""One client factory: does anything else build a Kafka client, an engine or a pool?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import python_files, text_of

FACTORY = "shared/messaging/clients.py"

# Who else may, and why.
ALLOWED = {
    "hearth/parts": "starts PostgreSQL and Kafka, and makes databases and roles before any service is there",
    "hearth/faults": "breaks them and checks from outside, so it must not share the code under test",
    "hearth/bench": "measures the kit against bare clients",
}

BUILDERS = re.compile(
    r"(.*\.)?(AIOKafka\w+|Kafka(Broker|Router)|create_(async_)?engine(_from_config)?|(async_)?engine_from_config"
    r"|create_pool|create_async_pool_from_url)"
    r"|asyncpg\.(.*\.)?connect"
    r"|confluent_kafka\.(.*\.)?[A-Z]\w*"
)


def built(source: str) -> Iterator[str]:
    """Each client, engine or pool that the source builds, as `line: name`."""
    tree = ast.parse(source)
    meaning: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            meaning |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom) and node.module:
            meaning |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            first, dot, rest = ast.unparse(node.func).partition(".")
            name = meaning.get(first, first) + dot + rest
            if BUILDERS.fullmatch(name):
                yield f"{node.lineno}: {name}"


def may_build(path: Path) -> bool:
    return path.as_posix() == FACTORY or path.as_posix().startswith(tuple(ALLOWED))


def test_only_the_factory_builds_clients() -> None:
    offenders = [
        f"{path}:{found}"
        for path in python_files("hearth", "services", "shared")
        if not may_build(path)
        for found in built(text_of(path))
    ]
    assert offenders == [], f"take the client from {FACTORY}"


def test_the_factory_is_seen_to_build() -> None:
    assert len(list(built(text_of(Path(FACTORY))))) >= 4


@pytest.mark.parametrize(
    "offender",
    [
        "from aiokafka import AIOKafkaProducer\nAIOKafkaProducer()",
        "import aiokafka\naiokafka.AIOKafkaConsumer('topic')",
        "from aiokafka.admin import AIOKafkaAdminClient as Admin\nAdmin()",
        "from faststream.kafka import KafkaBroker as Broker\nbroker = Broker('host')",
        "import faststream.kafka as kafka\nkafka.KafkaBroker()",
        "from sqlalchemy.ext.asyncio import create_async_engine as engine\nengine('url')",
        "import sqlmodel\nsqlmodel.create_engine('url')",
        "import asyncpg\nasync def f(): return await asyncpg.connect('url')",
        "from asyncpg import connect\nconnect('url')",
        "import asyncpg as pg\npg.create_pool('url')",
        "from confluent_kafka import Producer\nProducer({})",
        "from confluent_kafka.admin import AdminClient as A\nA({})",
    ],
)
def test_a_seeded_offender_is_found(offender: str) -> None:
    assert list(built(offender))


@pytest.mark.parametrize(
    "innocent",
    [
        "from aiokafka import AIOKafkaProducer\ndef f(producer: AIOKafkaProducer) -> None: ...",
        "from shared.messaging import clients\nclients.pool('url')",
        "signal.connect('done')",
    ],
)
def test_who_only_uses_a_client_is_let_be(innocent: str) -> None:
    assert list(built(innocent)) == []


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("shared/messaging/clients.py", True),
        ("hearth/parts/kafka.py", True),
        ("shared/messaging/relay.py", False),
        ("hearth/cli.py", False),
        ("services/gateway/main.py", False),
    ],
)
def test_few_may_build(path: str, allowed: bool) -> None:  # noqa: FBT001 - a row of the table
    assert may_build(Path(path)) is allowed
