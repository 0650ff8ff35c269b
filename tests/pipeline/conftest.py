"""A store in a folder, a broker that only remembers, readers and providers that do as they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from finance import receivers
from finance.models import Channel, Document
from finance.services.documents import Received, document_receive
from services.queue.publisher import Doorbell
from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT, Limits
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from services.storage.blobs import BlobStore
from services.storage.folder import FolderStorage
from tests.conftest import Cast, gather_cast
from tests.erasing import erase_everything
from users.tenancy.actor import Actor, acting

INVOICE = Path(__file__).parents[2] / "samples" / "invoice.pdf"


@dataclass
class Bells:
    """Stands where the publisher stands, and remembers what was to be rung."""

    rung: list[str] = field(default_factory=list)

    def offer(self, doorbell: Doorbell) -> bool:
        self.rung.append(doorbell.name)
        return True


class InProcessReader:
    """Reads in this process, without an OCR engine; `before` is called as the reading begins."""

    def __init__(self, before: Callable[[], None] | None = None, limits: Limits = DEFAULT) -> None:
        self.calls = 0
        self._limits = limits
        self._before = before

    def read(
        self,
        content: bytes,
        *,
        media_type: str,
        workspace: str,
        wish: ReadWish | None = None,
        on_page: Callable[[int], None] | None = None,
    ) -> ReadResult:
        del workspace
        self.calls += 1
        if self._before is not None:
            self._before()
        return read_in_process(
            content, media_type, wish=replace(wish or ReadWish(), ocr="none"), limits=self._limits, on_page=on_page
        )

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Really committed: threads with connections of their own see it, and what is rung on commit is rung."""
    with django_db_blocker.unblock():
        try:
            yield gather_cast()
        finally:
            erase_everything()


@pytest.fixture(autouse=True)
def bells(monkeypatch: pytest.MonkeyPatch) -> Bells:
    bells = Bells()
    monkeypatch.setattr(receivers, "PUBLISHER", bells)
    return bells


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(FolderStorage(location=tmp_path / "media"))


@pytest.fixture
def reader() -> InProcessReader:
    return InProcessReader()


def invoice(number: int = 0) -> bytes:
    """The sample invoice, as a file of its own for each number."""
    return INVOICE.read_bytes() + f"\n%{number}".encode()


@pytest.fixture
def receive(cast: Cast, store: BlobStore) -> Callable[..., Received]:
    """Upload some bytes, by alice unless somebody else is named."""

    def upload(content: bytes | None = None, *, filename: str = "invoice.pdf", actor: Actor | None = None) -> Received:
        actor = actor or cast.alice
        with acting(actor):
            return document_receive(
                actor=actor,
                content=BytesIO(invoice() if content is None else content),
                filename=filename,
                channel=Channel.API,
                store=store,
            )

    return upload


@pytest.fixture
def document(receive: Callable[..., Received]) -> Document:
    return receive().document


@pytest.fixture
def now_of(cast: Cast) -> Callable[[UUID], Document]:
    """The row of a document as it is now."""

    def look(document_id: UUID) -> Document:
        with acting(cast.alice):
            return Document.objects.get(id=document_id)

    return look
