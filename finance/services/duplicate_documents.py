"""What becomes of two documents that may be one, and of their bookings."""

from __future__ import annotations

import datetime

from django.db.models import F, Q
from django.db.models.functions import Now

from finance.errors import DuplicateStateError
from finance.models import (
    Comment,
    Document,
    DocumentLink,
    DocumentState,
    Finding,
    LinkKind,
    Transaction,
    TransactionDocument,
)
from finance.selectors.documents import live_link
from finance.services.deciding import POSSIBLE_DUPLICATE
from finance.services.document_differences import differences_tell
from finance.services.document_holding import requeue, require_not_in_trash
from finance.services.documents import document_trash
from finance.services.transaction_documents import transaction_document_link
from finance.services.transaction_folding import transactions_fold
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def documents_keep(actor: Actor, older: Document, newer: Document, link: LinkKind | None) -> None:
    """What waited for this alone is decided anew; what belongs to the other one is filed beside it instead."""
    actor.require(Capability.DOCUMENT_EDIT)
    held = _held(older, newer)
    if link is not None:
        _link(older, newer, link)
    for document in held:
        if not _waited(document):
            continue
        if link is None:
            requeue(document)
        else:
            _advance(document, DocumentState.FILED)


def documents_merge(actor: Actor, older: Document, newer: Document, now: datetime.datetime) -> None:
    """Both prove one transaction, the older one's; a second one goes to the trash."""
    actor.require(Capability.DOCUMENT_EDIT)
    held = _held(older, newer)
    first, second = _booked(older), _booked(newer)
    if first is None and second is None:
        raise DuplicateStateError("Neither of the two is booked. Confirm the one that counts, then merge.")
    if first is not None and second is not None and first.id != second.id:
        transactions_fold(actor=actor, stays=first, goes=second, now=now)
    stays = first or second
    for document in held:
        if stays is not None:
            _prove(actor, stays, document)


def documents_replace(actor: Actor, older: Document, newer: Document, now: datetime.datetime) -> None:
    """The newer one takes over comments, links and booking; the older goes to the trash, its booking too if both have one."""
    actor.require(Capability.DOCUMENT_EDIT)
    _held(older, newer)
    first, second = _booked(older), _booked(newer)
    if first is not None and second is not None and first.id != second.id:
        transactions_fold(actor=actor, stays=second, goes=first, now=now)
    stays = second or first
    Comment.objects.filter(document=older).update(document=newer)
    _links_go_over(older, newer)
    document_trash(actor=actor, document=older, now=now)
    if stays is not None:
        _prove(actor, stays, newer)
    elif _waited(newer):
        requeue(newer)


def _waited(document: Document) -> bool:
    """Whether it is in review because of this; that doubt is taken away."""
    waited, _tables = Finding.objects.filter(document=document, code=POSSIBLE_DUPLICATE).delete()
    return bool(waited) and document.state == DocumentState.NEEDS_REVIEW


def _held(older: Document, newer: Document) -> list[Document]:
    """Locked in the order of their ids, as all that lock several do. Raises DocumentStateError for one in the trash."""
    held = list(Document.objects.select_for_update().filter(id__in=[older.id, newer.id]).order_by("id"))
    for document in held:
        require_not_in_trash(document)
    return held


def _booked(document: Document) -> Transaction | None:
    link = live_link(document)
    return link.transaction if link is not None else None


def _prove(actor: Actor, stays: Transaction, document: Document) -> None:
    """The document proves the transaction and is done with; where it says something else, a person is told."""
    if not TransactionDocument.objects.filter(transaction=stays, document=document).exists():
        transaction_document_link(actor=actor, transaction=stays, document=document)
    Finding.objects.filter(document=document, code=POSSIBLE_DUPLICATE).delete()
    if document.state == DocumentState.NEEDS_REVIEW:
        _advance(document, DocumentState.BOOKED)
    differences_tell(document)


def _advance(document: Document, state: DocumentState) -> None:
    Document.objects.filter(id=document.id).update(state=state, state_since=Now(), version=F("version") + 1)


def _link(older: Document, newer: Document, kind: LinkKind) -> None:
    """A person's word replaces a machine's."""
    DocumentLink.objects.update_or_create(
        workspace_id=older.workspace_id, first=older, second=newer, defaults={"kind": kind, "by_machine": False}
    )


def _links_go_over(older: Document, newer: Document) -> None:
    for link in DocumentLink.objects.filter(Q(first=older) | Q(second=older)):
        other = link.second_id if link.first_id == older.id else link.first_id
        is_known = DocumentLink.objects.filter(Q(first=newer, second=other) | Q(first=other, second=newer)).exists()
        if other == newer.id or is_known:
            continue
        side = "first" if link.first_id == older.id else "second"
        DocumentLink.objects.filter(id=link.id).update(**{side: newer})
