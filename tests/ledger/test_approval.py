"""Where a workspace wants approval, nothing counts before somebody who may approve has seen it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from finance.models import (
    AccountKind,
    Approval,
    BookingPolicy,
    LedgerSettings,
    Tag,
    Transaction,
    TransactionKind,
    TransactionStatus,
)
from finance.selectors.accounts import account_balances
from finance.services.accounts import account_create, account_merge
from finance.services.booking import BookingPlan, Split, booking_write
from finance.services.categories import category_merge
from finance.services.ledger_settings import ledger_settings_update
from finance.services.transactions import (
    transaction_confirm,
    transaction_create,
    transaction_reconcile,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_unsettle,
    transaction_update,
)
from finance.services.vendors import vendor_create, vendor_merge
from tests.conftest import Cast
from tests.ledger.conftest import DAY, NOW, Books
from users.audit.models import AuditEvent
from users.tenancy.actor import Actor, acting, machine
from utils.errors import NotAllowedError
from utils.ids import new_id


@pytest.fixture
def approving(books: Books) -> Books:
    ledger_settings_update(actor=books.actor, approval=Approval.APPROVERS)
    return books


def entered(books: Books, actor: Actor, **changes: Any) -> Transaction:
    values = {"kind": TransactionKind.EXPENSE, "date": DAY, "postings": books.legs("12.50"), **changes}
    return transaction_create(actor=actor, **values)


def test_what_others_enter_begins_as_a_draft_and_counts_when_it_is_approved(approving: Books, cast: Cast) -> None:
    made = entered(approving, cast.bob)
    assert (made.status, account_balances()) == (TransactionStatus.DRAFT, {})
    with pytest.raises(NotAllowedError, match="ledger_approve"):
        transaction_confirm(actor=cast.bob, transaction=made)
    assert transaction_confirm(actor=cast.alice, transaction=made).status == TransactionStatus.BOOKED


def test_approvers_book_at_once_and_writers_do_where_nobody_asks(approving: Books, cast: Cast) -> None:
    assert entered(approving, cast.alice).status == TransactionStatus.BOOKED
    ledger_settings_update(actor=cast.alice, approval=Approval.WRITERS)
    assert entered(approving, cast.bob).status == TransactionStatus.BOOKED


def test_what_machines_book_waits_as_well(approving: Books) -> None:
    actor, document = machine(approving.actor.workspace_id), approving.document()
    plan = BookingPlan(
        TransactionKind.EXPENSE, DAY, total=approving.legs("5")[1].amount, currency="EUR",
        splits=(Split(approving.legs("5")[1].amount),), document_id=document.id,
    )  # fmt: skip
    with acting(actor):
        booked = booking_write(actor=actor, plan=plan)
    assert (booked.status, account_balances()) == (TransactionStatus.DRAFT, {})


CHANGES: dict[str, Callable[[Books, Actor, Transaction], Any]] = {
    "edit": lambda books, actor, row: transaction_update(
        actor=actor, transaction=row, expected_version=row.version, postings=books.legs("99")
    ),
    "trash": lambda books, actor, row: transaction_trash(actor=actor, transaction=row, now=NOW),
    "reverse": lambda books, actor, row: transaction_reverse(actor=actor, transaction=row, date=DAY),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_counts_is_changed_by_approvers_only(approving: Books, cast: Cast, change: str) -> None:
    booked = entered(approving, cast.alice)
    with pytest.raises(NotAllowedError):
        CHANGES[change](approving, cast.bob, booked)
    CHANGES[change](approving, cast.alice, booked)


def test_what_counted_comes_back_by_approvers_only(approving: Books, cast: Cast) -> None:
    booked = transaction_trash(actor=cast.alice, transaction=entered(approving, cast.alice), now=NOW)
    with pytest.raises(NotAllowedError):
        transaction_restore(actor=cast.bob, transaction=booked)


def test_what_counts_is_moved_by_a_merge_of_approvers_only(approving: Books, cast: Cast) -> None:
    actor = cast.alice
    card = account_create(actor=actor, name="Card", kind=AccountKind.CARD, currency="EUR")
    shop, store = (vendor_create(actor=actor, name=name) for name in ("Shop", "Store"))
    merges: list[Callable[[Actor], Any]] = [
        lambda who: category_merge(actor=who, category=approving.groceries, into=approving.fuel, now=NOW),
        lambda who: account_merge(actor=who, account=card, into=approving.bank, now=NOW),
        lambda who: vendor_merge(actor=who, vendor=shop, into=store, now=NOW),
    ]
    for merge in merges:
        with pytest.raises(NotAllowedError):
            merge(cast.bob)
        assert merge(actor).merged_into_id is not None


def test_writers_work_on_drafts_remark_settle_and_reconcile(approving: Books, cast: Cast) -> None:
    bob, draft = cast.bob, entered(approving, cast.bob)
    draft = transaction_update(actor=bob, transaction=draft, expected_version=1, postings=approving.legs("9"))
    transaction_restore(actor=bob, transaction=transaction_trash(actor=bob, transaction=draft, now=NOW))
    booked = entered(approving, cast.alice)
    tag = Tag.objects.create(workspace_id=bob.workspace_id, name="looked at")
    assert transaction_update(actor=bob, transaction=booked, expected_version=1, notes="why?", tags=[tag]).version == 2
    transaction_settle(actor=bob, transaction=booked, account=approving.bank, date=DAY)
    transaction_unsettle(actor=bob, transaction=booked, now=NOW)
    settlement = transaction_settle(actor=bob, transaction=booked, account=approving.bank, date=DAY)
    assert transaction_reconcile(actor=bob, transaction=settlement).status == TransactionStatus.RECONCILED


def test_settings_are_changed_by_who_manages_the_workspace_and_told(books: Books, cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        ledger_settings_update(actor=cast.bob, approval=Approval.APPROVERS)
    ledger_settings_update(actor=cast.alice, booking_policy=BookingPolicy.ALWAYS_REVIEW, retention_years=10)
    kept = LedgerSettings.objects.get()
    assert (kept.booking_policy, kept.approval, kept.retention_years) == ("always_review", "writers", 10)
    event = AuditEvent.objects.get(action="ledger_settings_changed")
    assert event.data == {"booking_policy": "when_in_doubt → always_review", "retention_years": "None → 10"}


def test_an_operator_shows_and_changes_the_settings_by_command(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = str(books.actor.workspace_id)
    call_command("ledger_settings", workspace, "--approval", "approvers", "--retention-years", "10")
    call_command("ledger_settings", workspace, "--retention-years", "none")
    call_command("ledger_settings", workspace)
    _first, _second, shown = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert shown == {
        "workspace_id": workspace,
        "booking_policy": "when_in_doubt",
        "approval": "approvers",
        "retention_years": None,
        "ocr_policy": "best",
        "ocr_languages": [],
        "training_consent": False,
    }
    for wrong in ((workspace, "--retention-years", "0"), (str(new_id()),)):
        with pytest.raises(CommandError):
            call_command("ledger_settings", *wrong)
