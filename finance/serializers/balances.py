"""Balances on a day."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Account
from finance.serializers.values import DayField
from users.tenancy.serializers import StrictSerializer
from utils.money import format_amount

AMOUNTS = {"type": "object", "additionalProperties": {"type": "string"}, "example": {"EUR": "-12.50"}}


class DaySerializer(StrictSerializer):
    """The query."""

    on = DayField(help_text="At the end of this day")


@extend_schema_field(AMOUNTS)
class AmountsField(serializers.DictField):
    """Currency → amount as text."""


class AccountBalanceSerializer(serializers.Serializer[Any]):
    account = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.CharField()
    balance = AmountsField(help_text="Currency → what is booked, as text")


class DayBalanceSerializer(AccountBalanceSerializer):
    on = DayField()


class BalancesSerializer(serializers.Serializer[Any]):
    on = DayField()
    accounts = AccountBalanceSerializer(many=True)
    totals = AmountsField(help_text="Currency → sum over all accounts")


def told_balance(account: Account, booked: Mapping[str, Decimal]) -> dict[str, Any]:
    """An account without any booking has 0 in its own currency."""
    known = dict(booked) or ({account.currency: Decimal(0)} if account.currency else {})
    return {"account": account.id, "name": account.name, "kind": account.kind, "balance": told_amounts(known)}


def told_amounts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    """As text, by currency."""
    return {currency: format_amount(amount, currency) for currency, amount in sorted(amounts.items())}


def total_of(balances: Mapping[UUID, Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """Over all accounts, by currency."""
    totals: dict[str, Decimal] = {}
    for held in balances.values():
        for currency, amount in held.items():
            totals[currency] = totals.get(currency, Decimal(0)) + amount
    return totals
