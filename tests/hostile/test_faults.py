"""FAULTS F20 to F23 and F36 through the task: the document ends in its state with the reason, and the next one is read."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from finance.models import Document
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from services.reading.limits import MEGABYTE, Limits
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from tests.api.conftest import DOCUMENTS, Client
from tests.conftest import Cast
from tests.hostile.making_pdf import letter
from tests.hostile.test_files import FINAL, TRIES
from tests.reading.processes import children_of
from tests.reading.samples import encoded, picture
from users.tenancy.actor import acting

MAD = "tests.reading.children.gone_mad"
QUICK = Limits(wall_s=4.0, wall_per_page_s=0.0)
ROOMY = Limits(rss_bytes=8_000 * MEGABYTE)  # so that the kernel's limit is met, and not the watchdog's
WATCHED = Limits(rss_bytes=250 * MEGABYTE)


@pytest.fixture(autouse=True)
def _database(cast: Cast, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        yield


def ended(cast: Cast, document_id: str, reader: Reader) -> Document:
    """Do what the workers do, until the document is at its end."""
    for _ in range(TRIES):
        document_read(document_id=document_id, reader=reader)
        document_extract(document_id=document_id, reader=reader)
        with acting(cast.alice):
            document = Document.objects.get(id=document_id)
        if document.state in FINAL:
            return document
    raise AssertionError(f"after {TRIES} tries: {document.state}")


@pytest.mark.parametrize(
    ("mood", "limits", "state", "code"),
    [
        ("memory", ROOMY, "unreadable", "resource_limit"),
        ("memory", WATCHED, "unreadable", "resource_limit"),
        ("native memory", ROOMY, "unreadable", "resource_limit"),
        ("recurse", ROOMY, "quarantined", "reader_crashed"),
        ("abort", QUICK, "quarantined", "reader_crashed"),
        ("segfault", QUICK, "quarantined", "reader_crashed"),
        ("exit", QUICK, "quarantined", "reader_crashed"),
        ("spin", QUICK, "unreadable", "read_timeout"),
        ("spin deaf", QUICK, "unreadable", "read_timeout"),
        ("sleep", QUICK, "unreadable", "read_timeout"),
        ("fork", QUICK, "quarantined", "reader_crashed"),
        ("flood", QUICK, "unreadable", "read_timeout"),
        ("flood pipe", QUICK, "quarantined", "reader_crashed"),
    ],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else f"{value.rss_bytes}",
)
def test_a_mad_child_costs_its_document_and_no_other(
    client: Client, cast: Cast, mood: str, limits: Limits, state: str, code: str
) -> None:
    bad = client.upload(b"%%PDF-%s\n%d" % (mood.encode(), limits.rss_bytes)).json()
    good = client.upload(letter(("An honest page", mood, str(limits.rss_bytes)))).json()
    with Reader(limits=limits, wish=ReadWish(ocr="none"), child_module=MAD) as reader:
        document = ended(cast, bad["id"], reader)
        assert (document.state, document.error_code) == (state, code)
        assert document.error_detail.endswith(".")
        assert document.lease_until is None
        assert ended(cast, good["id"], reader).state == "needs_review"
    assert children_of(os.getpid()) == []


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: what writing meets on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_upload_that_finds_the_disk_full_is_503_and_works_when_there_is_room(client: Client) -> None:
    large = letter(("large",)).ljust(4 * MEGABYTE)
    with full_disk(2 * MEGABYTE):
        answer = client.upload(large)
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
    assert int(answer["Retry-After"]) > 0
    assert client.upload(large).status_code == 201


def test_a_batch_that_finds_the_disk_full_is_503_too(client: Client) -> None:
    form = {"files": [SimpleUploadedFile("a.pdf", letter(("a",)).ljust(4 * MEGABYTE))]}
    with full_disk(2 * MEGABYTE):
        answer = client.post(f"{DOCUMENTS}batch/", form, format="multipart")
    assert answer.status_code == 503


def test_a_page_whose_preview_finds_the_disk_full_waits_for_room(client: Client, cast: Cast, reader: Reader) -> None:
    told = client.upload(letter(("A preview of some size",))).json()
    with full_disk(10):
        document_read(document_id=told["id"], reader=reader)
    with acting(cast.alice):
        document = Document.objects.get(id=told["id"])
    assert (document.state, document.tries, document.error_code) == ("reading", 0, "storage_unavailable")


def test_an_engine_that_finds_the_disk_full_says_so(client: Client, cast: Cast, settings: Any) -> None:
    """Tesseract gets its picture by a file: here its folder takes none."""
    settings.OCR_ENGINE = "tesseract"
    told = client.upload(encoded(picture(("Total 12.50",))), "a.png").json()
    with Reader(wish=ReadWish(ocr="tesseract"), child_module="tests.reading.children.without_room") as reader:
        document = ended(cast, told["id"], reader)
    assert (document.state, document.error_code) == ("failed", "ocr_failed")
    assert "room" in document.error_detail
