"""Transactions: as shown, and as they may be made and changed (with postings, or as amount, account and splits)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from finance.models import Posting, Transaction, TransactionKind, TransactionStatus
from finance.selectors.accounts import account_list
from finance.selectors.documents import document_list
from finance.selectors.vendors import vendor_list
from finance.serializers.ledger import categories
from finance.serializers.values import AmountField, CurrencyField, DayField, TextField, VersionField
from finance.services.booking import MONEY_SIGN, BookingPlan, Split, booking_postings
from finance.services.transactions import PostingDraft
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField
from utils.money import format_amount

POSTINGS_MAX = 200
SIMPLE = ("amount", "currency", "account", "splits")
BY_HAND = (TransactionKind.EXPENSE, TransactionKind.INCOME, TransactionKind.TRANSFER, TransactionKind.REFUND)
MADE_BY_HAND = [(kind.value, kind.label) for kind in BY_HAND]
BEGINNINGS = [(status.value, status.label) for status in (TransactionStatus.DRAFT, TransactionStatus.BOOKED)]


def accounts() -> Any:
    return account_list(include_archived=True)


class PostingSerializer(serializers.ModelSerializer[Posting]):
    """One leg. Money into an account, and expense, are positive."""

    account = serializers.UUIDField(source="account_id", allow_null=True)
    category = serializers.UUIDField(source="category_id", allow_null=True)
    amount = serializers.SerializerMethodField()
    base_amount = AmountField(allow_null=True)
    tax_rate = AmountField(allow_null=True, digits=0)
    tax_amount = AmountField(allow_null=True)

    class Meta:
        model = Posting
        fields = ["position", "account", "category", "amount", "currency", "base_amount", "memo", "tax_rate", "tax_amount"]
        read_only_fields = fields

    def get_amount(self, posting: Posting) -> str:
        return format_amount(posting.amount, posting.currency)


class TransactionSerializer(serializers.ModelSerializer[Transaction]):
    kind = serializers.ChoiceField(choices=TransactionKind.choices)
    status = serializers.ChoiceField(choices=TransactionStatus.choices)
    vendor = serializers.UUIDField(source="vendor_id", allow_null=True)
    vendor_name = serializers.SerializerMethodField()
    amount = serializers.SerializerMethodField(help_text="Of the posting on an account, where there is just one")
    currency = serializers.SerializerMethodField()
    account = serializers.SerializerMethodField()
    postings = PostingSerializer(many=True)
    documents = serializers.SerializerMethodField(help_text="Ids of the documents that prove it")
    settles = serializers.UUIDField(source="settles_id", allow_null=True)
    reverses = serializers.UUIDField(source="reverses_id", allow_null=True)

    class Meta:
        model = Transaction
        fields = [
            "id",
            "kind",
            "status",
            "is_settled",
            "date",
            "description",
            "notes",
            "vendor",
            "vendor_name",
            "amount",
            "currency",
            "account",
            "postings",
            "documents",
            "settles",
            "reverses",
            "created_at",
            "trashed_at",
            "version",
        ]
        read_only_fields = fields

    def get_vendor_name(self, transaction: Transaction) -> str:
        return transaction.vendor.name if transaction.vendor else ""

    @extend_schema_field({"type": "string", "nullable": True})
    def get_amount(self, transaction: Transaction) -> str | None:
        leg = _money_leg(transaction)
        return format_amount(leg.amount, leg.currency) if leg else None

    @extend_schema_field({"type": "string", "nullable": True})
    def get_currency(self, transaction: Transaction) -> str | None:
        leg = _money_leg(transaction)
        return leg.currency if leg else None

    @extend_schema_field({"type": "string", "format": "uuid", "nullable": True})
    def get_account(self, transaction: Transaction) -> UUID | None:
        leg = _money_leg(transaction)
        return leg.account_id if leg else None

    def get_documents(self, transaction: Transaction) -> list[UUID]:
        return [link.document_id for link in transaction.document_links.all()]


def _money_leg(transaction: Transaction) -> Posting | None:
    legs = [posting for posting in transaction.postings.all() if posting.account_id is not None]
    return legs[0] if len(legs) == 1 else None


class TaxedSerializer(StrictSerializer):
    memo = TextField(max_length=500, allow_blank=True, required=False)
    tax_rate = AmountField(required=False, allow_null=True, help_text="Per cent")
    tax_amount = AmountField(required=False, allow_null=True, help_text="Tax contained in the amount")

    def validate_tax_rate(self, rate: Decimal | None) -> Decimal | None:
        if rate is not None and not 0 <= rate < 1000:  # numeric(7,4)
            raise serializers.ValidationError("Give a rate in per cent, from 0 to below 1000.", code="invalid_amount")
        return rate


class PostingWriteSerializer(TaxedSerializer):
    """Exactly one of account and category."""

    account = WorkspaceRelatedField(accounts, required=False, allow_null=True)
    category = WorkspaceRelatedField(categories, required=False, allow_null=True)
    amount = AmountField()
    currency = CurrencyField()
    base_amount = AmountField(required=False, allow_null=True, help_text="In the base currency of the workspace")


class SplitSerializer(TaxedSerializer):
    """A share of the amount, signed like it."""

    amount = AmountField()
    category = WorkspaceRelatedField(categories, required=False, allow_null=True)


class BookedPartsSerializer(StrictSerializer):
    """Either `postings`, or the simple form: `amount`, `currency`, and if you like `account` and `splits`.

    In the simple form a positive amount is money out for an expense, money in for an income or a refund; without an account it
    stands on the clearing account, without splits on the vendor's usual category.
    """

    kind = serializers.ChoiceField(choices=MADE_BY_HAND)
    date = DayField()
    description = TextField(max_length=500, allow_blank=True, required=False)
    notes = TextField(max_length=10_000, allow_blank=True, required=False)
    vendor = WorkspaceRelatedField(vendor_list, required=False, allow_null=True)
    postings: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=PostingWriteSerializer(), required=False, min_length=2, max_length=POSTINGS_MAX
    )
    amount = AmountField(required=False)
    currency = CurrencyField(required=False)
    account = WorkspaceRelatedField(accounts, required=False, allow_null=True)
    splits: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=SplitSerializer(), required=False, min_length=1, max_length=POSTINGS_MAX
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = [name for name in SIMPLE if name in attrs]
        if "postings" in attrs and given:
            raise _refusal(given, "Give either postings, or amount, currency, account and splits.")
        if given and not {"amount", "currency"} <= set(given):
            raise _refusal([name for name in ("amount", "currency") if name not in given], "Needed in the simple form.")
        if given and attrs.get("kind", self._kind()) not in MONEY_SIGN:
            raise _refusal(["postings"], "This kind needs postings: the simple form has one account only.")
        return attrs

    def _kind(self) -> str:
        return str(self.instance.kind) if self.instance else ""


class TransactionCreateSerializer(BookedPartsSerializer):
    status = serializers.ChoiceField(choices=BEGINNINGS, default=TransactionStatus.BOOKED.value)
    document = WorkspaceRelatedField(document_list, required=False, allow_null=True, help_text="Id of what proves it")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "postings" not in attrs and "amount" not in attrs:
            raise _refusal(["postings"], "Give postings, or amount and currency.")
        return super().validate(attrs)


class TransactionChangeSerializer(BookedPartsSerializer):
    """All may be left out; postings (or the simple form) replace all that were there."""

    version = VersionField(required=False, help_text="The version that was looked at; or send it as If-Match")


class ReversalSerializer(StrictSerializer):
    date = DayField(help_text="The day of the reversal, after a lock")


class SettlementSerializer(StrictSerializer):
    account = WorkspaceRelatedField(accounts, help_text="Where the money was seen")
    date = DayField(help_text="The day on which it was seen")
    amount = AmountField(required=False, help_text="As on the account, money out negative; needed in another currency")


def drafts_of(values: dict[str, Any], transaction: Transaction | None = None) -> list[PostingDraft] | None:
    """The postings that the checked values ask for; None when they say nothing of them."""
    if "postings" in values:
        return [PostingDraft(**posting) for posting in values["postings"]]
    if "amount" not in values:
        return None
    kind = TransactionKind(values.get("kind") or _held(transaction, lambda held: held.kind))
    vendor = values["vendor"] if "vendor" in values else _held(transaction, lambda held: held.vendor)
    account, splits = values.get("account"), values.get("splits") or [{"amount": values["amount"]}]
    plan = BookingPlan(
        kind=kind,
        date=values.get("date") or _held(transaction, lambda held: held.date),
        total=values["amount"],
        currency=values["currency"],
        splits=tuple(_split(split) for split in splits),
        account_id=account.id if account else None,
    )
    return booking_postings(plan, vendor)


def _split(values: dict[str, Any]) -> Split:
    category = values.pop("category", None)
    return Split(category_id=category.id if category else None, **values)


def _held(transaction: Transaction | None, take: Callable[[Transaction], Any]) -> Any:
    return take(transaction) if transaction else None


def _refusal(names: list[str], sentence: str) -> serializers.ValidationError:
    return serializers.ValidationError({name: [ErrorDetail(sentence, code="invalid")] for name in names})
