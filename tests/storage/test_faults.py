"""A store that fails: 500, lost bytes, a drip, nobody there (FAULTS F30 to F33)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import ClassVar

import pytest

from services.errors import BlobMissingError, StorageUnavailableError
from services.storage.blobs import BlobStore
from services.storage.deadline import BoundedCalls, DeadlineError
from tests.processes.servers import free_port
from tests.storage.conftest import bucket_storage
from utils.ids import new_id

DEADLINE_S = 3.0


class Stub(BaseHTTPRequestHandler):
    """An S3 that misbehaves as its server's `fault` says; otherwise it keeps objects in memory."""

    protocol_version = "HTTP/1.1"
    kept: ClassVar[dict[str, bytes]] = {}

    def do_PUT(self) -> None:
        body = self._body()
        if self.server.fault == "error":  # type: ignore[attr-defined]
            return self._answer(500)
        self.kept[self.path] = body[:-3] if self.server.fault == "truncate" else body  # type: ignore[attr-defined]
        return self._answer(200)

    def do_HEAD(self) -> None:
        body = self.kept.get(self.path)
        return self._answer(404 if body is None else 200, body or b"", is_head=True)

    def do_GET(self) -> None:
        body = self.kept.get(self.path)
        if self.server.fault == "drip":  # type: ignore[attr-defined]
            return self._drip()
        return self._answer(404 if body is None else 200, body or b"")

    def do_DELETE(self) -> None:
        self.kept.pop(self.path, None)
        return self._answer(204)

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            raise NotImplementedError
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            size, _, rest = raw.partition(b"\r\n")
            return rest[: int(size.split(b";")[0], 16)]
        return raw

    def _answer(self, status: int, body: bytes = b"", *, is_head: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not is_head:
            self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _second in range(40):
            if self.server.over.wait(0.2):  # type: ignore[attr-defined]
                break
            try:
                self.wfile.write(b"x")
            except OSError:
                break
        self.close_connection = True

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class StubServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Stub)
        self.fault = ""
        self.over = threading.Event()


@pytest.fixture
def stub() -> Iterator[StubServer]:
    Stub.kept.clear()
    server = StubServer()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def store(stub: StubServer) -> BlobStore:
    return BlobStore(bucket_storage(f"http://127.0.0.1:{stub.server_port}"), deadline_s=DEADLINE_S)


def put(store: BlobStore) -> str:
    return store.put(BytesIO(b"a receipt" * 100), workspace_id=new_id(), limit_bytes=10**6).name


def test_the_stub_stores_when_it_is_well(store: BlobStore) -> None:
    assert store.read(put(store)) == b"a receipt" * 100


def test_a_store_that_answers_500_is_unavailable(store: BlobStore, stub: StubServer) -> None:
    stub.fault = "error"
    with pytest.raises(StorageUnavailableError):
        put(store)


def test_a_store_that_keeps_other_bytes_is_unavailable_and_the_object_is_removed(store: BlobStore, stub: StubServer) -> None:
    stub.fault = "truncate"
    with pytest.raises(StorageUnavailableError):
        put(store)
    assert Stub.kept == {}


def test_a_drip_ends_at_the_total_deadline(store: BlobStore, stub: StubServer) -> None:
    name = put(store)
    stub.fault = "drip"
    started = time.monotonic()
    with pytest.raises(StorageUnavailableError):
        store.read(name)
    assert time.monotonic() - started < DEADLINE_S + 1


def test_a_drip_while_storing_ends_at_the_total_deadline(store: BlobStore, stub: StubServer) -> None:
    stub.fault = "drip"
    started = time.monotonic()
    with pytest.raises(StorageUnavailableError):
        put(store)
    assert time.monotonic() - started < DEADLINE_S + 1


def test_an_object_that_is_gone_is_missing(store: BlobStore) -> None:
    name = put(store)
    Stub.kept.clear()
    with pytest.raises(BlobMissingError):
        store.read(name)


def test_a_store_where_nobody_listens_is_unavailable() -> None:
    with pytest.raises(StorageUnavailableError):
        put(BlobStore(bucket_storage(f"http://127.0.0.1:{free_port()}"), deadline_s=5))


def test_hanging_calls_do_not_hold_more_than_their_threads() -> None:
    release, calls = threading.Event(), BoundedCalls(threads=2)
    for _number in range(3):
        with pytest.raises(DeadlineError):
            calls.run(release.wait, timeout_s=0.05)
    release.set()
    assert calls.run(lambda: "again", timeout_s=5) == "again"


def test_what_a_call_raises_is_raised() -> None:
    with pytest.raises(KeyError):
        BoundedCalls().run(lambda: {}["x"], timeout_s=5)


def test_a_time_out_of_the_call_itself_is_its_own() -> None:
    def fail() -> None:
        raise TimeoutError("mine")

    with pytest.raises(TimeoutError, match="mine"):
        BoundedCalls().run(fail, timeout_s=5)
