"""Transactions as they may be made and changed: with postings, or in the simple forms of an amount or a transfer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from finance.models import Project, Tag, Transaction, TransactionKind, TransactionStatus
from finance.selectors.accounts import account_list
from finance.selectors.documents import document_list
from finance.selectors.vendors import vendor_list
from finance.serializers.ledger import categories
from finance.serializers.values import AmountField, CurrencyField, DayField, TextField, VersionField
from finance.services.booking import MONEY_SIGN, BookingPlan, Split, booking_postings
from finance.services.transactions import PostingDraft, transfer_postings
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField

POSTINGS_MAX = 200
TAGS_MAX = 50
SIMPLE = ("amount", "currency", "account", "splits")
TRANSFER = ("amount", "from_account", "to_account", "to_amount")
OPTIONAL = frozenset({"account", "splits", "to_amount"})
BY_HAND = (TransactionKind.EXPENSE, TransactionKind.INCOME, TransactionKind.TRANSFER, TransactionKind.REFUND)
MADE_BY_HAND = [(kind.value, kind.label) for kind in BY_HAND]
BEGINNINGS = [(status.value, status.label) for status in (TransactionStatus.DRAFT, TransactionStatus.BOOKED)]


def accounts() -> Any:
    return account_list(include_archived=True)


def purchases() -> Any:
    return Transaction.objects.filter(trashed_at=None)


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
    """Either `postings`, or a simple form: `amount`, `currency`, and if you like `account` and `splits`; of a transfer `amount`,
    `from_account`, `to_account`, and where their currencies differ `to_amount`.

    In the simple form a positive amount is money out for an expense, money in for an income or a refund; without an account it
    stands on the clearing account, without splits on the vendor's usual category. Splits may be 0 or negative.
    """

    kind = serializers.ChoiceField(choices=MADE_BY_HAND)
    date = DayField()
    description = TextField(max_length=500, allow_blank=True, required=False)
    notes = TextField(max_length=10_000, allow_blank=True, required=False)
    vendor = WorkspaceRelatedField(vendor_list, required=False, allow_null=True)
    project = WorkspaceRelatedField(Project.objects.all, required=False, allow_null=True)
    tags: serializers.ListField = serializers.ListField(
        child=WorkspaceRelatedField(Tag.objects.all), required=False, max_length=TAGS_MAX, help_text="All that it is to bear"
    )
    refunds = WorkspaceRelatedField(
        purchases, required=False, allow_null=True, help_text="Of a refund: the purchase that it pays back, or a part of it"
    )
    postings: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=PostingWriteSerializer(), required=False, min_length=2, max_length=POSTINGS_MAX
    )
    amount = AmountField(required=False)
    currency = CurrencyField(required=False)
    account = WorkspaceRelatedField(accounts, required=False, allow_null=True)
    splits: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=SplitSerializer(), required=False, min_length=1, max_length=POSTINGS_MAX
    )
    from_account = WorkspaceRelatedField(accounts, required=False, help_text="Of a transfer")
    to_account = WorkspaceRelatedField(accounts, required=False, help_text="Of a transfer")
    to_amount = AmountField(required=False, help_text="What arrives, where the currencies of the two accounts differ")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = [name for name in dict.fromkeys((*SIMPLE, *TRANSFER)) if name in attrs]
        if "postings" in attrs and given:
            raise _refusal(given, "Give either postings, or one of the simple forms.")
        if given:
            self._check_simple(given, str(attrs.get("kind", self._kind())))
        return attrs

    def _check_simple(self, given: list[str], kind: str) -> None:
        is_transfer = kind == TransactionKind.TRANSFER
        known = TRANSFER if is_transfer else SIMPLE
        needed = [name for name in known if name not in OPTIONAL]
        if kind not in (TransactionKind.TRANSFER, *MONEY_SIGN):
            raise _refusal(["postings"], "This kind needs postings: there is no simple form of it.")
        if others := [name for name in given if name not in known]:
            raise _refusal(others, f"Not in the simple form of a {kind}, which has {', '.join(known)}.")
        if missing := [name for name in needed if name not in given]:
            raise _refusal(missing, "Needed in the simple form.")

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


class SplitsSerializer(StrictSerializer):
    """All splits of the amount, as they are to be."""

    splits: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=SplitSerializer(), min_length=1, max_length=POSTINGS_MAX
    )
    version = VersionField(required=False, help_text="The version that was looked at; or send it as If-Match")


class LinkSerializer(StrictSerializer):
    document = WorkspaceRelatedField(document_list, help_text="Id of what proves it")


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
    if "from_account" in values:
        date = values.get("date") or _held(transaction, lambda held: held.date)
        return transfer_postings(date=date, **{name: values[name] for name in TRANSFER if name in values})
    kind = TransactionKind(values.get("kind") or _held(transaction, lambda held: held.kind))
    vendor = values["vendor"] if "vendor" in values else _held(transaction, lambda held: held.vendor)
    account, splits = values.get("account"), values.get("splits") or [{"amount": values["amount"]}]
    plan = BookingPlan(
        kind=kind,
        date=values.get("date") or _held(transaction, lambda held: held.date),
        total=values["amount"],
        currency=values["currency"],
        splits=tuple(splits_of(splits)),
        account_id=account.id if account else None,
    )
    return booking_postings(plan, vendor)


def splits_of(checked: Iterable[dict[str, Any]]) -> Iterator[Split]:
    """The splits that the checked values ask for."""
    for values in checked:
        category = values.get("category")
        said = {name: value for name, value in values.items() if name != "category"}
        yield Split(category_id=category.id if category else None, **said)


def _held(transaction: Transaction | None, take: Callable[[Transaction], Any]) -> Any:
    return take(transaction) if transaction else None


def _refusal(names: list[str], sentence: str) -> serializers.ValidationError:
    return serializers.ValidationError({name: [ErrorDetail(sentence, code="invalid")] for name in names})
