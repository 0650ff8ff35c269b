"""Splits: made anew on what is booked, and proposed from what a document says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.errors import PostingError, SettlementError, UnbalancedError
from finance.models import Document, ExtractedField, LineItem, Posting, Transaction, TransactionKind
from finance.selectors.accounts import account_balances
from finance.selectors.transactions import transaction_get
from finance.services.booking import Split
from finance.services.ledger_verification import ledger_verify
from finance.services.split_figures import Figures, Line, Share, shares_of
from finance.services.split_proposals import _rounding_within, splits_propose
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_reverse,
    transaction_settle,
    transaction_split,
    transaction_update,
)
from finance.services.vendors import vendor_create
from services.types import FieldName
from tests.ledger.conftest import DAY, Books

D = Decimal


def split(books: Books, booked: Transaction, *splits: Split) -> Transaction:
    version = transaction_get(booked.id).version
    return transaction_split(actor=books.actor, transaction=booked, expected_version=version, splits=splits)


def booked_splits(booked: Transaction) -> list[tuple[str, Decimal, Decimal | None]]:
    rows = Posting.objects.filter(transaction=booked, category__isnull=False).select_related("category").order_by("position")
    return [(row.category.name, row.amount, row.tax_amount) for row in rows if row.category]


class TestBooked:
    def test_an_amount_is_split_otherwise_with_taxes_a_deposit_and_nothing(self, books: Books) -> None:
        booked = books.expense("12.50")
        split(
            books,
            booked,
            Split(D("13.00"), books.groceries.id, tax_rate=D(7), tax_amount=D("0.85")),
            Split(D("-0.50"), books.fuel.id, memo="deposit back"),
            Split(D(0), books.fuel.id, memo="free"),
        )
        assert booked_splits(booked) == [("Groceries", D(13), D("0.85")), ("Fuel", D("-0.5"), None), ("Fuel", D(0), None)]

    def test_splits_that_do_not_come_to_the_amount_are_refused(self, books: Books) -> None:
        with pytest.raises(UnbalancedError, match=r"12 of 12\.5 EUR"):
            split(books, books.expense("12.50"), Split(D(12)))

    def test_what_is_settled_is_split_otherwise_and_stays_settled(self, books: Books) -> None:
        booked = books.expense("12.50")
        transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=DAY)
        split(books, booked, Split(D(10), books.groceries.id), Split(D("2.5"), books.fuel.id))
        assert transaction_get(booked.id).is_settled
        assert account_balances([books.bank.id]) == {books.bank.id: {"EUR": D("-12.5")}}
        with pytest.raises(SettlementError):
            transaction_update(
                actor=books.actor,
                transaction=booked,
                expected_version=transaction_get(booked.id).version,
                postings=books.legs("9"),
            )
        assert ledger_verify(workspace_id=books.actor.workspace_id) == []

    def test_what_is_reversed_is_not(self, books: Books) -> None:
        booked = books.expense("12.50")
        transaction_reverse(actor=books.actor, transaction=booked, date=DAY)
        with pytest.raises(SettlementError):
            split(books, booked, Split(D("12.5"), books.fuel.id))

    def test_the_base_amount_of_the_money_stays_and_is_shared_anew(self, books: Books) -> None:
        legs = [
            PostingDraft(D(-10), "USD", account=books.clearing, base_amount=D("-9.01")),
            PostingDraft(D(10), "USD", category=books.fuel, base_amount=D("9.01")),
        ]
        booked = books.expense(postings=legs)
        split(books, booked, Split(D(5), books.fuel.id), Split(D(5), books.groceries.id))
        bases = Posting.objects.filter(transaction=booked).order_by("position").values_list("base_amount", flat=True)
        assert list(bases) == [D("-9.01"), D("4.51"), D("4.5")]

    def test_a_transfer_has_no_splits(self, books: Books) -> None:
        legs = [PostingDraft(D(-5), "EUR", account=books.bank), PostingDraft(D(5), "EUR", account=books.clearing)]
        moved = transaction_create(actor=books.actor, kind=TransactionKind.TRANSFER, date=DAY, postings=legs)
        with pytest.raises(PostingError):
            split(books, moved, Split(D(5)))


def figures(total: str, *lines: tuple[str | None, str | None], tax: str | None = None, **more: str) -> Figures:
    printed = [Line(D(amount) if amount else None, D(rate) if rate else None, f"line {amount}") for amount, rate in lines]
    said = {name: D(value) for name, value in more.items()}
    return Figures(D(total), "EUR", printed, tax=D(tax) if tax else None, **said)


def told(shares: tuple[Share, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(f"{share.amount:f}", plain(share.tax_rate), plain(share.tax_amount)) for share in shares]


def plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


class TestProposed:
    @pytest.mark.parametrize(
        ("printed", "expected"),
        [
            # gross lines, grouped by rate, with the printed tax divided over them
            (
                figures("22.60", ("7.00", "7"), ("11.90", "19"), ("3.70", "7"), tax="2.60"),
                [("10.70", "7", "0.70"), ("11.90", "19", "1.90")],
            ),
            # net lines, with the printed tax on top
            (figures("22.60", ("10.00", "7"), ("10.00", "19"), tax="2.60"), [("10.70", "7", "0.70"), ("11.90", "19", "1.90")]),
            (figures("11.90", ("4.00", None), ("6.00", None), tax="1.90"), [("11.90", None, "1.90")]),
            # nothing is said of the tax
            (figures("18.90", ("7.00", "7"), ("11.90", "19")), [("7.00", "7", None), ("11.90", "19", None)]),
            # a deposit that comes back, and what is free
            (
                figures("5.00", ("6.00", "19"), ("-1.00", "0"), ("0.00", "7")),
                [("6.00", "19", None), ("-1.00", "0", None), ("0", "7", None)],
            ),
            # a tip, and cash that is rounded, printed or not
            (figures("12.00", ("10.00", "7"), tip="2.00"), [("10.00", "7", None), ("2.00", None, None)]),
            (figures("10.00", ("10.02", None), rounding="-0.02"), [("10.02", None, None), ("-0.02", None, None)]),
            (figures("10.00", ("7.01", None), ("3.01", "7")), [("7.01", None, None), ("3.01", "7", None), ("-0.02", None, None)]),
        ],
    )  # fmt: skip
    def test_lines_that_lead_to_the_total_are_grouped(self, printed: Figures, expected: list[object]) -> None:
        found = shares_of(printed)
        assert told(found.shares) == expected
        assert found.remarks == ()

    @pytest.mark.parametrize(
        ("printed", "code"),
        [
            (figures("20.00", ("7.00", "7"), ("11.90", "19")), "lines_do_not_add_up"),
            (figures("20.00", ("20.00", None), (None, None)), "line_without_amount"),
            (figures("20.00"), "no_lines"),
            (figures("20.00", ("20.00", "19"), to_book="5.00"), "paid_in_advance"),
        ],
    )
    def test_where_they_do_not_it_is_one_split_and_a_finding(self, printed: Figures, code: str) -> None:
        found = shares_of(printed)
        assert [share.amount for share in found.shares] == [printed.to_book or D(20)]
        assert [remark.code for remark in found.remarks] == [code]

    def test_a_tax_that_the_rates_do_not_lead_to_is_given_to_nobody(self) -> None:
        found = shares_of(figures("18.90", ("7.00", "7"), ("11.90", "19"), tax="9.99"))
        assert [share.tax_amount for share in found.shares] == [None, None]
        assert [remark.code for remark in found.remarks] == ["tax_does_not_add_up"]

    @settings(max_examples=40)
    @given(
        lines=st.lists(st.tuples(st.decimals(-99, 999, places=2), st.sampled_from([None, D(0), D(7), D(19)])), max_size=6),
        total=st.decimals(-99, 999, places=2),
        tax=st.none() | st.decimals(0, 99, places=2),
        hits=st.booleans(),
    )
    def test_the_shares_always_come_to_the_total(
        self, lines: list[tuple[Decimal, Decimal | None]], total: Decimal, tax: Decimal | None, hits: bool
    ) -> None:
        total = sum((amount for amount, _rate in lines), D(0)) if hits else total
        found = shares_of(Figures(total, "EUR", [Line(*line) for line in lines], tax=tax))
        assert sum(share.amount for share in found.shares) == total
        taxes = [share.tax_amount for share in found.shares if share.tax_amount is not None]
        assert not taxes or sum(taxes) == tax

    def test_a_document_proposes_with_the_usual_category_and_the_sign_of_its_direction(self, books: Books) -> None:
        vendor_create(actor=books.actor, name="Tea House", default_category=books.groceries)
        document = paper(books, kind="credit_note", vendor="Tea House", total="-22.60", currency="EUR", tax="-2.60")
        for position, (amount, rate) in enumerate((("-10.70", "7"), ("-11.90", "19")), start=1):
            LineItem.objects.create(
                workspace_id=books.actor.workspace_id, document=document, position=position, amount=D(amount), tax_rate=D(rate)
            )
        proposal = splits_propose(document)
        assert (proposal.amount, proposal.currency, proposal.findings) == (D("22.60"), "EUR", ())
        assert [(s.amount, s.category_id, s.tax_amount) for s in proposal.splits] == [
            (D("10.70"), books.groceries.id, D("0.70")),
            (D("11.90"), books.groceries.id, D("1.90")),
        ]

    def test_without_a_total_nothing_is_proposed(self, books: Books) -> None:
        proposal = splits_propose(paper(books, currency="EUR"))
        assert (proposal.amount, proposal.splits) == (None, ())
        assert [finding.code for finding in proposal.findings] == ["total_missing"]


def paper(books: Books, *, kind: str = "receipt", **values: str) -> Document:
    document = books.document()
    Document.objects.filter(id=document.id).update(kind=kind)
    for name, value in values.items():
        ExtractedField.objects.create(
            workspace_id=books.actor.workspace_id, document=document, name=name, value=value, printed=value, origin="user",
            source="user", doubtful=False,
        )  # fmt: skip
    document.refresh_from_db()
    return document


@pytest.mark.parametrize(
    ("total", "rounding", "due", "within"),
    [
        pytest.param("10.00", "-0.02", "10.00", Decimal("-0.02"), id="of a till, in the total"),
        pytest.param("578.75", "0.25", "579.00", None, id="of an e-invoice, behind the total"),
        pytest.param("10.00", "-0.02", None, Decimal("-0.02"), id="nothing says what is due"),
    ],
)
def test_a_rounding_behind_the_total_is_no_split(total: str, rounding: str, due: str | None, within: Decimal | None) -> None:
    values = {FieldName.TOTAL: total, FieldName.ROUNDING: rounding}
    assert _rounding_within(values | ({FieldName.AMOUNT_DUE: due} if due else {})) == within
