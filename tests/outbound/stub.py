"""A small server on loopback that answers as each path says, and remembers what it was asked."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

MEBI = 1024 * 1024
BOMB = gzip.compress(bytes(64 * MEBI), 9)  # 64 KB that unpack to 64 MB


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, {name.lower(): value for name, value in self.headers.items()}))
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        answer = getattr(self, f"_{parts.path.strip('/') or 'hello'}")
        answer({name: unquote(values[0]) for name, values in parse_qs(parts.query).items()})

    do_POST = do_GET  # noqa: N815 - the name by which it is called

    def _hello(self, _query: dict[str, str]) -> None:
        self._send(b"hello")

    def _redirect(self, query: dict[str, str]) -> None:
        self.send_response(int(query.get("status", 302)))
        self.send_header("Location", query["to"])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _large(self, query: dict[str, str]) -> None:
        self._send(b"x" * int(query["bytes"]))

    def _packed(self, _query: dict[str, str]) -> None:
        self._send(gzip.compress(b"hello ") + gzip.compress(b"again"), packing="gzip")

    def _cut(self, _query: dict[str, str]) -> None:
        self._send(gzip.compress(b"hello" * 1000)[:-12], packing="gzip")

    def _bomb(self, _query: dict[str, str]) -> None:
        self._send(BOMB, packing="gzip")

    def _odd(self, query: dict[str, str]) -> None:
        self._send(b"?", packing=query["packing"])

    def _drip(self, _query: dict[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._slowly(b"x")

    def _dripping_head(self, _query: dict[str, str]) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        self._slowly(b"x")

    def _nonsense(self, _query: dict[str, str]) -> None:
        self.wfile.write(b"this is not HTTP\r\n\r\n")

    def _slowly(self, piece: bytes) -> None:
        """A byte now and then, each well within the timeout of a step, for ten seconds or until the other side has gone."""
        for _ in range(100):
            if self.server.is_over.wait(0.1):
                return
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def _send(self, body: bytes, packing: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if packing:
            self.send_header("Content-Encoding", packing)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # the client had enough
            self.close_connection = True

    def log_message(self, *_args: Any) -> None:
        """Says nothing."""


class Stub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.is_over = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, *_args: Any) -> None:
        """A client that leaves in the middle is what some tests want."""


@contextmanager
def serving() -> Iterator[Stub]:
    server = Stub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def seconds(begun: float) -> float:
    return time.monotonic() - begun
