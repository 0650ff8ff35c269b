"""Rates of exchange and net worth: what may be asked and entered, and the answers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import OwnRate, RateSource
from finance.selectors.net_worth import Holding, NetWorth
from finance.selectors.reports.periods import Every, Span
from finance.serializers.values import CurrencyField, DayField, TextField, plain
from users.tenancy.serializers import StrictSerializer
from utils.money import format_amount

RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?")
SOURCES = [(source.value, source.value) for source in RateSource]


@extend_schema_field({"type": "string", "pattern": f"^{RATE.pattern}$", "example": "0.9215"})
class RateField(serializers.Field[Any, Any, Any, Any]):
    """A rate as text, more than 0."""

    default_error_messages = {
        "invalid_rate": 'Give a rate as text, such as "0.9215": more than 0, at most 9 digits before the point and 12 after it.'
    }

    def to_internal_value(self, data: Any) -> Decimal:
        rate = Decimal(data) if isinstance(data, str) and RATE.fullmatch(data) else Decimal(0)
        if not rate:
            self.fail("invalid_rate")
        return rate

    def to_representation(self, value: Decimal) -> str:
        return plain(round(value, 12), digits=0)


class RateWishSerializer(StrictSerializer):
    """Which rate."""

    currency = CurrencyField(help_text="One unit of it …")
    base = CurrencyField(required=False, help_text="… in units of this one; left out: the base currency of the workspace")
    date = DayField(required=False, help_text="Left out: today")


class RateSerializer(serializers.Serializer[Any]):
    """Units of the base per unit. `date` is that of the fixing, up to seven days before the one asked for."""

    value = RateField()
    date = DayField()
    source = serializers.ChoiceField(choices=SOURCES)  # type: ignore[assignment]  # DRF's attribute


class FoundRateSerializer(RateSerializer):
    currency = CurrencyField()
    base = CurrencyField()


class RateStateSerializer(serializers.Serializer[Any]):
    """How new the fixings are."""

    newest = DayField(allow_null=True, help_text="The day of the newest fixing")
    fixings = serializers.IntegerField(help_text="How many are here")
    tried_at = serializers.DateTimeField(allow_null=True, help_text="When the ECB was asked last")
    succeeded_at = serializers.DateTimeField(allow_null=True, help_text="When its file came last, and was sound")
    is_failing = serializers.SerializerMethodField(help_text="Whether the last try went wrong; the operator sees why")

    def get_is_failing(self, feed: Any) -> bool:
        return bool(feed.failure)


class OwnRateSerializer(serializers.ModelSerializer[OwnRate]):
    date = DayField()
    rate = RateField()

    class Meta:
        model = OwnRate
        fields = ["id", "date", "currency", "base", "rate", "note", "created_at", "version"]
        read_only_fields = fields


class OwnRateChangeSerializer(StrictSerializer):
    date = DayField()
    currency = CurrencyField()
    base = CurrencyField(required=False, help_text="Left out: the base currency of the workspace")
    rate = RateField(help_text="Units of the base per unit of the currency")
    note = TextField(max_length=500, allow_blank=True, required=False)


class CompletionSerializer(serializers.Serializer[Any]):
    """Transactions that had no rate."""

    completed = serializers.IntegerField(help_text="Have their base amounts now")
    remaining = serializers.IntegerField(
        help_text="Have none yet; ask again when there are rates, or more than a thousand were done"
    )
    locked = serializers.IntegerField(help_text="Of those, in a locked period, where nothing changes")


class NetWorthWishSerializer(StrictSerializer):
    on = DayField(required=False, help_text="The day of the valuation; left out: today")


class NetWorthSpanSerializer(StrictSerializer):
    """`from` and `to` are named below: the one is a word of Python."""

    every = serializers.ChoiceField(choices=[every.value for every in Every], default=Every.MONTH.value)

    def get_fields(self) -> dict[str, Any]:
        return {"from": DayField(help_text="First day"), "to": DayField(help_text="Last day")} | super().get_fields()

    def span(self) -> Span:
        """What the checked values ask for."""
        asked = self.validated_data
        return Span(asked["from"], asked["to"], Every(asked["every"]))


class HoldingSerializer(serializers.Serializer[Any]):
    """One currency on one account. Debts are negative."""

    account = serializers.UUIDField(source="account.id")
    name = serializers.CharField(source="account.name")
    kind = serializers.CharField(source="account.kind")
    currency = serializers.CharField()
    balance = serializers.SerializerMethodField()
    value = serializers.SerializerMethodField(
        method_name="get_worth", help_text="In the base currency, at the rate of the day; null: there is no rate"
    )
    booked = serializers.SerializerMethodField(help_text="When it was booked; null: of some of it no rate was known")
    gain = serializers.SerializerMethodField(help_text="By rates since then, negative for a loss; null: not known")
    rate = RateSerializer(allow_null=True)

    def get_balance(self, holding: Holding) -> str:
        return format_amount(holding.balance, holding.currency)

    @extend_schema_field({"type": "string", "nullable": True})
    def get_worth(self, holding: Holding) -> str | None:
        return self._in_base(holding.value)

    @extend_schema_field({"type": "string", "nullable": True})
    def get_booked(self, holding: Holding) -> str | None:
        return self._in_base(holding.booked)

    @extend_schema_field({"type": "string", "nullable": True})
    def get_gain(self, holding: Holding) -> str | None:
        return self._in_base(holding.gain)

    def _in_base(self, amount: Decimal | None) -> str | None:
        return None if amount is None else format_amount(amount, self.context["base"])


class WorthSerializer(serializers.Serializer[Any]):
    """A day's total in the base currency; what has no rate stands apart and is in no total."""

    on = DayField()
    base_currency = serializers.CharField()
    total = serializers.SerializerMethodField()
    unconverted = serializers.SerializerMethodField(help_text="Currency → what has no rate")
    gain = serializers.SerializerMethodField(help_text="By rates since it was booked, of what that is known of")
    gain_is_whole = serializers.BooleanField(help_text="Whether it is known of everything")
    gain_booked = serializers.SerializerMethodField(help_text="By rates, on the exchange category")

    def get_total(self, worth: NetWorth) -> str:
        return format_amount(worth.total, worth.base_currency)

    def get_unconverted(self, worth: NetWorth) -> dict[str, str]:
        return {currency: format_amount(amount, currency) for currency, amount in sorted(worth.unconverted.items())}

    def get_gain(self, worth: NetWorth) -> str:
        return format_amount(worth.gain, worth.base_currency)

    def get_gain_booked(self, worth: NetWorth) -> str:
        return format_amount(worth.gain_booked, worth.base_currency)


class NetWorthSerializer(WorthSerializer):
    holdings = serializers.SerializerMethodField(help_text="By account and currency, clearing among them")

    @extend_schema_field(HoldingSerializer(many=True))
    def get_holdings(self, worth: NetWorth) -> Any:
        return HoldingSerializer(worth.holdings, many=True, context={"base": worth.base_currency}).data
