"""From stored bytes to words on pages: the stage `reading` (queue `ocr`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from finance.models import Document, DocumentPage, DocumentState
from finance.selectors.documents import live_link
from finance.services.document_children import Enclosure, enclosures_link, enclosures_stored, filed_with_enclosures
from finance.services.document_failures import failures_end
from finance.services.document_files import BLOBS, release_files
from finance.services.document_reading_record import reading_wish, reading_write
from finance.services.document_work import READING_BEGINS, Claim, work_advance, work_claim, work_renew
from finance.services.duplicate_finding import look_write
from finance.services.extraction_request import extraction_request
from finance.services.file_limits import file_limits
from finance.services.known_passwords import KnownPassword, password_used, passwords_for
from finance.services.second_reading import WishedReader, read_well
from finance.signals import document_processed
from finance.signals import document_read as document_read_signal
from services.reading.codec import page_to_json
from services.reading.reader import Reader, ReadResult
from services.reading.wish import ReadWish
from services.storage.blobs import BlobStore
from services.storage.names import preview_name
from services.types import Page
from users.tenancy.actor import Actor, acting, machine


class FileReader(WishedReader, Protocol):
    """What `services.reading.reader.Reader` is to this use-case; tests bring readers that misbehave."""

    def close(self) -> None: ...


READER = Reader(limits=file_limits())  # its children begin with the first file and stay warm


def document_read(*, document_id: UUID, reader: FileReader = READER, store: BlobStore = BLOBS) -> None:
    """Read the document if it waits for that; whatever comes of it stands in its row."""
    claim = work_claim(document_id=document_id, state=DocumentState.READING, begins=READING_BEGINS)
    if claim is None:
        return
    actor = machine(claim.workspace_id)
    with acting(actor), failures_end(claim):
        document = Document.objects.select_related("blob").get(id=document_id)
        content = store.read(document.blob.storage_name, sha256=document.blob.sha256)
        work_renew(claim)
        known = passwords_for(document)
        wish = replace(reading_wish(), passwords=tuple(one.text for one in known))
        result = read_well(
            reader,
            content,
            media_type=document.blob.media_type,
            workspace=str(claim.workspace_id),
            wish=wish,
            request=partial(extraction_request, document=document, today=timezone.now().date()),
            on_page=lambda _number: work_renew(claim),
        )
        names = _store_previews(claim, result, store)
        with enclosures_stored(claim, document, result, store) as enclosures:
            _save(Read(actor, claim, document, result, wish), names, known, enclosures)


def close_reader() -> None:
    """End the reading children of this process."""
    READER.close()


def _store_previews(claim: Claim, result: ReadResult, store: BlobStore) -> list[str]:
    names = []
    for page, picture in zip(result.document.pages, result.previews, strict=True):
        name = preview_name(claim.workspace_id, claim.document_id, claim.attempt, page.number)
        store.put_derived(name, picture)
        work_renew(claim)
        names.append(name)
    return names


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document, for whom and how."""

    actor: Actor
    claim: Claim
    document: Document
    result: ReadResult
    wish: ReadWish


def _save(read: Read, preview_names: list[str], known: list[KnownPassword], enclosures: list[Enclosure]) -> None:
    claim, result = read.claim, read.result
    with transaction.atomic():
        work_renew(claim)  # holds the row
        _replace_pages(claim, result, preview_names)
        reading_write(claim, result.document, read.wish)
        if result.password is not None:
            password_used(claim.document_id, known[result.password])
        look_write(claim.workspace_id, claim.document_id, result.look, len(result.document.pages))
        has_documents = enclosures_link(read.actor, claim, read.document, enclosures)
        if has_documents and live_link(read.document) is None:  # what is booked stays so, and its twins below it show
            filed_with_enclosures(claim, result.document)
            work_advance(claim, state=DocumentState.FILED, version=F("version") + 1)
            document_processed.send(sender=Document, document_id=claim.document_id)
        else:
            work_advance(claim, state=DocumentState.EXTRACTING)
            document_read_signal.send(sender=Document, document_id=claim.document_id)


def _replace_pages(claim: Claim, result: ReadResult, preview_names: list[str]) -> None:
    old = DocumentPage.objects.filter(document_id=claim.document_id)
    release_files(claim.workspace_id, old.exclude(preview_name="").values_list("preview_name", flat=True))
    old.delete()
    pages = zip(result.document.pages, preview_names, strict=True)
    DocumentPage.objects.bulk_create([_row(claim, page, name) for page, name in pages])


def _row(claim: Claim, page: Page, preview: str) -> DocumentPage:
    return DocumentPage(
        workspace_id=claim.workspace_id,
        document_id=claim.document_id,
        number=page.number,
        width=Decimal(str(page.width)).quantize(Decimal("0.01")),
        height=Decimal(str(page.height)).quantize(Decimal("0.01")),
        unit=page.unit,
        source=page.source.value,
        rotation=page.rotation,
        words=page_to_json(page)["words"],
        preview_name=preview,
    )
