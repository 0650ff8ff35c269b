"""By what transactions are found."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from finance.filters.behind import BehindFilter
from finance.filters.values import AmountFilter, ChoicesFilter, FlagFilter, IdsFilter, MonthFilter
from finance.models import (
    Account,
    Comment,
    CommentKind,
    ImportRow,
    Posting,
    SystemCategory,
    Transaction,
    TransactionDocument,
    TransactionKind,
    TransactionStatus,
    TransactionTag,
    Vendor,
)
from finance.selectors.full_text import TEXT_MAX
from finance.selectors.merging import with_merged
from finance.selectors.subtrees import with_subtrees
from users.tenancy.filters import DayFilter
from utils.money import currencies

OF_MONEY = "Least amount, without its sign", "Greatest amount, without its sign"


class TransactionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """Account, currency and amounts speak of one posting on an account; `category` and `tax_rate` of any posting.

    Where several values stand with commas between them, any of them is meant. `q` narrows nothing here: the list finds the words
    in its own order (finance.selectors.full_text).
    """

    q = django_filters.CharFilter(method="as_it_is", max_length=TEXT_MAX, label='Words, "a phrase", begin*, -without')
    date_from = DayFilter(field_name="date", lookup_expr="gte", label="First day")
    date_to = DayFilter(field_name="date", lookup_expr="lte", label="Last day")
    month = MonthFilter(method="in_month", label="A month, instead of its first and last day")
    account = IdsFilter(method="on_account", label="Id of the account, with what was merged into it")
    currency = django_filters.CharFilter(method="in_currency", max_length=3, label="ISO 4217")
    amount_min = AmountFilter(method="of_amount", label=OF_MONEY[0])
    amount_max = AmountFilter(method="of_amount", label=OF_MONEY[1])
    category = IdsFilter(method="in_category", label="Id of the category; those below it and merged into it count")
    uncategorised = FlagFilter(method="is_uncategorised", label="Whether a part of it stands on the category “unknown”")
    tax_rate = AmountFilter(method="taxed_at", label="Per cent")
    vendor = IdsFilter(method="of_vendor", label="Id of the vendor, with what was merged into it")
    tag = IdsFilter(method="tagged", label="Id of a tag")
    project = IdsFilter(field_name="project_id", lookup_expr="in", label="Id of the project")
    document = IdsFilter(method="proven_by", label="Id of a document that proves it")
    has_document = FlagFilter(method="is_proven", label="Whether a document proves it")
    has_question = FlagFilter(method="is_asked_about", label="Whether a question about it is open")
    imported_by = IdsFilter(method="from_import", label="Id of the import that made it")
    status = ChoicesFilter(choices=TransactionStatus.choices, label="draft, booked, reconciled")
    kind = ChoicesFilter(choices=TransactionKind.choices, label="expense, income, …")
    settled = FlagFilter(method="is_settled", label="Whether its money was seen on an account")
    reconciled = FlagFilter(method="is_reconciled", label="Whether it was reconciled")
    without_base = FlagFilter(method="lacks_base", label="Whether an amount of it has no value in the base currency")
    trashed = FlagFilter(method="as_it_is", label="true: what lies in the trash, instead of the rest")
    behind = BehindFilter()

    class Meta:
        model = Transaction
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Transaction]) -> QuerySet[Transaction]:
        self._leg = Q()
        rows: QuerySet[Transaction] = super().filter_queryset(queryset)
        return rows.filter(_has_posting(Q(account__isnull=False) & self._leg)) if self._leg else rows

    def as_it_is(self, rows: QuerySet[Transaction], _name: str, _text: str) -> QuerySet[Transaction]:
        return rows  # the view asks its selectors for it

    def in_month(self, rows: QuerySet[Transaction], _name: str, first: datetime.date) -> QuerySet[Transaction]:
        after = (first + datetime.timedelta(days=31)).replace(day=1)
        return rows.filter(date__gte=first, date__lt=after)

    def on_account(self, rows: QuerySet[Transaction], _name: str, ids: Iterable[UUID]) -> QuerySet[Transaction]:
        self._leg &= Q(account_id__in=with_merged(Account, ids))
        return rows

    def in_currency(self, rows: QuerySet[Transaction], _name: str, code: str) -> QuerySet[Transaction]:
        if code not in currencies():
            return rows.none()
        self._leg &= Q(currency=code)
        return rows

    def of_amount(self, rows: QuerySet[Transaction], name: str, amount: Decimal) -> QuerySet[Transaction]:
        if name == "amount_min":
            self._leg &= Q(amount__gte=amount) | Q(amount__lte=-amount)
        else:
            self._leg &= Q(amount__lte=amount, amount__gte=-amount)
        return rows

    def in_category(self, rows: QuerySet[Transaction], _name: str, ids: Iterable[UUID]) -> QuerySet[Transaction]:
        return rows.filter(_has_posting(Q(category_id__in=with_subtrees(ids))))

    def is_uncategorised(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        unknown = _has_posting(Q(category__system_code=SystemCategory.UNKNOWN))
        return rows.filter(unknown if text == "true" else ~unknown)

    def taxed_at(self, rows: QuerySet[Transaction], _name: str, rate: Decimal) -> QuerySet[Transaction]:
        return rows.filter(_has_posting(Q(tax_rate=rate)))

    def of_vendor(self, rows: QuerySet[Transaction], _name: str, ids: Iterable[UUID]) -> QuerySet[Transaction]:
        return rows.filter(vendor_id__in=with_merged(Vendor, ids))

    def tagged(self, rows: QuerySet[Transaction], _name: str, ids: list[UUID]) -> QuerySet[Transaction]:
        return rows.filter(Exists(TransactionTag.objects.filter(transaction=OuterRef("id"), tag_id__in=ids)))

    def proven_by(self, rows: QuerySet[Transaction], _name: str, ids: list[UUID]) -> QuerySet[Transaction]:
        return rows.filter(Exists(TransactionDocument.objects.filter(transaction=OuterRef("id"), document_id__in=ids)))

    def is_proven(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        proof = Exists(TransactionDocument.objects.filter(transaction=OuterRef("id")))
        return rows.filter(proof if text == "true" else ~proof)

    def is_asked_about(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        asked = Exists(Comment.objects.filter(transaction=OuterRef("id"), kind=CommentKind.QUESTION, resolved_at=None))
        return rows.filter(asked if text == "true" else ~asked)

    def from_import(self, rows: QuerySet[Transaction], _name: str, ids: list[UUID]) -> QuerySet[Transaction]:
        """What a row of an import books has the row's id."""
        return rows.filter(Exists(ImportRow.objects.filter(id=OuterRef("id"), statement_id__in=ids)))

    def is_settled(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        return rows.filter(is_settled=text == "true")

    def is_reconciled(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        reconciled = Q(status=TransactionStatus.RECONCILED)
        return rows.filter(reconciled if text == "true" else ~reconciled)

    def lacks_base(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        lacking = _has_posting(Q(base_amount=None))
        return rows.filter(lacking if text == "true" else ~lacking)


def _has_posting(condition: Q) -> Exists:
    return Exists(Posting.objects.filter(condition, transaction=OuterRef("id")))
