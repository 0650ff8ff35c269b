"""Filters that several rooms share, as strict as the bodies: what cannot be understood is refused, never ignored."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from utils.strict_values import parsed_date


class DayFormField(forms.CharField):
    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        day = parsed_date(text)
        if day is None:
            raise ValidationError("Give a day that exists as 2026-11-21, from 1900 to 2199.", code="invalid_date")
        return day


@extend_schema_field(OpenApiTypes.DATE)
class DayFilter(django_filters.Filter):  # type: ignore[misc]  # the package has no types
    field_class = DayFormField


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which a day begins, in UTC."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
