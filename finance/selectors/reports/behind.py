"""What postings a number is made of: the condition that a report adds up by, and by which its transactions are found again.

As text it stands in the links of a report (`behind=category:<id>,side:expense`), so that both are the same condition for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from finance.models import (
    AccountKind,
    CategoryKind,
    Posting,
    SystemCategory,
    TransactionKind,
    TransactionStatus,
    TransactionTag,
)
from finance.selectors.reports.directory import EXPENSE, INCOME, OTHER, Directory
from utils.errors import DomainError

NONE, NOT = "none", "not."
COUNTED = Q(transaction__trashed_at=None, transaction__status__in=[TransactionStatus.BOOKED, TransactionStatus.RECONCILED])

_REVERSAL = Q(transaction__kind=TransactionKind.REVERSAL)
_RATE = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,4})?")


def _of_kind(kind: TransactionKind) -> Q:
    return Q(transaction__kind=kind) | (_REVERSAL & Q(transaction__reverses__kind=kind))


_TRANSFER, _OPENING = _of_kind(TransactionKind.TRANSFER), _of_kind(TransactionKind.OPENING)
_SETTLEMENT = Q(transaction__kind=TransactionKind.SETTLEMENT)
_COMES = (Q(amount__gt=0) & ~_REVERSAL) | (Q(amount__lt=0) & _REVERSAL)  # a reversal takes back what it reverses
# In this order: the first that fits. What a reversal undoes, it undoes there.
FLOWS: Mapping[str, Q] = {
    "transfer": _TRANSFER,
    "settlement": _SETTLEMENT,
    "opening": _OPENING,
    "in": _COMES & ~_TRANSFER & ~_SETTLEMENT & ~_OPENING,
    "out": ~_COMES & ~_TRANSFER & ~_SETTLEMENT & ~_OPENING,
}
_OTHER = Q(category__kind=CategoryKind.SYSTEM) & ~Q(category__system_code=SystemCategory.OPENING_BALANCE)
SIDE_CONDITIONS: Mapping[str, Q] = {
    INCOME: Q(category__kind=CategoryKind.INCOME),
    EXPENSE: Q(category__kind=CategoryKind.EXPENSE),
    OTHER: _OTHER,
    "result": Q(category__kind__in=[CategoryKind.INCOME, CategoryKind.EXPENSE]) | _OTHER,
}
_MONEY = {"account": Q(account__isnull=False) & ~Q(account__kind=AccountKind.CLEARING)}
_TOLD = {"yes": Q(tax_amount__isnull=False), "no": Q(tax_amount=None)}


class BehindError(DomainError):
    """The text says no such condition. Links of reports have it right."""

    code = "invalid_behind"


@dataclass(frozen=True, slots=True)
class Behind:
    """Named conditions, all of which a posting meets; at most one of each name."""

    terms: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return ",".join(f"{name}:{value}" for name, value in self.terms)

    @classmethod
    def parse(cls, text: str) -> Behind:
        """From the text in a link. Raises BehindError."""
        pairs = [pair.partition(":") for pair in text.split(",")]
        names = [name for name, _, _ in pairs]
        if len(set(names)) < len(names) or set(names) - _CONDITIONS.keys():
            raise BehindError(f"Give each of {', '.join(_CONDITIONS)} once at most, as name:value with commas between.")
        return cls(tuple((name, value) for name, _, value in pairs))

    def with_terms(self, **terms: str) -> Behind:
        """The same, narrowed: a new value stands in the place of an old one."""
        return Behind(tuple(({**dict(self.terms), **terms}).items()))

    def condition(self, directory: Directory) -> Q:
        """Of postings that count. Raises BehindError for a value that its name does not take."""
        condition = COUNTED
        for name, value in self.terms:
            condition &= _CONDITIONS[name](value, directory)
        return condition


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise BehindError("Give an id (a UUID as text).") from error


def _ids(value: str) -> list[UUID]:
    return [_id(one) for one in value.split(".")]


def _chosen(choices: Mapping[str, Q]) -> Callable[[str, Directory], Q]:
    def condition(value: str, _directory: Directory) -> Q:
        if value not in choices:
            raise BehindError(f"Give one of {', '.join(choices)}.")
        return choices[value]

    return condition


def _category(value: str, directory: Directory) -> Q:
    return Q(category_id__in=directory.below(_id(value)))


def _account(value: str, directory: Directory) -> Q:
    return Q(account_id__in=directory.accounts_of(_id(value)))


def _through(value: str, directory: Directory) -> Q:
    legs = Posting.objects.filter(account_id__in=directory.accounts_of(_id(value)), transaction=OuterRef("transaction"))
    return Q(Exists(legs))


def _vendor(value: str, directory: Directory) -> Q:
    if value == NONE:
        return Q(transaction__vendor=None)
    if value.startswith(NOT):
        others = directory.vendors_of(_ids(value.removeprefix(NOT)))
        return Q(transaction__vendor__isnull=False) & ~Q(transaction__vendor_id__in=others)
    return Q(transaction__vendor_id__in=directory.vendors_of([_id(value)]))


def _project(value: str, _directory: Directory) -> Q:
    if value == NONE:
        return Q(transaction__project=None)
    if value.startswith(NOT):
        return Q(transaction__project__isnull=False) & ~Q(transaction__project_id__in=_ids(value.removeprefix(NOT)))
    return Q(transaction__project_id=_id(value))


def _tag(value: str, _directory: Directory) -> Q:
    links = TransactionTag.objects.filter(transaction=OuterRef("transaction"))
    return Q(~Exists(links)) if value == NONE else Q(Exists(links.filter(tag_id=_id(value))))


def _rate(value: str, _directory: Directory) -> Q:
    if value == NONE:
        return Q(tax_rate=None)
    if not _RATE.fullmatch(value):
        raise BehindError("Give a tax rate in per cent, such as 19, or none.")
    return Q(tax_rate=Decimal(value))


def _currency(value: str, _directory: Directory) -> Q:
    return Q(currency=value)


_CONDITIONS: Mapping[str, Callable[[str, Directory], Q]] = {
    "category": _category,
    "account": _account,
    "through": _through,
    "side": _chosen(SIDE_CONDITIONS),
    "vendor": _vendor,
    "project": _project,
    "tag": _tag,
    "rate": _rate,
    "tax": _chosen(_TOLD),
    "flow": _chosen(FLOWS),
    "money": _chosen(_MONEY),
    "currency": _currency,
}
