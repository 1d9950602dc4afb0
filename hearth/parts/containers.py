"""PostgreSQL and Kafka in containers, where a Docker engine answers."""

import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import docker  # type: ignore[import-untyped]
from docker.errors import DockerException  # type: ignore[import-untyped]
from requests.exceptions import RequestException
from testcontainers.community.kafka import KafkaContainer
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer

from hearth.parts.kept import kept, kept_port
from hearth.parts.passwords import password
from hearth.parts.process import PartFailed

POSTGRES_IMAGE = "postgres:18"
KAFKA_IMAGE = "confluentinc/cp-kafka:7.6.0"
_REFUSALS = (DockerException, RequestException, TimeoutError, OSError)


class NoContainer(Exception):
    """No container can be had here; the words say why, to be read in brackets."""


@dataclass
class ContainerSwitch:
    """A part in a container, ready as soon as the command `ready` succeeds inside it.

    Its port on this machine was chosen by us, so that it stays the same through stop and start.
    """

    container: DockerContainer
    ready: str
    within: float = 60.0

    def start(self) -> None:
        """Start the container again, with what it held.

        Raises:
            PartFailed: the engine refuses, or the part does not answer.
        """
        try:
            self.container.get_wrapped_container().start()
        except DockerException as error:
            raise PartFailed(f"Docker did not start the container again: {error}") from error
        deadline = time.monotonic() + self.within
        while self.container.exec(["bash", "-c", self.ready]).exit_code != 0:
            if time.monotonic() > deadline:
                raise PartFailed(f"{self.container.image} did not answer within {self.within:.0f} s; see `docker logs`")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the container in order; it stays there to be started again."""
        self.container.get_wrapped_container().stop(timeout=8)

    def kill(self) -> None:
        """Kill what runs in the container."""
        with suppress(DockerException):  # it is down already
            self.container.get_wrapped_container().kill()

    def close(self) -> None:
        """Stop and remove the container."""
        self.stop()
        self.container.stop()


def postgres_in_docker(data_dir: Path, passwords: Path, *, fsync: bool) -> tuple[str, ContainerSwitch]:
    """Start PostgreSQL in a container, its data in a volume named in `data_dir`: the superuser's URL, its switch.

    Raises:
        NoContainer: no engine answers, or it cannot run the image.
    """
    _require_engine()
    port = kept_port(data_dir / "ports" / "postgres")
    secret = password(passwords, "postgres")
    volume = kept(data_dir / "docker-volume", lambda: f"hearth-{secrets.token_hex(4)}")
    server = PostgresContainer(POSTGRES_IMAGE, username="postgres", password=secret, dbname="postgres", driver=None)
    server.with_bind_ports(5432, port).with_volume_mapping(volume, "/var/lib/postgresql", "rw")
    safety = "on" if fsync else "off"
    server.with_command(["postgres", "-c", "max_connections=300", "-c", f"fsync={safety}"])
    _start(server, POSTGRES_IMAGE)
    url = f"postgresql://postgres:{secret}@{server.get_container_host_ip()}:{port}/postgres"
    return url, ContainerSwitch(server, "pg_isready -q -U postgres -h 127.0.0.1")


def kafka_in_docker(data_dir: Path) -> tuple[str, ContainerSwitch]:
    """Start Kafka (KRaft, one node) in a container: its bootstrap address, its switch.

    Raises:
        NoContainer: no engine answers, or it cannot run the image.
    """
    _require_engine()
    port = kept_port(data_dir / "ports" / "kafka")
    broker = KafkaContainer(KAFKA_IMAGE).with_kraft().with_bind_ports(9093, port)
    broker.with_env("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false").with_env("KAFKA_NUM_PARTITIONS", "12")
    # The default of 9 s is how long a killed broker may not register again.
    broker.with_env("KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000").with_env("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500")
    _start(broker, KAFKA_IMAGE)
    return broker.get_bootstrap_server(), ContainerSwitch(broker, "echo > /dev/tcp/127.0.0.1/9093")


def _require_engine() -> None:
    """A client on the path proves nothing: the engine must answer."""
    try:
        _knock(os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock"))
        engine = docker.from_env(timeout=5)
        engine.ping()
    except _REFUSALS:
        raise NoContainer("no Docker engine answered") from None
    engine.close()


def _knock(host: str) -> None:
    """See whether anybody listens on the engine's socket; where nobody does, the library would leave one open."""
    if host.startswith("unix://"):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(host.removeprefix("unix://"))


def _start(container: DockerContainer, image: str) -> None:
    try:
        container.start()
    except _REFUSALS as error:
        with suppress(*_REFUSALS):
            container.stop()
        reason = str(error).splitlines()[0]
        raise NoContainer(f"a Docker engine answered but did not run {image}: {reason}") from error
