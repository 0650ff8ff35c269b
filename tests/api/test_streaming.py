"""Uploads over a real socket to a real gunicorn: cut off, dropped, without a length."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.reading.limits import DEFAULT
from tests.processes.house import House
from tests.processes.servers import wait_until

MEGABYTE = 1024 * 1024
PATH = "/api/v1/finance/documents/"
HEAD = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4\n'
TAIL = b"\r\n--X--\r\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("web")
    (folder / "temp").mkdir()
    with House(folder, extra={"FILE_UPLOAD_TEMP_DIR": str(folder / "temp")}) as house:
        house.web(workers=1, threads=4)
        yield house


@pytest.fixture(autouse=True)
def nothing_is_left(web: House) -> Iterator[None]:
    """Whatever a test does, no temporary file and no document stays behind."""
    before = web.sql("SELECT count(*) FROM finance_document")
    yield
    assert list((web.folder / "temp").iterdir()) == []
    assert web.sql("SELECT count(*) FROM finance_document") == before
    media = web.var / "media"
    assert [path for path in media.rglob("*") if path.is_file()] == [] if media.exists() else True


def connect(web: House, *headers: str, path: str = PATH) -> socket.socket:
    link = socket.create_connection(("127.0.0.1", web.port), timeout=30)
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Api-Key {web.key}", *headers]
    lines.append("Content-Type: multipart/form-data; boundary=X")
    link.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
    return link


def status_of(link: socket.socket) -> int:
    with link.makefile("rb") as answer:
        return int(answer.readline().split()[1])


def send_all(link: socket.socket, size: int) -> int:
    """Send until everything is sent or the server has enough; how much it took."""
    sent, block = 0, b"a" * 65536
    try:
        while sent < size:
            link.sendall(block[: size - sent])
            sent += min(len(block), size - sent)
    except OSError:
        return sent
    return sent


def test_one_byte_more_than_a_document_may_have_is_413(web: House) -> None:
    size = DEFAULT.file_bytes + 1
    with connect(web, f"Content-Length: {len(HEAD) - 9 + size + len(TAIL)}") as link:
        link.sendall(HEAD)
        send_all(link, size - 9)
        link.sendall(TAIL)
        assert status_of(link) == 413


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(web: House) -> None:
    with connect(web, f"Content-Length: {10 * 1024 * MEGABYTE}") as link:
        assert status_of(link) == 413


def test_a_client_that_sends_on_is_cut_off(web: House) -> None:
    with connect(web, f"Content-Length: {1024 * MEGABYTE}") as link:
        assert send_all(link, 1024 * MEGABYTE) < 64 * MEGABYTE


def test_a_client_that_drops_half_way_leaves_nothing(web: House) -> None:
    size = 8 * MEGABYTE
    with connect(web, f"Content-Length: {size}") as link:
        link.sendall(HEAD)
        send_all(link, size // 2)
    time.sleep(0.5)
    assert web.get("/healthz").status == 200


def test_a_client_that_drops_after_the_last_byte_but_one_leaves_nothing(web: House) -> None:
    body = HEAD + b"a" * 1000 + TAIL
    with connect(web, f"Content-Length: {len(body)}") as link:
        link.sendall(body[:-1])
        link.shutdown(socket.SHUT_WR)
        assert status_of(link) == 400


def test_a_body_shorter_than_it_says_is_no_document_even_when_its_form_is_whole(web: House) -> None:
    body = HEAD + b"a" * 1000 + TAIL
    with connect(web, f"Content-Length: {len(body) + 5000}") as link:
        link.sendall(body)
        link.shutdown(socket.SHUT_WR)
        assert status_of(link) == 400


def test_a_body_without_a_length_is_refused(web: House) -> None:
    with connect(web, "Transfer-Encoding: chunked") as link:
        link.sendall(b"%x\r\n" % len(HEAD) + HEAD + b"\r\n0\r\n\r\n")
        assert status_of(link) == 411


def test_a_temporary_file_has_no_name_while_it_grows(web: House) -> None:
    size = 8 * MEGABYTE
    with connect(web, f"Content-Length: {size}") as link:
        link.sendall(HEAD)
        send_all(link, size // 2)
        wait_until("the spool", lambda: _has_unnamed_file(web), timeout_s=10)
        assert list((web.folder / "temp").iterdir()) == []


def _has_unnamed_file(web: House) -> bool:
    temp = str(web.folder / "temp")
    return any(
        str(link.readlink()).startswith(temp) and str(link.readlink()).endswith("(deleted)")
        for server in web.servers
        for process in _family(server.process.pid)
        for link in _links(process)
    )


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(int(child) for child in children)]


def _links(pid: int) -> list[Path]:
    return [link for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
