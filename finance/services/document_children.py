"""Files inside a file (enclosures of a mail, parts of a portfolio) become documents of their own.

Their bytes are stored before the transaction that saves what was read of the parent; their rows are made inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from finance.errors import BadFilenameError
from finance.models import Blob, Channel, Document, DocumentAttachment, DocumentState, ExtractedField, Finding, LineItem, Origin
from finance.services.document_files import uploading
from finance.services.document_holding import requeue
from finance.services.document_receiving import BLOB_LOST, clean_filename
from finance.services.document_record import findings_write
from finance.services.document_work import Claim, work_renew
from finance.services.file_limits import file_limits
from finance.signals import document_received
from services.errors import FileTooLargeError, RejectedFileError
from services.parsers.reading_findings import reading_findings
from services.reading.media_types import EML, EXTENSIONS
from services.reading.result import ReadResult
from services.reading.sniff import HEAD_BYTES, sniff
from services.storage.blobs import BlobStore, StoredBlob
from services.types import Attachment, ReadDocument, Severity
from services.types import Finding as Told
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from utils.errors import QuittanceError

ORNAMENT = ("ornament", "A small picture in the text, such as a logo: no document was made of it.")
DEPTH_MAX = 5  # a file in a file in a file …
BELOW_ONE_MAX = 200  # documents, of all that lies in the file of one that was sent
NAMES = {media_type: ending for ending, media_type in reversed(EXTENSIONS.items())}
AS_DOCUMENTS = Told(
    "enclosures_are_documents",
    Severity.INFO,
    "What is enclosed was made documents of their own, and they are what is booked. This one is kept beside them.",
)
IN_TRASH = Told(
    "enclosure_in_trash",
    Severity.DOUBT,
    "A file in it was sent before, and lies in the trash: restore it there if it is to be booked.",
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the file: stored, or refused with a code and a sentence. `number` counts from 1."""

    number: int
    filename: str = ""
    media_type: str = ""
    stored: StoredBlob | None = None
    refused: tuple[str, str] = ("", "")


@contextmanager
def enclosures_stored(claim: Claim, document: Document, result: ReadResult, store: BlobStore) -> Iterator[list[Enclosure]]:
    """Store the bytes of what is enclosed; no deletion takes them away before the block, which makes their rows, is over."""
    enclosed = [
        (number, attachment, content)
        for number, (attachment, content) in enumerate(zip(result.document.attachments, result.attachments, strict=True), start=1)
        if attachment.is_document or result.document.media_type == EML  # of a mail, each is told what became of it
    ]
    if not enclosed:
        yield []
        return
    refusal = _refusal_by_depth(document)
    with uploading(claim.workspace_id):
        found = []
        for number, attachment, content in enclosed:
            work_renew(claim)
            found.append(Enclosure(number, refused=refusal) if refusal else _stored(claim, number, attachment, content, store))
        yield found


def enclosures_link(actor: Actor, claim: Claim, document: Document, enclosures: list[Enclosure]) -> bool:
    """Make a document of each, or link the one that these bytes made before; whether any is one.

    Inside the transaction that holds the parent's row, after its attachments were written.
    """
    room = BELOW_ONE_MAX - _count_below(document) if enclosures else 0
    rows = {row.number: row for row in DocumentAttachment.objects.filter(document_id=claim.document_id)}
    for enclosure in enclosures:
        row = rows[enclosure.number]
        if enclosure.stored is None:
            row.refused_code, row.refused_detail = enclosure.refused
        else:
            child, is_new = _child(actor, document, enclosure, enclosure.stored, may_make=room > 0)
            room -= is_new
            row.child = child
            if child is None:
                row.refused_code, row.refused_detail = "too_many_enclosures", _too_many()
        row.save(update_fields=["child", "refused_code", "refused_detail"])
    return any(rows[enclosure.number].child_id is not None for enclosure in enclosures)


