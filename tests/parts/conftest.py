"""What the tests of the parts share: one PostgreSQL and one Kafka for all of them, and what was printed of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hearth.parts.kafka import KafkaPart, choose_kafka
from hearth.parts.postgres import PostgresPart, choose_postgres
from tests.conftest import own_folder


@pytest.fixture(scope="session")
def data_dir() -> Iterator[Path]:
    with own_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def postgres(data_dir: Path) -> Iterator[PostgresPart]:
    with choose_postgres(data_dir, fsync=False) as part:
        yield part


@pytest.fixture(scope="session")
def kafka(data_dir: Path) -> Iterator[KafkaPart]:
    with choose_kafka(data_dir) as part:
        yield part
