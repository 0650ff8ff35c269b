"""A file store that fails, lies, hangs or forgets, and clients that go away (FAULTS F2, F30 to F35, promise P13)."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.processes.conftest import QUICK
from tests.processes.house import Answer, House
from tests.processes.papers import letter
from tests.processes.servers import Server, wait_until
from tests.processes.stub_s3 import StubS3
from tests.processes.work import row_of

DEADLINE_S = 25.0
LONG = {"LEASE_SECONDS": "120"}


@pytest.fixture(scope="module")
def bucket() -> Iterator[StubS3]:
    with StubS3() as stub:
        yield stub


@pytest.fixture(scope="module")
def house_on_s3(tmp_path_factory: pytest.TempPathFactory, bucket: StubS3) -> Iterator[House]:
    folder, temporary = tmp_path_factory.mktemp("house"), tmp_path_factory.mktemp("uploads")
    with House(folder, extra=QUICK | bucket.environment | {"FILE_UPLOAD_TEMP_DIR": str(temporary)}) as house:
        house.web(workers=1)
        house.put(letter())  # the first upload loads boto3
        yield house


@pytest.fixture
def house(house_on_s3: House) -> Iterator[House]:
    yield house_on_s3
    house_on_s3.end_work()


def documents_in(house: House) -> int:
    return int(house.sql("SELECT count(*) FROM finance_document")[0][0])


def refused(house: House, content: bytes) -> Answer:
    """Upload; the answer must be 503, with nothing in the database."""
    before = documents_in(house)
    answer = house.upload(content, "letter.pdf", key=house.key)
    assert (answer.status, answer.json()["code"]) == (503, "storage_unavailable")
    assert documents_in(house) == before
    return answer


@pytest.mark.parametrize("status", [500, 503])
def test_a_store_that_refuses_to_write_makes_no_document(house: House, bucket: StubS3, status: int) -> None:
    content = letter()
    with bucket.behaving(status_of={"PUT": status}):
        refused(house, content)

    assert house.upload(content, "letter.pdf", key=house.key).status == 201


@pytest.mark.parametrize("kept", [lambda body: body[:-7], lambda body: b"X" + body[1:]], ids=["short", "corrupt"])
def test_a_store_that_says_yes_and_writes_something_else_is_found_out(
    house: House, bucket: StubS3, kept: Callable[[bytes], bytes]
) -> None:
    content, before = letter(), set(bucket.objects)
    with bucket.behaving(kept=kept):
        refused(house, content)

    assert set(bucket.objects) == before
    assert house.upload(content, "letter.pdf", key=house.key).status == 201


@pytest.mark.services  # only because it takes half a minute
def test_a_store_that_drips_is_given_up_at_the_deadline(house: House, bucket: StubS3) -> None:
    started = time.monotonic()
    with bucket.behaving(drips=True):
        refused(house, letter())

    assert time.monotonic() - started < DEADLINE_S + 5


def test_a_blob_that_is_gone_fails_its_document_by_name_and_raises_an_alert(house: House, bucket: StubS3) -> None:
    document = house.put(letter())
    name = blob_name(house, document)
    lost = bucket.objects.pop(name)
    worker = house.worker(extra=LONG)
    house.wait_final([document])

    assert (house.state(document), row_of(house, document).error_code) == ("failed", "blob_missing")
    assert "blob_lost" in worker.text()
    download = house.get(f"/api/v1/finance/documents/{document}/file/", key=house.key)
    assert (download.status, download.json()["code"]) == (503, "blob_missing")
    bucket.objects[name] = lost


def test_a_deletion_that_fails_three_times_is_carried_out_the_fourth_time(house: House, bucket: StubS3) -> None:
    document = house.put(letter())
    name = blob_name(house, document)
    path = f"/api/v1/finance/documents/{document}/"
    house.call("DELETE", path, key=house.key)
    with bucket.behaving(status_of={"DELETE": 500}):
        assert house.call("POST", f"{path}purge/", key=house.key).status == 204
        assert house.get(path, key=house.key).status == 404
        house.worker(extra=LONG)
        for tries in (1, 2, 3):
            wait_until(f"try {tries}", lambda tries=tries: tries_of(house, name) >= tries)
            house.sql("UPDATE finance_pendingdeletion SET next_try_at = now() WHERE storage_name = %s", name)
        assert name in bucket.objects

    wait_until("the deletion", lambda: name not in bucket.objects)
    wait_until("the row to go", lambda: tries_of(house, name) == -1)


def test_a_web_process_killed_between_the_store_and_the_commit_leaves_an_orphan_that_is_found(
    house: House, bucket: StubS3
) -> None:
    content, before, known = letter(), documents_in(house), set(bucket.objects)
    key, asked = house.key, len(bucket.seen)
    with bucket.behaving(holds_reading=True):
        client = socket.create_connection(("127.0.0.1", house.port))
        client.sendall(upload_request(house, key, content))
        wait_until("the stored bytes to be read back", lambda: any(seen.startswith("GET ") for seen in bucket.seen[asked:]))
        web_of(house).kill_tree()
        client.close()
    orphan = (set(bucket.objects) - known).pop()
    house.web(workers=1)

    assert documents_in(house) == before
    bucket.age(timedelta(hours=25))
    told = [json.loads(line) for line in house.manage("verify_blobs", "--delete-orphans").stdout.splitlines()]
    assert {(fault["fault"], fault["documents"] == []) for fault in told} == {("orphan", True)}
    assert orphan in {fault["file"] for fault in told}  # the store that dripped left one, too
    assert house.manage("verify_blobs").stdout == ""
    assert house.upload(content, "letter.pdf", key=key).status == 201
    assert documents_in(house) == before + 1


def test_an_upload_that_breaks_off_half_way_leaves_nothing(house: House, bucket: StubS3) -> None:
    before, known = documents_in(house), set(bucket.objects)
    request = upload_request(house, house.key, letter() + bytes(4_000_000))
    with socket.create_connection(("127.0.0.1", house.port)) as client:
        client.sendall(request[: len(request) // 2])
        wait_until("a temporary file", lambda: temporary_files(house))

    wait_until("the temporary file to go", lambda: not temporary_files(house))
    assert (documents_in(house), set(bucket.objects)) == (before, known)


def test_a_flipped_byte_is_reported_for_its_document_only(house: House, bucket: StubS3) -> None:
    document, _other = house.put(letter()), house.put(letter())
    kept = bucket.objects[blob_name(house, document)]
    whole = kept.content
    kept.content = whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:]
    verified = house.manage("verify_blobs", check=False)
    kept.content = whole

    assert verified.returncode == 1
    told = [json.loads(line) for line in verified.stdout.splitlines()]
    assert [(fault["fault"], fault["documents"]) for fault in told] == [("corrupt", [document])]
    assert house.manage("verify_blobs", check=False).returncode == 0


def blob_name(house: House, document_id: str) -> str:
    statement = "SELECT storage_name FROM finance_blob b JOIN finance_document d ON d.blob_id = b.id WHERE d.id = %s"
    return str(house.sql(statement, document_id)[0][0])


def tries_of(house: House, name: str) -> int:
    """How often the deletion of an object was tried; -1 when it is no longer pending."""
    rows = house.sql("SELECT tries FROM finance_pendingdeletion WHERE storage_name = %s", name)
    return int(rows[0][0]) if rows else -1


def web_of(house: House) -> Server:
    """The web process that was started last."""
    return [server for server in house.servers if server.name == "web"][-1]


def upload_request(house: House, key: str, content: bytes) -> bytes:
    """A whole upload as bytes on the wire."""
    head = 'Content-Disposition: form-data; name="file"; filename="letter.pdf"\r\nContent-Type: application/pdf'
    body = b"--mark\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n--mark--\r\n"
    lines = [
        "POST /api/v1/finance/documents/ HTTP/1.1",
        f"Host: 127.0.0.1:{house.port}",
        f"Authorization: Api-Key {key}",
        "Content-Type: multipart/form-data; boundary=mark",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def temporary_files(house: House) -> list[str]:
    """The open files of the web process in its folder for uploads; they have no names there."""
    folder = house.env["FILE_UPLOAD_TEMP_DIR"]
    links = [link for process in web_of(house).tree() for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    return [target for link in links if (target := _target(link)).startswith(folder)]


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""
