"""Brokers that survive what others put into them: a message that cannot be understood is logged and dropped.

kombu's own transports let such a message end the worker. Its filesystem transport also writes messages in place, so that a
reader may find half of one; here they are renamed into place.
"""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

import structlog
from kombu.transport import TRANSPORT_ALIASES, filesystem, redis
from kombu.transport.virtual import Message
from kombu.utils.json import dumps, loads

log = structlog.get_logger(__name__)

MALFORMED = (ValueError, TypeError, KeyError, AttributeError)


def use_sturdy_transports() -> None:
    """Let `redis://`, `rediss://` and `filesystem://` mean the transports below, in this process."""
    ours = f"{__name__}:"
    TRANSPORT_ALIASES.update(redis=f"{ours}RedisTransport", rediss=f"{ours}RedisTransport", filesystem=f"{ours}FolderTransport")


class _Checking:
    """Drops what has not the form of a message, before it reaches the worker."""

    channels: list[Any]

    def _deliver(self, message: Any, queue: str) -> None:
        try:
            _check(message, self.channels[0])
        except MALFORMED as error:
            log.exception("message_dropped", queue=queue, reason=type(error).__name__)
            return
        super()._deliver(message, queue)  # type: ignore[misc]  # of the transport beside it


class RedisChannel(redis.Channel):
    def _brpop_read(self, **options: Any) -> Any:
        try:
            return super()._brpop_read(**options)  # type: ignore[no-untyped-call]  # kombu is typed in part
        except ValueError as error:  # no JSON; it was popped, and so is gone
            log.exception("message_dropped", reason=type(error).__name__)
            raise Empty from error


class RedisTransport(_Checking, redis.Transport):
    Channel = RedisChannel


class FolderChannel(filesystem.Channel):
    def _put(self, queue: str, message: Any, **_options: Any) -> None:  # type: ignore[override]  # kombu has two names for it
        name = f"{time.monotonic_ns():020d}_{uuid.uuid4()}"
        folder = Path(self.data_folder_out)
        partial = folder / f"{name}.part"
        partial.write_text(dumps(message), encoding="utf-8")
        partial.replace(folder / f"{name}.{queue}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        del timeout
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):  # noqa: PTH208  (names are all that is needed)
            if name.partition(".")[2] == f"{queue}.msg":
                text = _taken(folder / name)
                if text is not None:
                    return _parsed(text, queue)
        raise Empty


class FolderTransport(_Checking, filesystem.Transport):
    Channel = FolderChannel


def _check(message: Any, channel: Any) -> None:
    """Raises one of MALFORMED for what the worker would stumble over."""
    Message(message, channel=channel)
    if not {"exchange", "routing_key"} <= message["properties"]["delivery_info"].keys():
        raise KeyError("delivery_info")


def _taken(path: Path) -> bytes | None:
    """The bytes of a message, by whoever renames it first; None when another worker did."""
    mine = path.with_suffix(f".{uuid.uuid4().hex}.taken")
    try:
        path.rename(mine)
    except FileNotFoundError:
        return None
    text = mine.read_bytes()
    mine.unlink()
    return text


def _parsed(text: bytes, queue: str) -> Any:
    try:
        return loads(text.decode("utf-8"))
    except ValueError as error:
        log.exception("message_dropped", queue=queue, reason=type(error).__name__)
        raise Empty from error
