"""Connections of outbound requests: to checked addresses only, ended in time, their replies unpacked in bounded pieces."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from utils.outbound import (
    OutboundReplyError,
    OutboundTimeoutError,
    OutboundTooLargeError,
    OutboundUnreachableError,
    Resolver,
    public_addresses,
)

STEP_BYTES = 64 * 1024

_ends_at: ContextVar[float] = ContextVar("outbound_ends_at")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the requests of one client are held to."""

    allow: Set[str]
    max_bytes: int
    resolve: Resolver


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, never to a name."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        ends_at, policy = _ends_at.get(), self._policy
        within_s = _left(ends_at, timeout)
        failure: Exception | None = None
        for address in public_addresses(host, port, resolve=policy.resolve, allow=policy.allow, timeout_s=within_s):
            try:
                stream = self._inner.connect_tcp(address, port, _left(ends_at, timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, ends_at)
        raise OutboundUnreachableError("The service cannot be reached. Check its address, or try again later.") from failure


class TimedStream(httpcore.NetworkStream):
    """A connection of which each step has to end before the whole request has to."""

    def __init__(self, stream: httpcore.NetworkStream, ends_at: float) -> None:
        self._stream = stream
        self._ends_at = ends_at

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._ends_at, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), STEP_BYTES):
            self._stream.write(buffer[start : start + STEP_BYTES], _left(self._ends_at, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._ends_at, timeout))
        return TimedStream(stream, self._ends_at)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class BoundedStream(httpx.SyncByteStream):
    """The body of a reply, unpacked in steps, up to `max_bytes`."""

    def __init__(self, reply: httpcore.Response, *, packing: str, max_bytes: int) -> None:
        self._reply = reply
        self._packing = packing
        self._max_bytes = max_bytes

    def __iter__(self) -> Iterator[bytes]:
        count = 0
        with own_errors():
            for piece in self._unpacked():
                count += len(piece)
                if count > self._max_bytes:
                    raise OutboundTooLargeError(f"The service sent more than {self._max_bytes} bytes.")
                yield piece

    def _unpacked(self) -> Iterator[bytes]:
        if self._packing == "identity":
            return self._reply.iter_stream()
        if self._packing in ("gzip", "x-gzip", "deflate"):
            return _inflated(self._reply.iter_stream())
        raise OutboundReplyError("The service packed its reply in a way that was not asked for.")

    def close(self) -> None:
        self._reply.close()


def _inflated(packed: Iterable[bytes]) -> Iterator[bytes]:
    """gzip or zlib, in pieces of a bounded size; several members follow one another. Raises zlib.error."""
    unpacker = _unpacker()
    for piece in packed:
        rest = piece
        while rest:
            if unpacker.eof:
                unpacker = _unpacker()
            yield unpacker.decompress(rest, STEP_BYTES)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    while not unpacker.eof and (piece := unpacker.decompress(b"", STEP_BYTES)):
        yield piece
    if not unpacker.eof:
        raise OutboundReplyError("The reply of the service is cut off.")


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, as its first bytes say


@contextmanager
def ending_in(seconds: float) -> Iterator[None]:
    token = _ends_at.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(token)


def _left(ends_at: float, timeout: float | None) -> float:
    """How long one step may take. Raises OutboundTimeoutError."""
    left = ends_at - time.monotonic()
    if left <= 0:
        raise OutboundTimeoutError("The service did not answer in time. Try again later.")
    return left if timeout is None else min(left, timeout)


@contextmanager
def own_errors() -> Iterator[None]:
    """Errors of httpx, httpcore and zlib as those of `utils.outbound`."""
    try:
        yield
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise OutboundTimeoutError("The service did not answer in time. Try again later.") from error
    except (httpcore.NetworkError, httpx.NetworkError) as error:
        raise OutboundUnreachableError("The service cannot be reached, or broke off. Try again later.") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError, zlib.error) as error:
        raise OutboundReplyError("The service did not answer in proper HTTP. Check its address.") from error
