"""Filters of single values, as strict as the bodies: what cannot be understood is refused, never ignored."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field

from utils.strict_values import AMOUNT_SCHEMA, parsed_amount, parsed_date

BOOLEANS = (("true", "true"), ("false", "false"))
LIST_MAX = 50  # values in a list
IDS_SCHEMA = {
    "type": "string",
    "example": "0190c5a2-8f3c-7c4e-9d2b-3f6a1b2c4d5e",
    "description": "One id, or several with commas",
}
MONTH_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "example": "2026-11"}


class AmountFormField(forms.CharField):
    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        amount = parsed_amount(text)
        if amount is None:
            raise ValidationError('Give an amount such as "-12.50".', code="invalid_amount")
        return amount


@extend_schema_field(AMOUNT_SCHEMA)
class AmountFilter(django_filters.Filter):  # type: ignore[misc]  # the package has no types
    field_class = AmountFormField


class FlagFilter(django_filters.ChoiceFilter):  # type: ignore[misc]  # the package has no types
    """`true` or `false`, as those words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=BOOLEANS, **kwargs)


class IdsFormField(forms.CharField):
    def clean(self, value: Any) -> list[UUID] | None:
        text = super().clean(value)
        if not text:
            return None
        words = text.split(",")
        try:
            ids = [UUID(word.strip()) for word in words]
        except ValueError as error:
            raise ValidationError("Give an id, or several with commas between them.", code="invalid") from error
        if len(ids) > LIST_MAX:
            raise ValidationError(f"Give at most {LIST_MAX} ids.", code="invalid_list")
        return ids


@extend_schema_field(IDS_SCHEMA)
class IdsFilter(django_filters.Filter):  # type: ignore[misc]  # the package has no types
    """One id or several with commas: any of them."""

    field_class = IdsFormField


class ChoicesFormField(forms.CharField):
    def __init__(self, *, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        self._known = [value for value, _label in choices]
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str] | None:
        text = super().clean(value)
        words = text.split(",") if text else []
        if unknown := [word for word in words if word not in self._known]:
            raise ValidationError(
                "%(word)s is none of %(known)s; with commas between them you may give several.",
                params={"word": unknown[0][:40], "known": ", ".join(self._known)},
                code="invalid_choice",
            )
        return words or None


@extend_schema_field({"type": "string"})
class ChoicesFilter(django_filters.Filter):  # type: ignore[misc]  # the package has no types
    """One value or several with commas: any of them."""

    field_class = ChoicesFormField

    def __init__(self, *, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(choices=choices, lookup_expr="in", **kwargs)


class MonthFormField(forms.CharField):
    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        month = parsed_date(f"{text}-01")
        if month is None:
            raise ValidationError("Give a month as 2026-11.", code="invalid_month")
        return month


@extend_schema_field(MONTH_SCHEMA)
class MonthFilter(django_filters.Filter):  # type: ignore[misc]  # the package has no types
    """A month, as its first day."""

    field_class = MonthFormField
