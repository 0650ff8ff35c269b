"""One database transaction of a use-case, whose constraints answer in our words.

The database holds the invariants; this is the one place that turns its constraint names into errors of the ledger. Deferred
constraints are made to speak before the block ends, because the use-case may run inside a longer transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from finance.errors import (
    AccountCurrencyError,
    BaseAmountError,
    InvalidMoneyError,
    LedgerNotOpenError,
    NameTakenError,
    PeriodLockedError,
    PostingError,
    RateKnownError,
    ReconciliationError,
    SettlementError,
    TransactionStateError,
    UnbalancedError,
)
from utils.constraints import constraint_name
from utils.errors import DomainError, NotFoundError

Refusal = Callable[[], DomainError]

_REFUSALS: dict[str, tuple[type[DomainError], str]] = {
    "account_name_once": (NameTakenError, "There is an account of that name. Choose another name."),
    "category_name_once_per_parent": (NameTakenError, "There is a category of that name here. Choose another name."),
    "ledger_is_open": (LedgerNotOpenError, "This workspace has no ledger yet. Open it first."),
    "ledger_period_is_not_locked": (
        PeriodLockedError,
        "The date lies in a locked period. Book a reversal or a correction dated after the lock.",
    ),
    "own_rate_is_positive": (InvalidMoneyError, "A rate is greater than 0."),
    "own_rate_of_two_currencies": (InvalidMoneyError, "A rate is one of two currencies. Choose another base."),
    "own_rate_once": (RateKnownError, "There is an own rate of these currencies and this day. Change that one."),
    "posting_currency_is_iso": (InvalidMoneyError, "The currency must be a code of ISO 4217, such as EUR."),
    "posting_in_currency_of_account": (
        AccountCurrencyError,
        "An account holds one currency. Use an account in the currency of the amount, or the clearing account.",
    ),
    "posting_money_leg_is_not_zero": (PostingError, "The amount on an account must not be 0."),
    "posting_on_account_or_category": (PostingError, "Each posting stands on an account or on a category, exactly one."),
    "project_name_once": (NameTakenError, "There is a project of that name. Choose another name."),
    "reconciliation_once_per_day": (ReconciliationError, "The account was compared with a statement of that day already."),
    "reconciliation_one_open": (ReconciliationError, "The account is being reconciled already. Close or delete that first."),
    "tag_name_once": (NameTakenError, "There is a tag of that name. Choose another name."),
    "transaction_adds_up_to_nought": (UnbalancedError, "The postings do not add up to 0. Correct the amounts."),
    "transaction_has_base_amounts": (
        BaseAmountError,
        "There are several currencies and no known rate. Give each posting its base amount, or enter an own rate of the day.",
    ),
    "transaction_has_two_postings": (UnbalancedError, "A transaction needs at least two postings."),
    "transaction_refund_refunds": (TransactionStateError, "Only a refund is linked to a purchase. Choose the kind refund."),
    "transaction_reversal_reverses": (TransactionStateError, "A reversal is made from the transaction that it reverses."),
    "transaction_reversed_once": (TransactionStateError, "The transaction was reversed before."),
    "transaction_settled_once": (SettlementError, "The transaction was settled before."),
    "transaction_settlement_settles": (TransactionStateError, "A settlement is made from the transaction that it settles."),
    "vendor_alias_match_key_once": (NameTakenError, "A vendor is known by that name already."),
    "vendor_match_key_once": (NameTakenError, "There is a vendor of that name. Choose another name."),
}


@contextmanager
def checked_write(named: Mapping[str, Refusal] | None = None) -> Iterator[None]:
    """All or nothing. Raises the DomainError of a broken constraint; `named` adds those of one use-case."""
    try:
        with transaction.atomic():
            yield
            _check_deferred()
    except IntegrityError as error:
        refusal = _refusal(error, named or {})
        if refusal is None:
            raise
        raise refusal from error


def hold_alone(what: str, workspace_id: UUID) -> None:
    """Until the end of the transaction nobody else is in the same part of the same workspace; others wait here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what} {workspace_id}"])


def _check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _refusal(error: IntegrityError, named: Mapping[str, Refusal]) -> DomainError | None:
    """None: a constraint that no caller can break by what it asks, so a defect."""
    name = constraint_name(error)
    if name in named:
        return named[name]()
    if name in _REFUSALS:
        kind, detail = _REFUSALS[name]
        return kind(detail)
    if name.endswith("_same_workspace"):
        return NotFoundError("Something that is referred to does not exist in this workspace.")
    return None
