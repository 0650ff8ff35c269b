"""Whatever is booked: every report says what adding up by hand in plain Python says, to the cent."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.models import (
    AccountKind,
    Category,
    CategoryKind,
    Project,
    Tag,
    Transaction,
    TransactionKind,
    TransactionStatus,
    TransactionTag,
    Vendor,
)
from finance.selectors.reports.periods import Every, Span
from finance.selectors.reports.report import report_get
from finance.selectors.reports.wishes import ReportName, Wish
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
)
from finance.services.vendors import vendor_create
from tests.ledger.conftest import NOW, Books

D = Decimal
KINDS = {"expense": TransactionKind.EXPENSE, "income": TransactionKind.INCOME, "refund": TransactionKind.REFUND}
DAYS = st.dates(datetime.date(2025, 11, 1), datetime.date(2026, 4, 30))
SPLITS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(-500, 2000), st.sampled_from([None, 19, 7, 0])), min_size=1, max_size=3
)
ENTRY = st.fixed_dictionaries(
    {
        "day": DAYS,
        "kind": st.sampled_from(["expense", "expense", "income", "refund", "transfer"]),
        "splits": SPLITS.filter(lambda splits: sum(cents for _, cents, _ in splits) != 0),
        "factor": st.sampled_from([1, 1, D("0.5"), D(2), None]),  # 1: in EUR; else the rate of USD, None where there is none
        "vendor": st.integers(0, 3),
        "project": st.booleans(),
        "tags": st.sets(st.integers(0, 1)),
        "state": st.sampled_from(["booked", "booked", "booked", "draft", "trash", "reversed", "settled"]),
        "then": DAYS,
    }
)
SPANS = st.tuples(DAYS, DAYS).map(sorted)


@dataclass(frozen=True)
class Leg:
    """A posting as the model remembers it; `flow` is the kind of what it does, or of what it takes back."""

    day: datetime.date
    flow: str
    is_reversal: bool
    account: str | None
    path: tuple[str, ...]  # of its category, from the top
    side: str
    amount: Decimal
    currency: str
    base: Decimal | None
    rate: int | None
    vendor: str | None
    project: str | None
    tags: tuple[str, ...]

    @property
    def tax(self) -> Decimal | None:
        return tax_in(self.amount, self.rate)


class World:
    """Books with a tree, two accounts, vendors of whom one was merged; and the legs that count."""

    def __init__(self, books: Books) -> None:
        actor, self.books, self.legs = books.actor, books, list[Leg]()

        def make(name: str, kind: CategoryKind, parent: Category | None = None) -> Category:
            return category_create(actor=actor, name=name, kind=kind, parent=parent)

        top = make("T", CategoryKind.EXPENSE)
        middle = make("M", CategoryKind.EXPENSE, top)
        low, sales, old = make("L", CategoryKind.EXPENSE, middle), make("S", CategoryKind.INCOME), make("O", CategoryKind.EXPENSE)
        Category.objects.filter(id=old.id).update(merged_into=middle)
        self.categories = [
            (top, ("T",), "expense"),
            (low, ("T", "M", "L"), "expense"),
            (old, ("T", "M"), "expense"),
            (sales, ("S",), "income"),
            (Category.objects.get(system_code="unknown"), ("Unknown",), "other"),
        ]
        self.unknown = self.categories[-1][0].name
        self.card = account_create(actor=actor, name="Card", kind=AccountKind.CARD, currency="EUR")
        self.vendors = [None, *(vendor_create(actor=actor, name=name) for name in ("Ada", "Bea", "Cea"))]
        Vendor.objects.filter(id=self.vendors[3].id).update(merged_into=self.vendors[1])
        self.project = Project.objects.create(workspace_id=actor.workspace_id, name="P")
        self.tags = [Tag.objects.create(workspace_id=actor.workspace_id, name=name) for name in ("x", "y")]

    def book(self, entry: dict[str, Any]) -> None:
        is_dollar = entry["factor"] != 1
        currency, factor = ("USD" if is_dollar else "EUR"), entry["factor"]
        settled = entry["state"] == "settled"
        if entry["kind"] == "transfer":
            amount = abs(D(sum(cents for _, cents, _ in entry["splits"])) / 100)
            booked = self._write(
                entry, TransactionKind.TRANSFER, [(self.books.bank, -amount), (self.card, amount)], [], "EUR", D(1)
            )
            legs = [
                self._leg(entry, "transfer", account=name, amount=sign * amount) for name, sign in (("Bank", -1), ("Card", 1))
            ]
        else:
            account = self.books.clearing if is_dollar or settled else self.books.bank
            total = D(sum(cents for _, cents, _ in entry["splits"])) / 100
            booked = self._write(entry, KINDS[entry["kind"]], [(account, -total)], entry["splits"], currency, factor)
            legs = [self._leg(entry, entry["kind"], account=account.name, amount=-total, currency=currency, factor=factor)]
            for index, cents, rate in entry["splits"]:
                _, path, side = self.categories[index]
                name = (self.unknown,) if side == "other" else path
                said = {"path": name, "side": side, "rate": rate, "amount": D(cents) / 100}
                legs.append(self._leg(entry, entry["kind"], currency=currency, factor=factor, **said))
        self._after(entry, booked, legs)

    def _write(self, entry: Any, kind: Any, moves: Any, splits: Any, currency: str, factor: Any) -> Transaction:
        def base(amount: Decimal) -> Decimal | None:
            return None if factor is None else amount * factor

        drafts = [PostingDraft(amount, currency, account=account, base_amount=base(amount)) for account, amount in moves]
        for index, cents, rate in splits:
            amount = D(cents) / 100
            tax = tax_in(amount, rate)
            category = self.categories[index][0]
            told = {"tax_rate": None if rate is None else D(rate), "tax_amount": tax}
            drafts.append(PostingDraft(amount, currency, category=category, base_amount=base(amount), **told))
        vendor = self.vendors[entry["vendor"]]
        status = TransactionStatus.DRAFT if entry["state"] == "draft" else TransactionStatus.BOOKED
        booked = transaction_create(
            actor=self.books.actor, kind=kind, date=entry["day"], postings=drafts, vendor=vendor, status=status
        )
        Transaction.objects.filter(id=booked.id).update(project=self.project if entry["project"] else None)
        for tag in entry["tags"]:
            TransactionTag.objects.create(workspace_id=booked.workspace_id, transaction=booked, tag=self.tags[tag])
        return booked

    def _leg(self, entry: Any, flow: str, *, amount: Decimal, currency: str = "EUR", factor: Any = 1, **said: Any) -> Leg:
        vendor = {0: None, 1: "Ada", 2: "Bea", 3: "Ada"}[entry["vendor"]]
        known = {"account": None, "path": (), "side": "", "rate": None} | said
        return Leg(
            entry["day"],
            flow,
            False,
            amount=amount,
            currency=currency,
            base=None if factor is None else amount * factor,
            vendor=vendor,
            project="P" if entry["project"] else None,
            tags=tuple("xy"[tag] for tag in entry["tags"]),
            **known,
        )

    def _after(self, entry: dict[str, Any], booked: Transaction, legs: list[Leg]) -> None:
        state, actor, then = entry["state"], self.books.actor, entry["then"]
        if state in ("draft", "trash"):
            if state == "trash":
                transaction_trash(actor=actor, transaction=booked, now=NOW)
            return
        self.legs += legs
        if state == "reversed":
            reversal = transaction_reverse(actor=actor, transaction=booked, date=then)
            self.legs += [self._taken_back(leg, then, reversal) for leg in legs]
        elif state == "settled" and legs[0].account == "Clearing" and legs[0].currency == "EUR":
            settlement = transaction_settle(actor=actor, transaction=booked, account=self.books.bank, date=then)
            amount, bare = legs[0].amount, replace(legs[0], day=then, flow="settlement", **labels_of(settlement, legs[0]))
            self.legs += [replace(bare, amount=-amount, base=-amount), replace(bare, account="Bank", amount=amount, base=amount)]

    def _taken_back(self, leg: Leg, then: datetime.date, reversal: Transaction) -> Leg:
        base = None if leg.base is None else -leg.base
        return replace(leg, day=then, is_reversal=True, amount=-leg.amount, base=base, **labels_of(reversal, leg))


def labels_of(made: Transaction, leg: Leg) -> dict[str, Any]:
    """What a derived transaction takes over from its own is said by its use-case, not by the reports."""
    made.refresh_from_db()
    tags = tuple(sorted(link.tag.name for link in made.tag_links.select_related("tag")))
    return {"vendor": leg.vendor if made.vendor_id else None, "project": "P" if made.project_id else None, "tags": tags}


def tax_in(amount: Decimal, rate: int | None) -> Decimal | None:
    return None if rate is None else (amount * rate / (100 + rate)).quantize(D("0.01"), ROUND_HALF_UP)


Added = tuple[Any, Decimal, Decimal | None]  # (key of the row, amount, base)


def added(name: ReportName, leg: Leg) -> Iterator[Added]:
    """To which rows a leg adds what. Income is shown positive."""
    sign = -1 if leg.side == "income" else 1
    mine = (sign * leg.amount, leg.base if leg.base is None else sign * leg.base)
    if name in (ReportName.ACCOUNTS, ReportName.CASH_FLOW):
        yield from _added_to_accounts(name, leg)
    elif not leg.path:
        return
    elif name is ReportName.CATEGORIES:
        for at in leg.path:
            yield (at, leg.side, "amount"), *mine
    elif name is ReportName.INCOME_STATEMENT:
        yield (leg.side, leg.side, "amount"), *mine
    elif name is ReportName.VENDORS:
        yield (leg.vendor or "(no vendor)", leg.side, "amount"), *mine
    elif name is ReportName.PROJECTS:
        yield (leg.project or "(no project)", leg.side, "amount"), *mine
    elif name is ReportName.TAGS:
        for tag in leg.tags or ("(no tag)",):
            yield (tag, leg.side, "amount"), *mine


def _added_to_accounts(name: ReportName, leg: Leg) -> Iterator[Added]:
    if leg.account is None:
        return
    group = "clearing" if leg.account == "Clearing" else "account"
    yield (leg.account, group, "change"), leg.amount, leg.base
    if name is ReportName.CASH_FLOW:
        comes = (leg.amount > 0) != leg.is_reversal
        part = leg.flow if leg.flow in ("transfer", "settlement") else ("in" if comes else "out")
        sign = -1 if part == "out" else 1
        yield (leg.account, group, part), sign * leg.amount, leg.base if leg.base is None else sign * leg.base


Cell = tuple[dict[str, Decimal], Decimal | None, dict[str, Decimal]]


def by_hand(name: ReportName, legs: list[Leg], span: Span) -> dict[Any, list[Cell]]:
    sums: dict[Any, dict[int, list[tuple[str, Decimal, Decimal | None]]]] = defaultdict(lambda: defaultdict(list))
    periods = span.periods()
    for leg in legs:
        for index, period in enumerate(periods):
            if period.first <= leg.day <= period.last:
                for key, amount, base in added(name, leg):
                    sums[key][index].append((leg.currency, amount, base))
    return {key: [_cell(row.get(index, [])) for index in range(len(periods))] for key, row in sums.items()}


def _cell(found: list[tuple[str, Decimal, Decimal | None]]) -> Cell:
    amounts, unconverted = defaultdict(Decimal), defaultdict(Decimal)
    for currency, amount, base in found:
        amounts[currency] += amount
        if base is None:
            unconverted[currency] += amount
    bases = [base for _, _, base in found if base is not None]
    return dict(amounts), None if found and not bases else sum(bases, D(0)), dict(unconverted)


def tax_by_hand(legs: list[Leg], span: Span) -> dict[Any, list[Cell]]:
    """Net, tax and gross; the tax in the base currency is rounded once per currency and number."""
    sums: dict[Any, dict[int, list[Leg]]] = defaultdict(lambda: defaultdict(list))
    for leg in legs:
        for index, period in enumerate(span.periods()):
            if leg.path and period.first <= leg.day <= period.last:
                sums[leg.side, leg.rate][index].append(leg)
    return {
        key: cells
        for (side, rate), row in sums.items()
        for key, cells in _tax_rows(side, rate, [row.get(index, []) for index in range(len(span.periods()))])
    }


def _tax_rows(side: str, rate: int | None, row: list[list[Leg]]) -> Iterator[tuple[Any, list[Cell]]]:
    sign = -1 if side == "income" else 1
    name = "no rate" if rate is None else f"{rate} %"
    gross = [
        _cell([(leg.currency, sign * leg.amount, None if leg.base is None else sign * leg.base) for leg in legs]) for legs in row
    ]
    yield (name, side, "gross"), gross
    if rate is None:
        return
    taxes = [_tax_cell(legs, sign) for legs in row]
    yield (name, side, "tax"), taxes
    yield (name, side, "net"), [_less(one, tax) for one, tax in zip(gross, taxes, strict=True)]


def _tax_cell(legs: list[Leg], sign: int) -> Cell:
    amounts, unconverted, bases = defaultdict(Decimal), defaultdict(Decimal), defaultdict(Decimal)
    for leg in legs:
        amounts[leg.currency] += sign * (leg.tax or 0)
        if leg.base is None:
            unconverted[leg.currency] += sign * (leg.tax or 0)
        elif leg.amount:
            bases[leg.currency] += (leg.tax or 0) * leg.base / leg.amount
    rounded = sum((sign * base.quantize(D("0.01"), ROUND_HALF_UP) for base in bases.values()), D(0))
    nothing = bool(legs) and all(leg.base is None for leg in legs)
    return dict(amounts), None if nothing else rounded, dict(unconverted)


def _less(one: Cell, other: Cell) -> Cell:
    def take(left: dict[str, Decimal], right: dict[str, Decimal]) -> dict[str, Decimal]:
        return {currency: amount - right[currency] for currency, amount in left.items()}

    base = None if one[1] is None or other[1] is None else one[1] - other[1]
    return take(one[0], other[0]), base, take(one[2], other[2])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(ENTRY, min_size=1, max_size=8), SPANS, st.sampled_from(Every), st.integers(1, 12))
def test_every_report_is_as_added_up_by_hand(
    books: Books, entries: list[Any], days: list[Any], every: Every, starts: int
) -> None:
    point = transaction.savepoint()
    world, span = World(books), Span(days[0], days[1], every, starts)
    for entry in entries:
        world.book(entry)
    for name in ReportName:
        found = report_get(name, Wish(span))
        told = {
            (row.line.group if name is ReportName.INCOME_STATEMENT else row.line.name, row.line.group, row.line.part): [
                (figure.amounts, figure.base, figure.unconverted) for figure in row.figures
            ]
            for row in found.rows
        }
        wanted = tax_by_hand(world.legs, span) if name is ReportName.TAX else by_hand(name, world.legs, span)
        empty = {key: row for key, row in told.items() if key not in wanted}
        assert all(figure == ({}, D(0), {}) for row in empty.values() for figure in row), (name, empty)
        assert {key: told.get(key) for key in wanted} == wanted, name
    transaction.savepoint_rollback(point)
