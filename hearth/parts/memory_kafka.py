"""Kafka in memory: librdkafka's mock cluster in a process of its own, for machines without Java and Docker.

Run as `python -m hearth.parts.memory_kafka PORT TOPIC:PARTITIONS...`. Its events are gone with the process; the
journals are the truth and are published again. Two or more consumers in one group are beyond it.
"""

import asyncio
import ctypes
import sys
from contextlib import suppress
from pathlib import Path

import confluent_kafka

_RD_KAFKA_PRODUCER = 0
_CHUNK = 65_536


class MockCluster:
    """One mock broker, which tells its clients that it lives on 127.0.0.1:`port`. `own_port` is where it listens.

    The library picks the port it listens on; the forwarder below gives it one that outlives a restart.
    """

    def __init__(self, port: int) -> None:
        """Start it."""
        wheel = Path(confluent_kafka.__file__).parent
        beside = [*wheel.with_name("confluent_kafka.libs").glob("librdkafka*"), *wheel.glob(".dylibs/librdkafka*")]
        library = ctypes.CDLL(str(beside[0]))
        for name in ("rd_kafka_conf_new", "rd_kafka_new", "rd_kafka_mock_cluster_new"):
            getattr(library, name).restype = ctypes.c_void_p
        library.rd_kafka_mock_cluster_bootstraps.restype = ctypes.c_char_p
        reason = ctypes.create_string_buffer(512)
        conf = ctypes.c_void_p(library.rd_kafka_conf_new())
        client = library.rd_kafka_new(_RD_KAFKA_PRODUCER, conf, reason, ctypes.sizeof(reason))
        if not client:
            sys.exit(f"librdkafka did not start: {reason.value.decode()}")
        self._library = library
        self._cluster = ctypes.c_void_p(library.rd_kafka_mock_cluster_new(ctypes.c_void_p(client), 1))
        self.own_port = int(library.rd_kafka_mock_cluster_bootstraps(self._cluster).decode().rpartition(":")[2])
        library.rd_kafka_mock_broker_set_host_port(self._cluster, 1, b"127.0.0.1", port)
        library.rd_kafka_mock_group_initial_rebalance_delay_ms(self._cluster, 0)

    def create(self, topic: str, partitions: int) -> None:
        """Create a topic; the cluster has no admin interface for it."""
        self._library.rd_kafka_mock_topic_create(self._cluster, topic.encode(), partitions, 1)


async def forward(port: int, to: int) -> None:
    """Pass everything that arrives on one port of 127.0.0.1 on to another, and back, until cancelled."""

    async def one_way(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(_CHUNK):
                writer.write(chunk)
                await writer.drain()
        writer.close()

    async def both_ways(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", to)
        await asyncio.gather(one_way(reader, back), one_way(there, writer))

    server = await asyncio.start_server(both_ways, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Start the cluster with its topics and serve it."""
    port, *topics = sys.argv[1:]
    cluster = MockCluster(int(port))
    for topic in topics:
        name, _, partitions = topic.partition(":")
        cluster.create(name, int(partitions))
    asyncio.run(forward(int(port), cluster.own_port))


if __name__ == "__main__":
    main()
