"""Fields of single values: amounts as text, dates as ISO 8601, currencies as ISO 4217. Nothing else passes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from utils.money import currencies
from utils.strict_values import AMOUNT_SCHEMA, parsed_amount, parsed_date


@extend_schema_field(AMOUNT_SCHEMA)
class AmountField(serializers.Field[Any, Any, Any, Any]):
    """A decimal number as text. A JSON number is refused: it may have been rounded on its way here."""

    default_error_messages = {
        "invalid_amount": 'Give an amount as text, such as "-12.50": at most 15 digits before the point and 4 after it.',
        "invalid_amount_number": 'Give the amount as text ("12.50"): a JSON number is a float, and would not be exact.',
    }

    def __init__(self, *, digits: int = 2, **kwargs: Any) -> None:
        self._digits = digits
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, int | float) and not isinstance(data, bool):
            raise serializers.ValidationError(self.error_messages["invalid_amount_number"], code="invalid_amount")
        amount = parsed_amount(data) if isinstance(data, str) else None
        if amount is None:
            self.fail("invalid_amount")
        return amount

    def to_representation(self, value: Decimal) -> str:
        return plain(value, digits=self._digits)


@extend_schema_field(OpenApiTypes.DATE)
class DayField(serializers.Field[Any, Any, Any, Any]):
    default_error_messages = {"invalid_date": "Give a day that exists as 2026-11-21, from 1900 to 2199."}

    def to_internal_value(self, data: Any) -> datetime.date:
        day = parsed_date(data) if isinstance(data, str) else None
        if day is None:
            self.fail("invalid_date")
        return day

    def to_representation(self, value: datetime.date) -> str:
        return value.isoformat()


@extend_schema_field({"type": "string", "pattern": "^[A-Z]{3}$", "example": "EUR"})
class CurrencyField(serializers.Field[Any, Any, Any, Any]):
    default_error_messages = {"invalid_currency": "Give a code of ISO 4217 in capitals, such as EUR."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in currencies():
            self.fail("invalid_currency")
        return data

    def to_representation(self, value: str) -> str:
        return value


class TextField(serializers.CharField):
    """Text and nothing that would have to be made into it."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class CompactField(TextField):
    """A number as printed, kept without white space and in capitals; `max_length` is of what is kept."""

    def to_internal_value(self, data: Any) -> str:
        return "".join(super().to_internal_value(data).split()).upper()


class VersionField(serializers.IntegerField):
    """The version that the caller has seen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=2**31 - 1, **kwargs)


def plain(value: Decimal, *, digits: int = 2) -> str:
    """A number as text with at least so many digits after the point, without exponent and without needless noughts."""
    finest = -int(value.normalize().as_tuple().exponent)
    return f"{value:.{max(digits, finest)}f}"


class TruthField(serializers.BooleanField):
    """true or false, and nothing that only looks like it: what a person agrees to is not guessed from "on" or 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data
