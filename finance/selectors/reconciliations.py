"""Reading reconciliations: what the books say, what is found on statements, and what is still to be found.

A transaction is found on the statement of an account when it is linked to a closed reconciliation of that account, or was
reconciled by hand. A transfer is looked for on both its accounts. What was merged into the account counts as its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from finance.models import (
    Account,
    Posting,
    ReconciledTransaction,
    Reconciliation,
    ReconciliationState,
    Transaction,
    TransactionStatus,
)
from finance.selectors.balances import account_balances_on
from finance.selectors.merging import with_merged
from utils.errors import NotFoundError

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """At the end of the day, in the account's currency. `difference`: what the statement says beyond what was found."""

    booked: Decimal
    found: Decimal
    difference: Decimal


def reconciliation_list() -> QuerySet[Reconciliation]:
    """The reconciliations of the workspace with their accounts, newest first."""
    return Reconciliation.objects.select_related("account").order_by("-date", "-id")


def reconciliation_get(reconciliation_id: UUID) -> Reconciliation:
    """Raises NotFoundError."""
    try:
        return Reconciliation.objects.select_related("account").get(id=reconciliation_id)
    except Reconciliation.DoesNotExist as error:
        raise NotFoundError("There is no such reconciliation.") from error


def reconciliation_standing(reconciliation: Reconciliation) -> Standing:
    """What the books say now; of a closed one the difference is 0, unless the books were changed since."""
    account = reconciliation.account
    booked = account_balances_on(on=reconciliation.date, account_ids=[account.id])
    balance = booked.get(account.id, {}).get(str(account.currency), NOUGHT)
    found = amount_found(reconciliation)
    return Standing(booked=balance, found=found, difference=reconciliation.stated_balance - found)


def amount_found(reconciliation: Reconciliation) -> Decimal:
    """What the transactions up to the day that were found on a statement of the account come to there."""
    up_to = _counted(reconciliation.account).filter(date__lte=reconciliation.date)
    return amount_on(reconciliation.account, up_to.exclude(_is_unfound(reconciliation.account)))


def reconciliation_open_transactions(reconciliation: Reconciliation) -> QuerySet[Transaction]:
    """Counted transactions on the account up to the day that were not found on a statement of it yet, with `amount` there."""
    up_to = _counted(reconciliation.account).filter(date__lte=reconciliation.date)
    return up_to.filter(_is_unfound(reconciliation.account))


def reconciliation_transactions(reconciliation: Reconciliation) -> QuerySet[Transaction]:
    """Of an open one those that may be chosen, of a closed one those that were found, with their `amount` on the account."""
    if reconciliation.state == ReconciliationState.OPEN:
        return reconciliation_open_transactions(reconciliation)
    return _counted(reconciliation.account).filter(reconciliation_links__reconciliation=reconciliation)


def amount_on(account: Account, transactions: QuerySet[Transaction]) -> Decimal:
    """What they come to on the account."""
    legs = Posting.objects.filter(account_id__in=with_merged(Account, [account.id]))
    total = legs.filter(transaction_id__in=transactions.order_by().values("id")).aggregate(total=Sum("amount"))["total"]
    return NOUGHT if total is None else total


def is_found_on_statement(transaction_ids: list[UUID]) -> bool:
    """Whether one of them is held by a closed reconciliation."""
    return found_on_statements().filter(transaction_id__in=transaction_ids).exists()


def found_on_statements() -> QuerySet[ReconciledTransaction]:
    """The transactions that closed reconciliations hold: in a period that was locked they are reconciled by that alone."""
    return ReconciledTransaction.objects.filter(reconciliation__state=ReconciliationState.CLOSED)


def _counted(account: Account) -> QuerySet[Transaction]:
    legs = Posting.objects.filter(account_id__in=with_merged(Account, [account.id]))
    there = legs.filter(transaction=OuterRef("id"))
    amount = there.order_by().values("transaction").annotate(sum=Sum("amount")).values("sum")
    counted = Transaction.objects.filter(Exists(there), trashed_at=None).exclude(status=TransactionStatus.DRAFT)
    return counted.annotate(amount=Subquery(amount, output_field=DecimalField(max_digits=24, decimal_places=4)))


def _is_unfound(account: Account) -> Q:
    links = ReconciledTransaction.objects.filter(transaction=OuterRef("id"))
    here = links.filter(
        reconciliation__account_id__in=with_merged(Account, [account.id]), reconciliation__state=ReconciliationState.CLOSED
    )
    by_hand = Q(status=TransactionStatus.RECONCILED) & ~Exists(links)
    return ~by_hand & ~Exists(here)
