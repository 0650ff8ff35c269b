"""The transactions behind a number of a report."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from finance.models import Posting, Transaction
from finance.selectors.reports.behind import Behind, BehindError
from finance.selectors.reports.directory import Directory

TEXT_MAX = 8_000


class BehindFormField(forms.CharField):
    def clean(self, value: Any) -> Behind | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            behind = Behind.parse(text)
            behind.condition(Directory())
        except BehindError as error:
            raise ValidationError(error.detail, code=error.code) from error
        return behind


@extend_schema_field(OpenApiTypes.STR)
class BehindFilter(django_filters.Filter):  # type: ignore[misc]  # the package has no types
    """A transaction with a posting that counts and meets the condition, which links of reports name."""

    field_class = BehindFormField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=TEXT_MAX, label="From the links of reports: what postings a number is made of", **kwargs)

    def filter(self, rows: QuerySet[Transaction], value: Behind | None) -> QuerySet[Transaction]:
        if not value:
            return rows
        postings = Posting.objects.filter(value.condition(Directory()), transaction=OuterRef("id"))
        return rows.filter(Exists(postings))
