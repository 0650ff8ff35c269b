"""The database itself refuses what no use-case would write: its constraints, tried by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from finance.models import (
    Blob,
    Channel,
    Document,
    ExtractedField,
    Origin,
    Posting,
    SystemCategory,
    Transaction,
    TransactionKind,
    TransactionStatus,
)
from finance.selectors.accounts import account_clearing
from finance.selectors.categories import category_system
from finance.services.ledger import ledger_open
from tests.conftest import Cast
from users.tenancy.actor import acting


@pytest.fixture
def document(cast: Cast) -> Iterator[Document]:
    with acting(cast.alice):
        blob = Blob.objects.create(
            workspace=cast.workspace, sha256="0" * 64, size_bytes=1, media_type="application/pdf", storage_name="a"
        )
        yield Document.objects.create(workspace=cast.workspace, blob=blob, filename="a.pdf", channel=Channel.API)


def refuses(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=constraint)


def test_a_whole_file_is_one_document(document: Document) -> None:
    with refuses("document_once_per_whole_blob"):
        Document.objects.create(workspace_id=document.workspace_id, blob=document.blob, filename="b.pdf", channel=Channel.API)


def test_the_same_content_is_one_blob(document: Document) -> None:
    with refuses("blob_once_per_content"):
        Blob.objects.create(workspace_id=document.workspace_id, sha256="0" * 64, size_bytes=1, media_type="x", storage_name="b")


def test_what_a_machine_is_sure_of_has_its_place_on_the_page(document: Document) -> None:
    with refuses("field_sure_of_machine_has_evidence"):
        ExtractedField.objects.create(
            workspace_id=document.workspace_id,
            document=document,
            name="total",
            value="9.00",
            origin=Origin.MACHINE,
            source="offline",
            doubtful=False,
        )


def test_a_fourth_try_cannot_be_written(document: Document) -> None:
    with refuses("document_tries_are_bounded"):
        Document.objects.filter(id=document.id).update(tries=4)


@pytest.mark.parametrize("legs", ["both", "neither"])
def test_a_posting_stands_on_an_account_or_on_a_category(document: Document, cast: Cast, legs: str) -> None:
    ledger_open(actor=cast.alice)
    places = {"account": account_clearing(), "category": category_system(SystemCategory.UNKNOWN)} if legs == "both" else {}
    with refuses("posting_on_account_or_category"), transaction.atomic():
        booked = Transaction.objects.create(
            workspace=cast.workspace, kind=TransactionKind.EXPENSE, status=TransactionStatus.BOOKED, date="2026-11-01"
        )
        Posting.objects.create(
            workspace=cast.workspace, transaction=booked, position=1, amount=Decimal(1), currency="EUR", **places
        )
