"""Documents and transactions, many to many, by people; and what was booked again is not restored beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from finance.errors import AlreadyBookedError, DocumentStateError, PeriodLockedError, TransactionStateError
from finance.models import (
    Document,
    DocumentState,
    ExtractedField,
    Project,
    Tag,
    Transaction,
    TransactionDocument,
    TransactionStatus,
)
from finance.selectors.transactions import transaction_get
from finance.services.document_confirming import document_confirm
from finance.services.documents import document_trash
from finance.services.ledger_verification import ledger_verify
from finance.services.periods import period_lock
from finance.services.transactions import (
    transaction_document_link,
    transaction_document_unlink,
    transaction_restore,
    transaction_trash,
    transaction_update,
)
from tests.ledger.conftest import DAY, Books, at_once
from users.tenancy.errors import StaleVersionError
from utils.errors import NotFoundError


def proofs(transaction: Transaction) -> set[Any]:
    return set(TransactionDocument.objects.filter(transaction=transaction).values_list("document_id", flat=True))


def link(books: Books, transaction: Transaction, document: Document, version: int | None = None) -> Transaction:
    return transaction_document_link(actor=books.actor, transaction=transaction, document=document, expected_version=version)


def unlink(books: Books, transaction: Transaction, document: Document) -> Transaction:
    return transaction_document_unlink(actor=books.actor, transaction=transaction, document=document)


def trash(books: Books, transaction: Transaction) -> Transaction:
    return transaction_trash(actor=books.actor, transaction=transaction, now=timezone.now())


def to_confirm(books: Books) -> Document:
    """A document in review, whose values a person entered."""
    document = books.document()
    for name, value in {"total": "12.50", "date": "2026-11-20", "currency": "EUR"}.items():
        ExtractedField.objects.create(
            workspace_id=books.actor.workspace_id, document=document, name=name, value=value, printed=value, origin="user",
            source="user", doubtful=False,
        )  # fmt: skip
    Document.objects.filter(id=document.id).update(state=DocumentState.NEEDS_REVIEW, kind="receipt")
    document.refresh_from_db()
    return document


def confirm(books: Books, document: Document) -> Document:
    document.refresh_from_db()
    return document_confirm(actor=books.actor, document=document, expected_version=document.version, now=timezone.now())


def test_one_document_proves_two_transactions_and_one_has_two_proofs(books: Books) -> None:
    first, second = books.expense(), books.expense()
    invoice, delivery = books.document(), books.document()
    assert link(books, first, invoice, version=1).version == 2
    link(books, first, delivery)
    link(books, second, invoice)
    assert (proofs(first), proofs(second)) == ({invoice.id, delivery.id}, {invoice.id})
    with pytest.raises(TransactionStateError, match="already"):
        link(books, first, invoice)
    with pytest.raises(StaleVersionError):
        link(books, second, delivery, version=1)
    unlink(books, first, delivery)
    with pytest.raises(NotFoundError):
        unlink(books, first, delivery)


def test_what_lies_in_the_trash_is_not_linked(books: Books) -> None:
    booked, document = books.expense(), books.document()
    trashed = document_trash(actor=books.actor, document=books.document(), now=timezone.now())
    with pytest.raises(DocumentStateError):
        link(books, booked, trashed)
    trash(books, booked)
    with pytest.raises(TransactionStateError):
        link(books, booked, document)


def test_in_a_locked_period_a_proof_may_come_but_none_goes(books: Books) -> None:
    document = books.document()
    booked, draft = books.expense(document=document), books.expense(document=document, status=TransactionStatus.DRAFT)
    period_lock(actor=books.actor, through=DAY)
    link(books, booked, books.document())
    with pytest.raises(PeriodLockedError):
        unlink(books, booked, document)
    unlink(books, draft, document)


def test_in_a_locked_period_what_reports_go_by_stays(books: Books) -> None:
    booked, of = books.expense(), {"workspace_id": books.actor.workspace_id}
    tag, project = Tag.objects.create(**of, name="trip"), Project.objects.create(**of, name="Shed")
    transaction_update(actor=books.actor, transaction=booked, expected_version=1, tags=[tag])
    period_lock(actor=books.actor, through=DAY)
    for changes in ({"notes": "x"}, {"tags": []}, {"project": project}):
        with pytest.raises(PeriodLockedError):
            transaction_update(actor=books.actor, transaction=booked, expected_version=2, **changes)


def test_what_was_booked_again_meanwhile_is_not_restored_beside_it(books: Books) -> None:
    """A machine's booking is trashed, its document confirmed, and then the first one wanted back."""
    document = to_confirm(books)
    first = books.expense(document=document, by_machine=True)
    trash(books, first)
    confirm(books, document)
    again = Transaction.objects.get(trashed_at=None)
    with pytest.raises(AlreadyBookedError) as refused:
        transaction_restore(actor=books.actor, transaction=first)
    assert refused.value.transaction_id == again.id
    unlink(books, first, document)
    transaction_restore(actor=books.actor, transaction=first)
    assert transaction_get(first.id).trashed_at is None


def test_the_trash_of_the_second_lets_the_first_come_back(books: Books) -> None:
    document = to_confirm(books)
    first = books.expense(document=document, by_machine=True)
    trash(books, first)
    confirm(books, document)
    trash(books, Transaction.objects.get(trashed_at=None))
    transaction_restore(actor=books.actor, transaction=first)
    assert Transaction.objects.filter(trashed_at=None).count() == 1


def test_two_that_share_a_document_on_purpose_come_back(books: Books) -> None:
    document = books.document()
    first, second = books.expense(document=document), books.expense(document=document)
    trash(books, second)
    transaction_restore(actor=books.actor, transaction=second)
    trash(books, first)
    transaction_restore(actor=books.actor, transaction=first)
    assert Transaction.objects.filter(trashed_at=None).count() == 2


def test_confirming_and_restoring_at_once_leave_one(committed_books: Books) -> None:
    books = committed_books
    for _ in range(4):
        document = to_confirm(books)
        first = books.expense(document=document, by_machine=True)
        trash(books, first)
        version = document.version
        done = at_once(
            books.actor,
            [
                lambda document=document, version=version: document_confirm(
                    actor=books.actor, document=document, expected_version=version, now=timezone.now()
                ),
                lambda first=first: transaction_restore(actor=books.actor, transaction=first),
            ],
        )
        assert [result for result in done if isinstance(result, Exception) and not isinstance(result, AlreadyBookedError)] == []
        live = Transaction.objects.filter(trashed_at=None, document_links__document=document)
        assert live.count() == 1
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_a_document_is_linked_once_however_many_try(committed_books: Books) -> None:
    books, booked, document = committed_books, committed_books.expense(), committed_books.document()
    done = at_once(books.actor, [lambda: link(books, booked, document)] * 5)
    assert [type(result) for result in done if isinstance(result, Exception)] == [TransactionStateError] * 4
    assert transaction_get(booked.id).version == 2
