"""An S3 that keeps objects in memory and misbehaves as it is told: errors, damaged bodies, one byte a second, waiting."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "quittance"
NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


def _as_sent(content: bytes) -> bytes:
    return content


@dataclass
class Manners:
    """How the stub behaves; the first value of each is good behaviour."""

    status_of: dict[str, int] = field(default_factory=dict)  # method → the error that it is answered with
    failures_left: int = 0  # so many of the methods in status_of fail, then they are good again; 0: all of them
    kept: Callable[[bytes], bytes] = _as_sent  # what is really written of a PUT
    drips: bool = False  # one byte a second
    holds_reading: bool = False  # a GET of an object waits until this is False again


@dataclass
class Kept:
    """One object."""

    content: bytes
    changed_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class StubS3:
    """Use as a context manager. `objects` by key; `seen` are all requests as METHOD KEY."""

    def __init__(self) -> None:
        self.objects: dict[str, Kept] = {}
        self.seen: list[str] = []
        self.manners = Manners()
        handler = type("Handler", (_Handler,), {"stub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever)

    def __enter__(self) -> StubS3:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.manners = Manners()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def environment(self) -> dict[str, str]:
        """What makes Quittance keep its files here."""
        return {
            "AWS_STORAGE_BUCKET_NAME": BUCKET,
            "AWS_S3_ENDPOINT_URL": f"http://127.0.0.1:{self._server.server_port}",
            "AWS_S3_REGION_NAME": "eu-central-1",
            "AWS_ACCESS_KEY_ID": "stub",
            "AWS_SECRET_ACCESS_KEY": "stub",
        }

    @contextmanager
    def behaving(self, **manners: object) -> Iterator[None]:
        """Misbehave for a while."""
        self.manners = Manners(**manners)  # type: ignore[arg-type]  # each test names what it means
        try:
            yield
        finally:
            self.manners = Manners()

    def age(self, by: timedelta) -> None:
        """Make all objects older."""
        for kept in self.objects.values():
            kept.changed_at -= by


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: ClassVar[StubS3]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name of the base class)
        """Be quiet."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_HEAD(self) -> None:
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").lstrip("/")
        self.stub.seen.append(f"{self.command} {key}")
        if error := self._error():
            self._answer(error, b"<Error><Code>InternalError</Code></Error>")
        elif not key:
            self._list()
        else:
            self._object(key, body)

    def _error(self) -> int:
        manners = self.stub.manners
        status = manners.status_of.get(self.command, 0)
        if status and manners.failures_left:
            manners.failures_left -= 1
            if not manners.failures_left:
                manners.status_of = {}
        return status

    def _object(self, key: str, body: bytes) -> None:
        if self.command == "PUT":
            self.stub.objects[key] = Kept(self.stub.manners.kept(body))
            self._answer(200, headers={"ETag": _etag(body)})
        elif self.command == "DELETE":
            self.stub.objects.pop(key, None)
            self._answer(204)
        elif kept := self.stub.objects.get(key):
            self._give(kept)
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def _give(self, kept: Kept) -> None:
        while self.stub.manners.holds_reading and self.command == "GET":
            time.sleep(0.02)
        headers = {"ETag": _etag(kept.content), "Last-Modified": format_datetime(kept.changed_at, usegmt=True)}
        self._answer(200, kept.content, headers)

    def _list(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        prefix, mark = query.get("prefix", [""])[0], query.get("delimiter", [""])[0]
        files, folders = [], set()
        for key in sorted(key for key in self.stub.objects if key.startswith(prefix)):
            head, found, _rest = key[len(prefix) :].partition(mark) if mark else (key, "", "")
            if found:
                folders.add(prefix + head + mark)
            else:
                files.append(key)
        self._answer(200, _listing(prefix, files, sorted(folders)).encode())

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in [body[at : at + 1] for at in range(len(body))] if self.stub.manners.drips else [body]:
            self.wfile.write(piece)
            self.wfile.flush()
            if self.stub.manners.drips:
                time.sleep(1)


def _etag(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


def _listing(prefix: str, files: list[str], folders: list[str]) -> str:
    contents = "".join(f"<Contents><Key>{escape(key)}</Key><Size>1</Size></Contents>" for key in files)
    commons = "".join(f"<CommonPrefixes><Prefix>{escape(key)}</Prefix></CommonPrefixes>" for key in folders)
    head = f"<Name>{BUCKET}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>"
    return f'<ListBucketResult xmlns="{NAMESPACE}">{head}{contents}{commons}</ListBucketResult>'
