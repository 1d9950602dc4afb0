"""Which Kafka the house uses: the address in the environment, a Docker engine's, Apache Kafka on Java, or memory."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import typer

from hearth.parts.apache_kafka import OLDEST_JAVA, VERSION, NoApacheKafka, apache_kafka
from hearth.parts.containers import KAFKA_IMAGE, NoContainer, kafka_in_docker
from hearth.parts.kept import is_open, kept_port
from hearth.parts.process import LeashedProcess
from hearth.parts.switch import ElsewhereSwitch, ProcessSwitch, Switch
from shared.messaging.topics import manifest

VARIABLE = "HEARTH_KAFKA"
_BETTER = f"install Java {OLDEST_JAVA} and Maven for a real Kafka"


@dataclass
class KafkaPart:
    """A Kafka cluster. `bootstrap` is its `host:port[,host:port]`, `chosen` the sentence that says which one and why.

    `in_memory` is true of the mock: its topics are there from the start, its events are gone with its process, and a
    consumer group may have one member. All but `close` raise `NotOurs` where the cluster was given by its address.
    """

    bootstrap: str
    chosen: str
    switch: Switch
    in_memory: bool = False

    def start(self) -> None:
        """Start it again on the same port."""
        self.switch.start()

    def stop(self) -> None:
        """Stop it in order."""
        self.switch.stop()

    def kill(self) -> None:
        """Kill it with -9."""
        self.switch.kill()

    def close(self) -> None:
        """Stop it for good; a cluster that was given by its address goes on."""
        self.switch.close()

    def __enter__(self) -> Self:
        """The part, running."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop it for good."""
        self.close()


def choose_kafka(data_dir: Path, *, say: Callable[[str], None] = typer.echo) -> KafkaPart:
    """Choose, start and announce a Kafka.

    Raises:
        PartFailed: the one chosen did not start.
    """
    data_dir = data_dir.resolve()
    part = _given() or _from_docker_or_java(data_dir)
    say(part.chosen)
    return part


def _given() -> KafkaPart | None:
    if bootstrap := os.environ.get(VARIABLE):
        return KafkaPart(bootstrap, f"Kafka: the cluster named by {VARIABLE}", ElsewhereSwitch("Kafka", VARIABLE))
    return None


def _from_docker_or_java(data_dir: Path) -> KafkaPart:
    try:
        bootstrap, container = kafka_in_docker(data_dir)
    except NoContainer as no_container:
        try:
            bootstrap, process = apache_kafka(data_dir)
        except NoApacheKafka as missing:
            return in_memory_kafka(data_dir, because=f"{no_container}; {missing}; {_BETTER}")
        line = f"Kafka: Apache Kafka {VERSION} from Maven artifacts, data kept in {data_dir} ({no_container})"
        return KafkaPart(bootstrap, line, process)
    return KafkaPart(bootstrap, f"Kafka: {KAFKA_IMAGE} in Docker, refilled from the journals when removed", container)


def in_memory_kafka(data_dir: Path, because: str) -> KafkaPart:
    """Start librdkafka's mock cluster with the manifest's topics, saying why there is nothing better."""
    port = kept_port(data_dir / "ports" / "kafka")
    topics = [f"{topic.name}:{topic.partitions}" for topic in manifest()]
    command = [sys.executable, "-m", "hearth.parts.memory_kafka", str(port), *topics]
    process = LeashedProcess("kafka", command, run=data_dir / "run", log=data_dir / "logs" / "kafka.log")
    switch = ProcessSwitch(process, lambda: is_open(port))
    switch.start()
    line = f"Kafka: in memory: events are re-published from the journals at the next start ({because})"
    return KafkaPart(f"127.0.0.1:{port}", line, switch, in_memory=True)
