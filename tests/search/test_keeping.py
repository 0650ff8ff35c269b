"""The tables of words say at any moment what the texts say, whatever was written and how."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.models import (
    Document,
    DocumentPage,
    DocumentSearch,
    Posting,
    Tag,
    Transaction,
    TransactionDocument,
    TransactionSearch,
    TransactionTag,
    Vendor,
    VendorAlias,
)
from finance.services.ledger_verification import ledger_verify
from tests.api.conftest import Client
from tests.ledger.conftest import Books, at_once
from tests.search.conftest import Shop, found
from utils.ids import new_id

DIFFERENT = """
    SELECT count(*) FROM finance_search_{name}s((SELECT array_agg(id) FROM finance_{name})) f
      FULL JOIN finance_{name}search s ON s.id = f.id
     WHERE (f.workspace_id, f.body, f.language) IS DISTINCT FROM (s.workspace_id, s.body, s.language)
"""


def differences() -> int:
    """Rows of both tables that are not as they would be if they were made now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({DIFFERENT.format(name='transaction')}) + ({DIFFERENT.format(name='document')})")
        return int(cursor.fetchone()[0])


def _pick(model: Any, number: int) -> Any:
    rows = list(model.objects.order_by("id"))
    return rows[number % len(rows)] if rows else None


def _book(shop: Shop, number: int) -> None:
    vendor = _pick(Vendor, number) if number % 2 else None
    shop.expense(f"booked {number}", vendor=vendor, notes="a note" if number % 3 else "")


def _describe(_shop: Shop, number: int) -> None:
    Transaction.objects.filter(id=getattr(_pick(Transaction, number), "id", None)).update(description=f"said {number}")


def _memo(_shop: Shop, number: int) -> None:
    Posting.objects.filter(id=getattr(_pick(Posting, number), "id", None)).update(memo=f"memo {number}")


def _vendor(shop: Shop, number: int) -> None:
    shop.vendor(f"Vendor {number}")


def _rename_vendor(_shop: Shop, number: int) -> None:
    Vendor.objects.filter(id=getattr(_pick(Vendor, number), "id", None)).update(name=f"Renamed {number}")


def _merge_vendors(_shop: Shop, number: int) -> None:
    one, other = _pick(Vendor, number), _pick(Vendor, number + 1)
    if one is not None and one != other:
        Vendor.objects.filter(merged_into=one).update(merged_into=None)
        Vendor.objects.filter(id=other.id).update(merged_into=None)
        Vendor.objects.filter(id=one.id).update(merged_into=other)


def _alias(shop: Shop, number: int) -> None:
    if vendor := _pick(Vendor, number):
        VendorAlias.objects.create(vendor=vendor, name=f"Alias {number}", match_key=new_id().hex, **shop.workspace)


def _drop_alias(_shop: Shop, number: int) -> None:
    VendorAlias.objects.filter(id=getattr(_pick(VendorAlias, number), "id", None)).delete()


def _tag(shop: Shop, number: int) -> None:
    transaction = _pick(Transaction, number)
    if transaction and not TransactionTag.objects.filter(transaction=transaction, tag__name=f"tag {number % 3}").exists():
        shop.tag(f"tag {number % 3}", transaction)


def _rename_tag(_shop: Shop, number: int) -> None:
    Tag.objects.filter(id=getattr(_pick(Tag, number), "id", None)).update(name=f"tag renamed {new_id()}")


def _untag(_shop: Shop, number: int) -> None:
    TransactionTag.objects.filter(id=getattr(_pick(TransactionTag, number), "id", None)).delete()


def _prove(shop: Shop, number: int) -> None:
    if transaction := _pick(Transaction, number):
        shop.prove(transaction, "word", str(number))


def _read_again(_shop: Shop, number: int) -> None:
    words = [[f"read{number}", 0, 0, 1, 1, 0, 1.0]]
    DocumentPage.objects.filter(id=getattr(_pick(DocumentPage, number), "id", None)).update(words=words)


def _rename_document(_shop: Shop, number: int) -> None:
    Document.objects.filter(id=getattr(_pick(Document, number), "id", None)).update(filename=f"file-{number}.pdf")


