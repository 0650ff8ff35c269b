"""The course of an import: mapping, bad rows, booking, undoing, and what stops it with words."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from io import BytesIO

import pytest

from finance.errors import ImportStateError, MappingError, PeriodLockedError
from finance.models import (
    AccountKind,
    Approval,
    Category,
    Channel,
    ImportMapping,
    ImportState,
    LedgerSettings,
    Transaction,
    TransactionKind,
    TransactionStatus,
    Vendor,
    Verdict,
)
from finance.services.accounts import account_create
from finance.services.imports import (
    import_apply,
    import_book,
    import_map,
    import_read,
    import_receive,
    import_row_decide,
    import_undo,
)
from finance.services.own_rates import own_rate_create
from finance.services.periods import period_lock
from finance.services.transactions import transaction_update
from finance.services.vendors import vendor_create
from tests.conftest import Cast
from tests.imports.conftest import COLUMNS, DAY, ENGLISH, House, as_csv, as_german_csv, line
from users.audit.models import AuditEvent
from users.tenancy.actor import acting, person
from users.workspaces.roles import Role
from utils.errors import NotAllowedError

LINES = [line(), line("REWE", "-23.17", day=1), line("Employer", "2500.00", day=2)]


def test_nothing_is_booked_before_somebody_says_so(house: House) -> None:
    statement = house.plan(as_csv(LINES))
    assert (statement.state, statement.counts, statement.rows_total) == (ImportState.READY, {"new": 3}, 3)
    assert house.live() == []
    assert house.bank_balance() == 0


def test_what_is_booked_has_vendor_usual_category_and_trail(house: House) -> None:
    vendor_create(actor=house.books.actor, name="REWE", default_category=house.books.groceries)
    statement = house.run(as_csv(LINES))
    booked = {found.vendor.name: found for found in house.live() if found.vendor}
    assert set(booked) == {"Café Luna", "REWE", "Employer"}
    assert booked["REWE"].postings.get(account=None).category == house.books.groceries
    assert booked["Café Luna"].postings.get(account=None).category.system_code == "unknown"
    assert [booked[name].kind for name in ("REWE", "Employer")] == [TransactionKind.EXPENSE, TransactionKind.INCOME]
    assert {row.id for row in house.rows(statement)} == {found.id for found in house.live()}
    actions = AuditEvent.objects.filter(subject_id=statement.id).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["import_received", "import_confirmed", "import_applied"]


def test_without_a_rate_a_foreign_amount_has_no_base_amount(house: House) -> None:
    dollars = account_create(actor=house.books.actor, name="Dollars", kind=AccountKind.BANK, currency="USD")
    house.run(as_csv([line(amount="-10.00")]), account=dollars, mapping=ENGLISH)
    legs = list(house.live()[0].postings.order_by("position"))
    assert [leg.base_amount for leg in legs] == [None, None]  # never 1:1
    assert {leg.currency for leg in legs} == {"USD"}
    assert house.faults() == []


def test_nul_is_left_out_of_what_a_list_says_beyond_and_what_only_spells_it_stays(house: House) -> None:
    told = {"date": "2026-11-10", "amount": "1", "currency": "EUR", "a\x00": "x\x00y", "b": r"x\u0000y", r"\u0000": r"\\u0000"}
    statement = house.plan(json.dumps([told]).encode(), account=house.books.clearing, name="expenses.json")
    assert house.rows(statement)[0].extra == {"a": "xy", "b": r"x\u0000y", r"\u0000": r"\\u0000"}


def test_what_is_worth_more_than_fits_is_booked_without_a_base_amount(house: House) -> None:
    dollars = account_create(actor=house.books.actor, name="Dollars", kind=AccountKind.BANK, currency="USD")
    own_rate_create(actor=house.books.actor, date=DAY, currency="USD", rate=Decimal(2))
    statement = house.run(as_csv([line(amount="-999999999999999.00"), line(amount="-1.00")]), account=dollars, mapping=ENGLISH)
    assert statement.state == ImportState.APPLIED
    bases = [found.postings.get(account=dollars).base_amount for found in house.live()]
    assert sorted(bases, key=str) == [Decimal(-2), None]


def test_a_bad_row_stops_all_or_is_left_out(house: House) -> None:
    content = as_csv(LINES) + b'yesterday,"Kiosk","card",-5.00\n2026-11-10,"Kiosk","card",-1.234567\n'
    statement = house.plan(content, mapping=ENGLISH)
    assert statement.counts == {"bad": 2, "new": 3}
    bad = [row for row in house.rows(statement) if row.verdict == Verdict.BAD]
    assert [set(row.problems or {}) for row in bad] == [{"date"}, {"amount"}]
    refused = house.now(statement)
    with pytest.raises(Exception, match="2 bad"):
        import_apply(actor=house.books.actor, statement=refused)
    for row in bad:
        import_row_decide(actor=house.books.actor, row=row, decision=Verdict.SKIPPED)
    assert house.book(house.now(statement)).counts == {"new": 3, "skipped": 2}


@pytest.mark.parametrize(("kind", "doubts"), [(AccountKind.CARD, ["sign"]), (AccountKind.BANK, [])])
def test_a_card_on_which_most_comes_in_is_asked_about(house: House, kind: AccountKind, doubts: list[str]) -> None:
    account = account_create(actor=house.books.actor, name="Visa", kind=kind, currency="EUR")
    content = as_csv([line("REWE", "10"), line("Shell", "20"), line("Payment", "-30")])
    assert house.plan(content, account=account).doubts == doubts


def test_a_table_that_is_not_understood_asks_for_its_columns(house: House) -> None:
    statement = house.plan(b"a;b;c\n1;2;x\n3;4;y\n", name="numbers.csv")
    assert (statement.state, statement.error_code) == (ImportState.NEEDS_MAPPING, "statement_format")
    assert statement.head[0] == ["a", "b", "c"]
    with pytest.raises(MappingError):
        import_map(actor=house.books.actor, statement=statement, mapping={"columns": ["payee"], "header_rows": 0})


def test_a_mapping_is_corrected_and_remembered_for_the_next_file(house: House) -> None:
    statement = house.plan(as_csv(LINES))
    turned = {"columns": ["date", "description", "payee", "amount"], "header_rows": 1, "date_order": "ymd", "decimal_mark": "."}
    import_map(actor=house.books.actor, statement=statement, mapping=turned)
    import_read(import_id=statement.id, store=house.store)
    assert {row.payee for row in house.rows(statement)} == {"card"}
    house.book(house.now(statement))
    assert ImportMapping.objects.get().mapping["columns"] == turned["columns"]
    following = house.plan(as_csv([line(day=5)]))
    assert (following.doubts, house.rows(following)[0].payee) == ([], "card")


def test_the_first_generations_list_is_imported_with_what_it_says_beyond(house: House) -> None:
    told = [
        {"id": "e-1", "date": "2026-11-10", "merchant": "REWE", "amount": 23.17, "currency": "EUR", "category": "Groceries",
         "items": ["milk"], "payment_method": "card", "mood": "good"},
        {"id": "e-2", "date": "2026-11-11", "vendor": "Kiosk", "total": "5.00", "currency": "EUR", "notes": "paper"},
    ]  # fmt: skip
    content = json.dumps(told).encode()
    statement = house.run(content, account=house.books.clearing, name="expenses.json")
    assert statement.counts == {"new": 2}, [row.problems for row in house.rows(statement)]
    first, second = house.live()
    assert (first.is_settled, first.kind, second.notes) == (False, TransactionKind.EXPENSE, "paper")
    assert first.postings.get(account=None).category == Category.objects.get(name="Groceries")
    extra = house.rows(statement)[0].extra or {}
    assert {"payment_method", "mood", "items"} <= set(extra)
    assert house.run(content, account=house.books.clearing, name="expenses.json").counts == {"duplicate": 2}
    assert house.run(as_csv([line("REWE", "-23.17")])).counts == {"settles": 1}  # and the bank's row settles it


def test_undo_takes_away_what_was_added_and_opens_what_was_settled(house: House) -> None:
    receipt = house.receipt("23.17", vendor=vendor_create(actor=house.books.actor, name="REWE"))
    statement = house.run(as_csv(LINES))
    undone = house.undo(statement)
    assert undone.state == ImportState.UNDONE, undone.error_detail
    assert undone.counts["undone"] == 3
    receipt.refresh_from_db()
    assert not receipt.is_settled
    assert house.live() == [receipt]
    assert house.bank_balance() == 0
    assert house.faults() == []
    assert house.run(as_csv(LINES)).counts == {"new": 2, "settles": 1}


def test_undo_keeps_what_a_person_changed_and_knows_it_from_then_on(house: House) -> None:
    statement = house.run(as_csv(LINES))
    touched = house.live()[0]
    transaction_update(actor=house.books.actor, transaction=touched, expected_version=1, notes="with Ann")
    assert house.undo(statement).counts["kept"] == 1
    assert [found.id for found in house.live()] == [touched.id]
    assert house.run(as_csv(LINES)).counts == {"duplicate": 1, "new": 2}


def test_undo_is_refused_for_what_is_reconciled_or_locked(house: House) -> None:
    statement = house.run(as_csv(LINES))
    Transaction.objects.filter(id=house.live()[0].id).update(status=TransactionStatus.RECONCILED)
    with pytest.raises(ImportStateError, match="1 of its transactions are reconciled"):
        import_undo(actor=house.books.actor, statement=statement)
    Transaction.objects.filter(id=house.live()[0].id).update(status=TransactionStatus.BOOKED)
    period_lock(actor=house.books.actor, through=DAY)
    with pytest.raises(PeriodLockedError):
        import_undo(actor=house.books.actor, statement=statement)
    assert house.now(statement).state == ImportState.APPLIED


def test_rows_of_a_locked_period_are_told_and_left_out(house: House) -> None:
    house.run(as_csv(LINES[:1]))
    period_lock(actor=house.books.actor, through=DAY + datetime.timedelta(days=1))
    statement = house.run(as_csv(LINES), all_or_nothing=False)
    assert statement.counts == {"bad": 1, "duplicate": 1, "new": 1}  # what was imported before is known, locked or not


def test_a_period_that_is_locked_after_the_plan_stops_the_booking(house: House) -> None:
    statement = house.plan(as_csv(LINES))
    import_apply(actor=house.books.actor, statement=statement)
    period_lock(actor=house.books.actor, through=DAY)
    import_book(import_id=statement.id)
    rested = house.now(statement)
    assert (rested.state, rested.error_code) == (ImportState.READY, "import_undecided")
    assert house.live() == []


def test_a_row_in_another_currency_than_the_account_is_bad(house: House) -> None:
    content = b"Date,Payee,Amount,Currency\n2026-11-10,Kiosk,-5.00,USD\n2026-11-10,Kiosk,-6.00,EUR\n"
    statement = house.plan(content)
    assert statement.counts == {"bad": 1, "new": 1}
    assert house.rows(statement)[0].problems == {
        "currency": "The account is in EUR. Import rows in USD into an account of that currency."
    }


def test_where_approval_is_asked_for_only_approvers_let_an_import_be_booked(house: House, cast: Cast) -> None:
    statement = house.plan(as_csv(LINES))
    LedgerSettings.objects.update(approval=Approval.APPROVERS)
    with acting(cast.bob), pytest.raises(NotAllowedError):
        import_apply(actor=cast.bob, statement=statement)
    assert house.book(statement).state == ImportState.APPLIED


def test_who_may_not_write_the_ledger_imports_nothing(house: House, cast: Cast) -> None:
    reader = person(workspace_id=cast.workspace.id, user_id=cast.bob.user_id or cast.workspace.id, role=Role.ACCOUNTANT)
    with pytest.raises(NotAllowedError):
        import_receive(
            actor=reader, account=house.books.bank, content=BytesIO(as_csv(LINES)), filename="a.csv", channel=Channel.API,
            store=house.store,
        )  # fmt: skip


def test_the_german_and_the_english_file_are_understood_alike(house: House) -> None:
    assert house.plan(as_german_csv(LINES)).mapping["columns"] == COLUMNS
    rows = [house.rows(house.plan(content)) for content in (as_csv(LINES), as_german_csv(LINES))]
    assert [row.key for row in rows[0]] == [row.key for row in rows[1]]


def test_vendors_are_made_once_for_all_spellings(house: House) -> None:
    house.run(as_csv([line("CAFÉ LUNA", day=3), line("Cafe Luna", day=4), line("café-luna", day=5)]))
    assert Vendor.objects.count() == 1
    assert house.bank_balance() == Decimal("-10.50")
