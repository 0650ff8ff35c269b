"""Twins are marked with the reason and never dropped; people merge, keep or replace them, and may undo it by the trash."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from finance.errors import DocumentStateError, DuplicateStateError, PeriodLockedError, TransactionStateError
from finance.models import (
    Comment,
    CommentKind,
    Document,
    DocumentLink,
    DocumentState,
    DuplicateMark,
    Finding,
    LinkKind,
    MarkState,
    PairKind,
    Tag,
    Transaction,
    TransactionStatus,
    TransactionTag,
    TwinReason,
    TwinStrength,
)
from finance.services.comments import comment_create
from finance.services.document_record import findings_write
from finance.services.documents import document_restore
from finance.services.duplicate_finding import document_twins_mark, look_write, transaction_twins_mark
from finance.services.duplicates import duplicate_keep, duplicate_merge, duplicate_replace
from finance.services.periods import period_lock
from finance.services.transactions import transaction_reconcile, transaction_restore, transaction_trash
from finance.services.vendors import vendor_create
from services.types import DocumentKind, FieldName, Severity
from services.types import Finding as Told
from tests.conftest import Cast, join
from tests.ledger.conftest import DAY, Books, at_once
from users.models import User
from users.tenancy.actor import acting
from users.workspaces.roles import Role
from utils.errors import NotAllowedError

F = FieldName
NOW = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)  # later than what the tests make
SAID = {F.VENDOR: "ACME GmbH", F.INVOICE_NUMBER: "RE-1", F.TOTAL: "119.00", F.CURRENCY: "EUR", F.DATE: DAY.isoformat()}
LOOK = bytes(range(32))


def marked(document: Document, kind: DocumentKind = DocumentKind.INVOICE, **changes: str) -> Any:
    values = {**SAID, **{F(name): value for name, value in changes.items()}}
    Document.objects.filter(id=document.id).update(kind=kind)
    return document_twins_mark(document=document, kind=kind, values={name: value for name, value in values.items() if value})


def pair(books: Books, *, booked: str = "both") -> DuplicateMark:
    """Two documents of one invoice, with their transactions."""
    older, newer = books.document(), books.document()
    if booked in {"both", "older"}:
        books.expense(document=older)
    if booked == "both":
        books.expense(document=newer)
    for document in (older, newer):
        marked(document)
        Document.objects.filter(id=document.id).update(state=DocumentState.BOOKED)
    if booked != "both":
        Document.objects.filter(id=newer.id).update(state=DocumentState.NEEDS_REVIEW)
        findings_write(newer.workspace_id, newer.id, [Told("possible_duplicate", Severity.DOUBT, "Again.")])
    return DuplicateMark.objects.get()


def twins(books: Books, **changes: Any) -> DuplicateMark:
    first, second = books.expense(**changes), books.expense(**changes)
    transaction_twins_mark(transaction_id=second.id)
    mark = DuplicateMark.objects.get()
    assert (mark.first_transaction_id, mark.second_transaction_id) == (first.id, second.id)
    return mark


def test_same_invoice_is_marked_once_and_strong(books: Books) -> None:
    older, newer = books.document(), books.document()
    assert marked(older).twin == ""
    assert "number" in marked(newer, total="119").twin
    marked(older)
    mark = DuplicateMark.objects.get()
    assert (mark.first_document_id, mark.second_document_id) == (older.id, newer.id)
    assert (mark.reason, mark.strength, mark.state) == (TwinReason.NUMBER, TwinStrength.STRONG, MarkState.OPEN)


def test_without_a_number_the_mark_is_weak_and_nothing_waits(books: Books) -> None:
    marked(books.document(), invoice_number="")
    assert marked(books.document(), invoice_number="").twin == ""
    assert DuplicateMark.objects.get().strength == TwinStrength.WEAK


@pytest.mark.parametrize(
    "changes", [{"total": "120.00"}, {"invoice_number": "RE-2"}, {"date": "2026-11-19"}, {"vendor": "Other"}]
)
def test_what_says_something_else_is_no_twin(books: Books, changes: dict[str, str]) -> None:
    for document, said in ((books.document(), {}), (books.document(), changes)):
        look_write(document.workspace_id, document.id, LOOK, 1)
        marked(document, **said)
    assert not DuplicateMark.objects.exists()


def test_pages_that_look_the_same_are_found_by_a_part_of_the_look(books: Books) -> None:
    looks = (LOOK, bytes([*LOOK[:28], 0xFF, 0x00, 0x1E, 0x1F]))
    for document, look in zip((books.document(), books.document()), looks, strict=True):
        look_write(document.workspace_id, document.id, look, 1)
        marked(document, DocumentKind.OTHER, **dict.fromkeys(map(str, SAID), ""))
    assert DuplicateMark.objects.get().reason == TwinReason.LOOK


def test_trash_and_other_workspaces_have_no_twins(books: Books, cast: Cast) -> None:
    older = books.document()
    marked(older)
    Document.objects.filter(id=older.id).update(trashed_at=NOW)
    assert marked(books.document()).twin == ""
    with acting(cast.charlie):
        theirs = Books(cast.charlie, *(None,) * 4).document()  # type: ignore[arg-type]
        assert marked(theirs).twin == ""
        assert not DuplicateMark.objects.exists()


def test_reminders_and_corrections_are_links(books: Books) -> None:
    invoice, reminder, credit = books.document(), books.document(), books.document()
    marked(invoice)
    marked(reminder, DocumentKind.REMINDER, date="2026-12-01", total="124.00")
    marked(credit, DocumentKind.CREDIT_NOTE, total="-119.00")
    assert not DuplicateMark.objects.exists()
    links = DocumentLink.objects.filter(first=invoice).order_by("created_at", "id")
    assert {(link.second_id, link.kind) for link in links} == {(reminder.id, "reminder"), (credit.id, "correction")}
    marked(reminder, DocumentKind.REMINDER, invoice_number="RE-9")
    assert not DocumentLink.objects.filter(second=reminder).exists()


def test_the_same_entered_by_hand_twice_is_marked(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="ACME")
    mark = twins(books, account=books.bank, vendor=vendor)
    assert (mark.kind, mark.reason, mark.strength) == (PairKind.TRANSACTION, TwinReason.BOOKING, TwinStrength.STRONG)
    assert Transaction.objects.filter(trashed_at=None).count() == 2


def test_on_another_account_it_is_a_weaker_reason(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="ACME")
    books.expense(account=books.bank, vendor=vendor)
    transaction_twins_mark(transaction_id=books.expense(vendor=vendor).id)
    mark = DuplicateMark.objects.get()
    assert (mark.reason, mark.strength) == (TwinReason.PAYMENT, TwinStrength.WEAK)


def test_others_of_the_day_are_not_marked(books: Books) -> None:
    vendor, other = (vendor_create(actor=books.actor, name=name) for name in ("ACME", "Other"))
    mine = books.expense(vendor=vendor)
    document = books.document()
    books.expense(vendor=other)
    books.expense("12.51", vendor=vendor)
    books.expense(vendor=vendor, status=TransactionStatus.DRAFT)
    books.expense(document=document)
    transaction_trash(actor=books.actor, transaction=books.expense(vendor=vendor), now=NOW)
    transaction_twins_mark(transaction_id=mine.id)
    assert not DuplicateMark.objects.exists()


def test_merging_transactions_keeps_what_stood_beside(books: Books) -> None:
    mark = twins(books)
    first, second = mark.first_transaction, mark.second_transaction
    assert first is not None
    assert second is not None
    of = {"workspace_id": books.actor.workspace_id}
    tag = Tag.objects.create(**of, name="trip")
    TransactionTag.objects.create(**of, transaction=second, tag=tag)
    comment_create(actor=books.actor, about=second, kind=CommentKind.COMMENT, text="Why?")
    document = books.document()
    second.document_links.create(**of, document=document, by_machine=True)

    decided = duplicate_merge(actor=books.actor, mark=mark, now=NOW)

    assert (decided.state, decided.decided_at, decided.decided_by_id) == (MarkState.MERGED, NOW, books.actor.user_id)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.trashed_at, second.trashed_at) == (None, NOW)
    assert [link.document_id for link in first.document_links.all()] == [document.id]
    assert [link.tag_id for link in first.tag_links.all()] == [tag.id]
    assert Comment.objects.get().transaction_id == first.id
    transaction_restore(actor=books.actor, transaction=second)
    assert second.document_links.exists()


def test_replacing_transactions_keeps_the_newer(books: Books) -> None:
    mark = twins(books)
    duplicate_replace(actor=books.actor, mark=mark, now=NOW)
    kept = Transaction.objects.get(trashed_at=None)
    assert kept.id == mark.second_transaction_id


def test_kept_pairs_are_never_asked_about_again(books: Books) -> None:
    mark = twins(books)
    duplicate_keep(actor=books.actor, mark=mark, now=NOW)
    transaction_twins_mark(transaction_id=mark.second_transaction_id)  # type: ignore[arg-type]
    assert DuplicateMark.objects.get().state == MarkState.KEPT
    for deed in (duplicate_keep, duplicate_merge, duplicate_replace):
        with pytest.raises(DuplicateStateError):
            deed(actor=books.actor, mark=mark, now=NOW)


def test_what_is_locked_or_reconciled_is_not_merged(books: Books) -> None:
    mark = twins(books, account=books.bank)
    assert mark.second_transaction is not None
    transaction_reconcile(actor=books.actor, transaction=mark.second_transaction)
    with pytest.raises(TransactionStateError, match="reconciled"):
        duplicate_merge(actor=books.actor, mark=mark, now=NOW)
    period_lock(actor=books.actor, through=DAY)
    with pytest.raises(PeriodLockedError):
        duplicate_replace(actor=books.actor, mark=mark, now=NOW)
    assert DuplicateMark.objects.get().state == MarkState.OPEN
    assert not Transaction.objects.exclude(trashed_at=None).exists()


def test_who_may_not_write_decides_nothing(books: Books, cast: Cast) -> None:
    reader = join(cast.workspace, User.objects.create_user("reader@example.org", "a long enough word"), Role.ACCOUNTANT)
    mark = twins(books)
    for deed in (duplicate_keep, duplicate_merge, duplicate_replace):
        with pytest.raises(NotAllowedError):
            deed(actor=reader, mark=mark, now=NOW)


def test_merging_booked_documents_leaves_one_transaction(books: Books) -> None:
    mark = pair(books)
    duplicate_merge(actor=books.actor, mark=mark, now=NOW)
    kept = Transaction.objects.get(trashed_at=None)
    assert {link.document_id for link in kept.document_links.all()} == {mark.first_document_id, mark.second_document_id}
    assert Document.objects.filter(trashed_at=None).count() == 2


def test_merging_what_waits_proves_the_one_booking(books: Books) -> None:
    mark = pair(books, booked="older")
    duplicate_merge(actor=books.actor, mark=mark, now=NOW)
    assert mark.second_document is not None
    newer = Document.objects.get(id=mark.second_document_id)
    assert newer.state == DocumentState.BOOKED
    assert newer.transaction_links.count() == 1
    assert not Finding.objects.filter(code="possible_duplicate").exists()


def test_merging_needs_a_booking(books: Books) -> None:
    with pytest.raises(DuplicateStateError, match="Confirm"):
        duplicate_merge(actor=books.actor, mark=pair(books, booked="none"), now=NOW)


def test_replacing_a_document_takes_its_place(books: Books) -> None:
    mark = pair(books)
    assert mark.first_document is not None
    comment_create(actor=books.actor, about=mark.first_document, kind=CommentKind.COMMENT, text="Why?")
    duplicate_replace(actor=books.actor, mark=mark, now=NOW)
    assert Document.objects.get(trashed_at=None).id == mark.second_document_id
    kept = Transaction.objects.get(trashed_at=None)
    assert mark.second_document_id in {link.document_id for link in kept.document_links.all()}
    assert Comment.objects.get().document_id == mark.second_document_id
    document_restore(actor=books.actor, document=mark.first_document)
    transaction_restore(actor=books.actor, transaction=Transaction.objects.exclude(trashed_at=None).get())


def test_replacing_by_what_waits_takes_over_the_booking(books: Books) -> None:
    mark = pair(books, booked="older")
    duplicate_replace(actor=books.actor, mark=mark, now=NOW)
    newer = Document.objects.get(trashed_at=None)
    assert (newer.id, newer.state, newer.transaction_links.count()) == (mark.second_document_id, DocumentState.BOOKED, 1)


@pytest.mark.parametrize(("link", "state"), [(None, DocumentState.RECEIVED), (LinkKind.COPY, DocumentState.FILED)])
def test_keeping_both_documents_lets_the_newer_go_on(books: Books, link: LinkKind | None, state: DocumentState) -> None:
    mark = pair(books, booked="older")
    duplicate_keep(actor=books.actor, mark=mark, now=NOW, link=link)
    assert Document.objects.get(id=mark.second_document_id).state == state
    assert DocumentLink.objects.count() == (link is not None)
    assert mark.second_document is not None
    assert marked(mark.second_document).twin == ""


def test_a_side_in_the_trash_is_restored_first(books: Books) -> None:
    mark = pair(books)
    Document.objects.filter(id=mark.first_document_id).update(trashed_at=NOW)
    with pytest.raises(DocumentStateError):
        duplicate_merge(actor=books.actor, mark=mark, now=NOW)


def test_past_is_searched_and_searching_again_finds_nothing_new(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    vendor = vendor_create(actor=books.actor, name="ACME")
    for _ in range(3):
        books.expense(vendor=vendor)
    for _ in range(2):
        document = books.document()
        Document.objects.filter(id=document.id).update(kind="invoice")
        document.fields.bulk_create(
            document.fields.model(
                workspace_id=document.workspace_id,
                document=document,
                name=name,
                value=value,
                origin="user",
                source="user",
                doubtful=False,
            )
            for name, value in SAID.items()
        )
    call_command("find_duplicates", "--workspace", str(books.actor.workspace_id))
    call_command("find_duplicates")
    assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()][:2] == ["4 new pairs", "0 new pairs"]


def test_two_that_arrive_at_once_see_each_other(committed_books: Books) -> None:
    documents = [committed_books.document() for _ in range(4)]

    def arrive(document: Document) -> Any:
        with transaction.atomic():
            return marked(document).twin

    told = at_once(committed_books.actor, [lambda document=document: arrive(document) for document in documents])
    assert sum(twin == "" for twin in told) == 1
    assert DuplicateMark.objects.count() == 6


def test_of_two_people_who_decide_at_once_one_does(committed_books: Books) -> None:
    books = committed_books
    mark = twins(books)
    deeds = [
        lambda: duplicate_merge(actor=books.actor, mark=mark, now=NOW),
        lambda: duplicate_replace(actor=books.actor, mark=mark, now=NOW),
        lambda: duplicate_keep(actor=books.actor, mark=mark, now=NOW),
    ]
    answers = at_once(books.actor, deeds)
    assert sum(isinstance(answer, DuplicateMark) for answer in answers) == 1
    assert sum(isinstance(answer, DuplicateStateError) for answer in answers) == 2
