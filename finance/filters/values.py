"""Filters of single values, as strict as the bodies: what cannot be understood is refused, never ignored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field

from utils.strict_values import AMOUNT_SCHEMA, parsed_amount

BOOLEANS = (("true", "true"), ("false", "false"))


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
