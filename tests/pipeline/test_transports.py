"""Garbage in a queue: dropped, and the next message is delivered (FAULTS F18), without and with Redis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection, Consumer, Producer, Queue

from services.queue.transports import FolderTransport, RedisTransport
from tests.processes.servers import Redis

GARBAGE = [
    b"",
    b"garbage {{",
    b"\xff\xfe",
    b"[]",
    b'"text"',
    b'{"properties": {}}',
    b'{"body": "", "properties": {"delivery_tag": "1", "delivery_info": {}}}',
    b'{"body": "%", "properties": {"delivery_tag": "1", "body_encoding": "base64", "delivery_info": null}}',
]


def received(connection: Connection, queue: Queue, *, wait_s: float = 1.0) -> list[Any]:
    """Bodies that reach a consumer until it is quiet."""
    bodies: list[Any] = []

    def take(body: Any, message: Any) -> None:
        bodies.append(body)
        message.ack()

    with Consumer(connection, [queue], callbacks=[take], accept=["json"]):
        while True:
            try:
                connection.drain_events(timeout=wait_s)
            except TimeoutError:
                return bodies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def folder_broker(folder: Path) -> Iterator[Connection]:
    both = str(folder / "queue")
    options = {
        "data_folder_in": both,
        "data_folder_out": both,
        "control_folder": str(folder / "control"),
        "polling_interval": 0.05,
    }
    with Connection(hostname="localhost", transport=FolderTransport, transport_options=options) as connection:
        yield connection


def queue_of(connection: Connection) -> Queue:
    queue = Queue("default", routing_key="default")
    queue(connection.default_channel).declare()
    return queue


def publish(connection: Connection, body: Any) -> None:
    Producer(connection).publish(body, routing_key="default", serializer="json")


def test_messages_pass_through_the_folder_in_order(folder_broker: Connection, folder: Path) -> None:
    queue = queue_of(folder_broker)
    for number in range(3):
        publish(folder_broker, {"n": number})
    assert received(folder_broker, queue) == [{"n": 0}, {"n": 1}, {"n": 2}]
    assert list((folder / "queue").iterdir()) == []


def test_garbage_in_the_folder_is_dropped(folder_broker: Connection, folder: Path) -> None:
    queue = queue_of(folder_broker)
    for number, garbage in enumerate(GARBAGE):
        (folder / "queue" / f"0_{number}.default.msg").write_bytes(garbage)
    publish(folder_broker, "good")
    assert received(folder_broker, queue) == ["good"]


def test_half_a_message_is_never_seen(folder_broker: Connection, folder: Path) -> None:
    queue = queue_of(folder_broker)
    (folder / "queue" / "0_being_written.part").write_bytes(b'{"bo')
    assert received(folder_broker, queue, wait_s=0.2) == []


@pytest.mark.services
def test_garbage_in_redis_is_dropped(tmp_path: Path) -> None:
    server = Redis(tmp_path)
    try:
        with Connection(server.url, transport=RedisTransport) as connection:
            queue = queue_of(connection)
            server.command("RPUSH", "default", *[garbage.decode("latin-1") for garbage in GARBAGE])
            publish(connection, "good")
            assert received(connection, queue) == ["good"]
    finally:
        server.stop()