def filed_with_enclosures(claim: Claim, read: ReadDocument) -> None:
    """Say why the document makes no booking of its own; in place of what machines said of it before."""
    ExtractedField.objects.filter(document_id=claim.document_id, origin=Origin.MACHINE).delete()
    LineItem.objects.filter(document_id=claim.document_id).delete()
    Finding.objects.filter(document_id=claim.document_id).delete()
    in_trash = Document.objects.filter(enclosed_in__document_id=claim.document_id, trashed_at__isnull=False).exists()
    told = [*reading_findings(read), AS_DOCUMENTS, *([IN_TRASH] if in_trash else [])]
    findings_write(claim.workspace_id, claim.document_id, told)


def _stored(claim: Claim, number: int, attachment: Attachment, content: bytes, store: BlobStore) -> Enclosure:
    try:
        filename = _filename(attachment, number)
        media_type = sniff(content[:HEAD_BYTES], filename)
        if not attachment.is_document:
            return Enclosure(number, refused=ORNAMENT)
        limit_bytes = file_limits().file_bytes
        stored = store.put(BytesIO(content), workspace_id=claim.workspace_id, limit_bytes=limit_bytes)
    except (RejectedFileError, FileTooLargeError) as error:
        return Enclosure(number, refused=_told(error))
    return Enclosure(number, filename, media_type, stored)


def _filename(attachment: Attachment, number: int) -> str:
    try:
        return clean_filename(attachment.name)
    except BadFilenameError:
        return f"enclosure {number}.{NAMES.get(attachment.media_type, 'bin')}"


def _told(error: QuittanceError) -> tuple[str, str]:
    return error.code, error.detail


def _child(
    actor: Actor, parent: Document, enclosure: Enclosure, stored: StoredBlob, *, may_make: bool
) -> tuple[Document | None, bool]:
    """The document of these bytes, and whether it is new; none where it would be a new one and no more may be made."""
    blob = _blob(parent, enclosure, stored, may_make=may_make)
    known = Document.objects.filter(blob=blob, page_from=None).first() if blob else None
    if known is not None:
        if known.state == DocumentState.FAILED and known.error_code in BLOB_LOST:
            requeue(known)  # its bytes were lost, and here they are again
        return known, False
    if blob is None or not may_make:
        return None, False
    child = Document.objects.create(
        workspace_id=parent.workspace_id,
        blob=blob,
        parent=parent,
        filename=enclosure.filename,
        channel=Channel.ATTACHMENT,
        uploaded_by_id=parent.uploaded_by_id,
    )
    audit_record(
        actor=actor, action="document_received", subject_type="document", subject_id=child.id, data={"parent": str(parent.id)}
    )
    document_received.send(sender=Document, document_id=child.id)
    return child, True


def _blob(parent: Document, enclosure: Enclosure, stored: StoredBlob, *, may_make: bool) -> Blob | None:
    """The row of the bytes, held, so that no purge takes it away. No new one where no document would ever release it."""
    held = Blob.objects.select_for_update()
    if not may_make:
        return held.filter(sha256=stored.sha256).first()
    blob, _is_new = held.get_or_create(
        workspace_id=parent.workspace_id,
        sha256=stored.sha256,
        defaults={"size_bytes": stored.size_bytes, "media_type": enclosure.media_type, "storage_name": stored.name},
    )
    return blob


def _refusal_by_depth(document: Document) -> tuple[str, str] | None:
    """What is told of the enclosures of a file that lies too deep in others."""
    if len(_above(document)) < DEPTH_MAX:
        return None
    return "too_deep", f"It lies in more than {DEPTH_MAX} files, one in the other. Take it out and send it by itself."


def _too_many() -> str:
    return f"At most {BELOW_ONE_MAX} documents are made of one file. Send this one by itself."


def _above(document: Document) -> list[UUID]:
    """The documents whose files it lies in, the nearest first; bounded, whatever the rows say."""
    found: list[UUID] = []
    parent = document.parent_id
    while parent is not None and len(found) < DEPTH_MAX:
        found.append(parent)
        parent = Document.objects.values_list("parent_id", flat=True).get(id=parent)
    return found


def _count_below(document: Document) -> int:
    """How many documents were made of the file that was sent, with all that lies in it."""
    level = [*_above(document)[-1:]] or [document.id]
    count = 0
    for _depth in range(DEPTH_MAX + 1):
        level = list(Document.objects.filter(parent_id__in=level).values_list("id", flat=True))
        count += len(level)
    return count
