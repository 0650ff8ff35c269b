"""By what documents are found."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from finance.filters.values import AmountFilter, ChoicesFilter, FlagFilter
from finance.models import Document, DocumentState, ExtractedField
from finance.selectors.full_text import TEXT_MAX as WORDS_MAX
from finance.selectors.full_text import documents_saying
from services.types import Direction, DocumentKind, FieldName
from users.tenancy.filters import DayFilter, midnight

TEXT_MAX = 200


class DocumentFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    q = django_filters.CharFilter(method="filter_words", max_length=WORDS_MAX, label='Words, "a phrase", begin*, -without')
    state = ChoicesFilter(choices=DocumentState.choices, label="received, booked, …")
    kind = ChoicesFilter(choices=[(kind.value, kind.value) for kind in DocumentKind], label="receipt, invoice, …")
    direction = ChoicesFilter(choices=[(way.value, way.value) for way in Direction], label="incoming, outgoing, unclear")
    received_from = DayFilter(method="filter_received_from", label="First day of receiving (UTC)")
    received_to = DayFilter(method="filter_received_to", label="Last day of receiving (UTC)")
    filename = django_filters.CharFilter(lookup_expr="icontains", max_length=TEXT_MAX, label="Part of the file's name")
    vendor = django_filters.CharFilter(method="filter_vendor", max_length=TEXT_MAX, label="Part of the vendor's name")
    total = AmountFilter(method="filter_total", label="The total, as printed")
    trashed = FlagFilter(method="filter_trashed", label="true: what lies in the trash, instead of the rest")

    class Meta:
        model = Document
        fields: list[str] = []

    def filter_words(self, rows: QuerySet[Document], _name: str, text: str) -> QuerySet[Document]:
        return documents_saying(rows, text)

    def filter_received_from(self, rows: QuerySet[Document], _name: str, day: datetime.date) -> QuerySet[Document]:
        return rows.filter(received_at__gte=midnight(day))

    def filter_received_to(self, rows: QuerySet[Document], _name: str, day: datetime.date) -> QuerySet[Document]:
        return rows.filter(received_at__lt=midnight(day + datetime.timedelta(days=1)))

    def filter_vendor(self, rows: QuerySet[Document], _name: str, text: str) -> QuerySet[Document]:
        return rows.filter(_has_field(FieldName.VENDOR, Q(value__icontains=text)))

    def filter_total(self, rows: QuerySet[Document], _name: str, amount: Decimal) -> QuerySet[Document]:
        return rows.filter(_has_field(FieldName.TOTAL, Q(value__regex=_written_as(amount))))

    def filter_trashed(self, rows: QuerySet[Document], _name: str, _text: str) -> QuerySet[Document]:
        return rows  # the view asks its selector for the one or the other


def _has_field(name: FieldName, condition: Q) -> Exists:
    return Exists(ExtractedField.objects.filter(condition, document=OuterRef("id"), name=name.value))


def _written_as(amount: Decimal) -> str:
    """All ways to write the amount, with or without noughts at its end: "12.5" and "12.50"."""
    whole, _point, fraction = f"{amount:f}".partition(".")
    digits = fraction.rstrip("0")
    ending = rf"\.{digits}0*" if digits else r"(\.0*)?"
    return f"^{re.escape(whole)}{ending}$"