def _unlink(_shop: Shop, number: int) -> None:
    TransactionDocument.objects.filter(id=getattr(_pick(TransactionDocument, number), "id", None)).delete()


DEEDS = (
    _book, _describe, _memo, _vendor, _rename_vendor, _merge_vendors, _alias, _drop_alias, _tag, _rename_tag, _untag, _prove,
    _read_again, _rename_document, _unlink,
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 20)), min_size=3, max_size=20))
def test_any_sequence_leaves_what_would_be_made_anew(shop: Shop, deeds: list[tuple[Any, int]]) -> None:
    for number in range(3):
        _vendor(shop, number)
        _book(shop, number)
    for deed, number in deeds:
        deed(shop, number)
    assert differences() == 0


def test_many_rows_of_one_statement_are_kept(shop: Shop, alice: Client) -> None:
    """More than a hundred take another way."""
    vendor = shop.vendor("Grocer")
    made = [shop.expense(f"one {number}", vendor=vendor) for number in range(3)]
    copies = [
        Transaction(**shop.workspace, kind="expense", status="booked", date="2026-11-01", vendor=vendor) for _ in range(150)
    ]
    Transaction.objects.bulk_create(copies)
    legs = list(Posting.objects.filter(transaction=made[0]))
    Posting.objects.bulk_create(
        [
            Posting(
                **shop.workspace, transaction=copy, position=leg.position, account_id=leg.account_id, category_id=leg.category_id,
                amount=leg.amount, currency=leg.currency, base_amount=leg.base_amount, memo="bulk",
            )
            for copy in copies
            for leg in legs
        ]
    )  # fmt: skip
    assert (TransactionSearch.objects.count(), differences()) == (153, 0)
    Vendor.objects.update(name="Greengrocer")
    assert differences() == 0
    assert len(found(alice, q="greengrocer bulk", page_size=100)) == 100


def test_what_is_deleted_is_found_no_more(shop: Shop) -> None:
    booked = shop.expense("gone")
    link = shop.prove(booked, "word")
    link.delete()
    DocumentPage.objects.all().delete()
    Document.objects.all().delete()
    Posting.objects.filter(transaction=booked).delete()
    booked.delete()
    assert (TransactionSearch.objects.count(), DocumentSearch.objects.count()) == (0, 0)


def test_what_changes_no_word_writes_no_row(shop: Shop) -> None:
    booked = shop.expense("still")
    before = _written()
    Transaction.objects.filter(id=booked.id).update(is_settled=True, version=2)
    Posting.objects.filter(transaction=booked).update(base_amount=None)
    assert _written() == before


def _written() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid, xmin FROM finance_transactionsearch")
        return list(cursor.fetchall())


def test_verification_finds_a_row_that_lies(shop: Shop) -> None:
    booked = shop.expense("true")
    assert ledger_verify(workspace_id=shop.books.actor.workspace_id) == []
    TransactionSearch.objects.filter(id=booked.id).update(amount=1)
    (found_wrong,) = ledger_verify(workspace_id=shop.books.actor.workspace_id)
    assert (found_wrong.code, found_wrong.subject_id) == ("search_wrong", booked.id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT finance_search_rebuild(%s)", [shop.books.actor.workspace_id])
    assert ledger_verify(workspace_id=shop.books.actor.workspace_id) == []
    TransactionSearch.objects.all().delete()
    assert [wrong.code for wrong in ledger_verify(workspace_id=shop.books.actor.workspace_id)] == ["search_wrong"]


@pytest.mark.parametrize("times", [1])
def test_two_who_change_parts_of_one_at_once_are_both_found(committed_books: Books, times: int) -> None:
    shop = Shop(committed_books)
    vendor = shop.vendor("Before")
    booked = shop.expense("both", vendor=vendor)
    tags = [Tag.objects.create(name=f"tag{number}", **shop.workspace) for number in range(4)]

    def tag(one: Tag) -> Any:
        return lambda: TransactionTag.objects.create(transaction_id=booked.id, tag=one, **shop.workspace).id

    deeds = [*(tag(one) for one in tags), lambda: Vendor.objects.filter(id=vendor.id).update(name="After")]
    outcomes = at_once(committed_books.actor, deeds)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    assert differences() == 0
