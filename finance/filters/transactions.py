"""By what transactions are found."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from finance.filters.behind import BehindFilter
from finance.filters.values import AmountFilter, FlagFilter
from finance.models import Posting, Transaction, TransactionKind, TransactionStatus
from users.tenancy.filters import DayFilter
from utils.money import currencies


class TransactionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """Account, currency and amounts speak of one posting on an account; `category` of any posting, or of one below it."""

    date_from = DayFilter(field_name="date", lookup_expr="gte", label="First day")
    date_to = DayFilter(field_name="date", lookup_expr="lte", label="Last day")
    account = django_filters.UUIDFilter(method="on_account", label="Id of the account")
    currency = django_filters.CharFilter(method="in_currency", max_length=3, label="ISO 4217")
    amount_min = AmountFilter(method="of_amount", label="Least amount, without its sign")
    amount_max = AmountFilter(method="of_amount", label="Greatest amount, without its sign")
    category = django_filters.UUIDFilter(method="in_category", label="Id of the category, or of the one above it")
    vendor = django_filters.UUIDFilter(field_name="vendor_id", label="Id of the vendor")
    document = django_filters.UUIDFilter(method="proven_by", label="Id of a document that proves it")
    status = django_filters.ChoiceFilter(choices=TransactionStatus.choices)
    kind = django_filters.ChoiceFilter(choices=TransactionKind.choices)
    settled = FlagFilter(method="is_settled", label="Whether its money was seen on an account")
    trashed = FlagFilter(method="is_trashed", label="true: what lies in the trash, instead of the rest")
    behind = BehindFilter()

    class Meta:
        model = Transaction
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Transaction]) -> QuerySet[Transaction]:
        self._leg = Q()
        rows: QuerySet[Transaction] = super().filter_queryset(queryset)
        return rows.filter(_has_posting(Q(account__isnull=False) & self._leg)) if self._leg else rows

    def on_account(self, rows: QuerySet[Transaction], _name: str, account_id: UUID) -> QuerySet[Transaction]:
        self._leg &= Q(account_id=account_id)
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

    def in_category(self, rows: QuerySet[Transaction], _name: str, category_id: UUID) -> QuerySet[Transaction]:
        return rows.filter(_has_posting(Q(category_id=category_id) | Q(category__parent_id=category_id)))

    def proven_by(self, rows: QuerySet[Transaction], _name: str, document_id: UUID) -> QuerySet[Transaction]:
        return rows.filter(document_links__document_id=document_id)

    def is_settled(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        return rows.filter(is_settled=text == "true")

    def is_trashed(self, rows: QuerySet[Transaction], _name: str, text: str) -> QuerySet[Transaction]:
        return rows.filter(trashed_at__isnull=text != "true")


def _has_posting(condition: Q) -> Exists:
    return Exists(Posting.objects.filter(condition, transaction=OuterRef("id")))
