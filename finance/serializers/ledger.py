"""Accounts, categories and vendors: as shown, and as they may be made and changed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Account, AccountKind, Category, CategoryKind, Vendor
from finance.selectors.accounts import account_list
from finance.selectors.categories import category_list
from finance.selectors.vendors import vendor_list
from finance.serializers.values import AmountField, CompactField, CurrencyField, DayField, TextField
from finance.services.category_sets import LANGUAGES, Shape
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField
from utils.money import format_amount

OWN_ACCOUNTS = [choice for choice in AccountKind.choices if choice[0] != AccountKind.CLEARING]
OWN_CATEGORIES = [choice for choice in CategoryKind.choices if choice[0] != CategoryKind.SYSTEM]


class MergedIntoField(serializers.UUIDField):
    """Null: it was not merged."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="merged_into_id", allow_null=True, read_only=True, **kwargs)


class AccountSerializer(serializers.ModelSerializer[Account]):
    """An account. The clearing account takes any currency, so its own is null. The view gives the `balances`."""

    kind = serializers.ChoiceField(choices=AccountKind.choices)
    balance = serializers.SerializerMethodField(help_text="Currency → what is booked, as text")
    merged_into = MergedIntoField()

    class Meta:
        model = Account
        fields = [
            "id",
            "name",
            "kind",
            "currency",
            "iban",
            "last4",
            "balance",
            "merged_into",
            "archived_at",
            "created_at",
            "version",
        ]
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}, "example": {"EUR": "-12.50"}})
    def get_balance(self, account: Account) -> dict[str, str]:
        booked: dict[str, Decimal] = self.context["balances"].get(account.id, {})
        if not booked and account.currency:
            booked = {account.currency: Decimal(0)}
        return {currency: format_amount(amount, currency) for currency, amount in sorted(booked.items())}


class AccountChangeSerializer(StrictSerializer):
    name = TextField(max_length=200)
    iban = CompactField(max_length=34, allow_blank=True, required=False)
    last4 = TextField(max_length=4, allow_blank=True, required=False, help_text="Last four digits of the card")
    currency = CurrencyField()


class AccountCreateSerializer(AccountChangeSerializer):
    kind = serializers.ChoiceField(choices=OWN_ACCOUNTS)
    opening_balance = AmountField(required=False, allow_null=True, help_text="Debts are negative")
    opening_date = DayField(required=False, allow_null=True)


class CategorySerializer(serializers.ModelSerializer[Category]):
    kind = serializers.ChoiceField(choices=CategoryKind.choices)
    parent = serializers.UUIDField(source="parent_id", allow_null=True)  # type: ignore[assignment]  # DRF's attribute
    merged_into = MergedIntoField()

    class Meta:
        model = Category
        fields = ["id", "name", "kind", "parent", "system_code", "merged_into", "archived_at", "version"]
        read_only_fields = fields


def categories() -> Any:
    """All that may be linked to, archived ones too."""
    return category_list(include_archived=True)


class CategoryChangeSerializer(StrictSerializer):
    name = TextField(max_length=200)
    parent = WorkspaceRelatedField(categories, required=False, allow_null=True)  # type: ignore[assignment]  # DRF's attribute


class CategoryCreateSerializer(CategoryChangeSerializer):
    kind = serializers.ChoiceField(choices=OWN_CATEGORIES)


class VendorSerializer(serializers.ModelSerializer[Vendor]):
    default_category = serializers.UUIDField(source="default_category_id", allow_null=True)
    aliases = serializers.SerializerMethodField(help_text="Other names by which documents or banks call it")
    merged_into = MergedIntoField()

    class Meta:
        model = Vendor
        fields = [
            "id", "name", "tax_id", "iban", "default_category", "aliases", "merged_into", "archived_at", "created_at", "version",
        ]  # fmt: skip
        read_only_fields = fields

    def get_aliases(self, vendor: Vendor) -> list[str]:
        return [alias.name for alias in vendor.aliases.all()]


class VendorChangeSerializer(StrictSerializer):
    name = TextField(max_length=200)
    tax_id = CompactField(max_length=32, allow_blank=True, required=False)
    iban = CompactField(max_length=34, allow_blank=True, required=False)
    default_category = WorkspaceRelatedField(categories, required=False, allow_null=True)


def accounts() -> Any:
    return account_list(include_archived=True)


def vendors() -> Any:
    return vendor_list(include_archived=True)


class AccountMergeSerializer(StrictSerializer):
    into = WorkspaceRelatedField(accounts)


class CategoryMergeSerializer(StrictSerializer):
    into = WorkspaceRelatedField(categories)


class VendorMergeSerializer(StrictSerializer):
    into = WorkspaceRelatedField(vendors)


class ReadySetSerializer(StrictSerializer):
    language = serializers.ChoiceField(choices=sorted(LANGUAGES))
    shape = serializers.ChoiceField(choices=[shape.value for shape in Shape], default=Shape.GENERAL.value)


class AddedSerializer(serializers.Serializer[Any]):
    added = serializers.IntegerField(help_text="How many categories are new")
