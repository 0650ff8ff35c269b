"""Writing accounts."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from stdnum import iban as iban_number

from finance.errors import InvalidMoneyError, MergeError, TransactionStateError
from finance.models import Account, AccountKind, Reconciliation, ReconciliationState, SystemCategory, TransactionKind
from finance.selectors.categories import category_system
from finance.services.checked_writing import checked_write
from finance.services.ledger import ledger_open
from finance.services.merging import ALONE, pair_hold, pair_merge, refuse_merged
from finance.services.transaction_creation import transaction_create
from finance.services.transaction_postings import PostingDraft
from finance.services.vendors import compact
from finance.services.version_holding import row_hold
from finance.services.yielding import yielding
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError
from utils.money import MoneyError, minor_digits


class AccountChanges(TypedDict, total=False):
    """What `account_update` may change. The currency only while nothing is posted in another one."""

    name: str
    iban: str
    last4: str
    currency: str


def account_create(
    *,
    actor: Actor,
    name: str,
    kind: AccountKind,
    currency: str,
    iban: str = "",
    last4: str = "",
    opening_balance: Decimal | None = None,
    opening_date: datetime.date | None = None,
) -> Account:
    """A new account; an opening balance other than 0 is booked as a transaction on `opening_date` (debts are negative).

    Raises NameTakenError, InvalidMoneyError, PeriodLockedError.
    """
    actor.require(Capability.LEDGER_WRITE)
    if kind == AccountKind.CLEARING:
        raise DomainError(
            "A workspace has one clearing account, made with its ledger.", errors={"kind": ["Choose another kind."]}
        )
    with checked_write():
        ledger_open(actor=actor)
        account = Account(workspace_id=actor.workspace_id, kind=kind)
        _fill(account, {"name": name, "iban": iban, "last4": last4, "currency": currency})
        account.save(force_insert=True)
        if opening_balance:
            _book_opening(actor, account, opening_balance, opening_date)
        audit_record(actor=actor, action="account_created", subject_type="account", subject_id=account.id)
    return account


def account_update(
    *, actor: Actor, account: Account, expected_version: int | None = None, **changes: Unpack[AccountChanges]
) -> Account:
    """Change some of name, iban, last4, currency.

    Raises NameTakenError, AccountCurrencyError, InvalidMoneyError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(account, expected_version=expected_version)
        _fill(held, changes)
        held.save(update_fields=["name", "iban", "last4", "currency", "version"])
        audit_record(actor=actor, action="account_updated", subject_type="account", subject_id=held.id)
    return held


def account_archive(*, actor: Actor, account: Account, now: datetime.datetime, expected_version: int | None = None) -> Account:
    """Take it out of the lists; what is posted on it stays.

    Raises TransactionStateError for the clearing account, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    if account.kind == AccountKind.CLEARING:
        raise TransactionStateError("The clearing account is needed for every document that is booked.")
    with checked_write():
        held = row_hold(account, expected_version=expected_version)
        held.archived_at = now
        held.save(update_fields=["archived_at", "version"])
        audit_record(actor=actor, action="account_archived", subject_type="account", subject_id=held.id)
    return held


def account_unarchive(*, actor: Actor, account: Account, expected_version: int | None = None) -> Account:
    """Back into the lists. Raises MergeError for what was merged, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(account, expected_version=expected_version)
        refuse_merged(held)
        held.archived_at = None
        held.save(update_fields=["archived_at", "version"])
        audit_record(actor=actor, action="account_unarchived", subject_type="account", subject_id=held.id)
    return held


def account_merge(
    *, actor: Actor, account: Account, into: Account, now: datetime.datetime, expected_version: int | None = None
) -> Account:
    """Everything of `account` goes to `into`; opening balances stay transactions. Returns what is left of `account`.

    Raises MergeError (clearing, other currency, a loan with what is none, one being reconciled), BusyError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)

    def merge() -> Account:
        with checked_write():
            held, target = pair_hold(account, into, expected_version=expected_version)
            _refuse_unlike(held, target)
            pair_merge(actor, held, target, now=now)
            target.iban, target.last4, target.version = target.iban or held.iban, target.last4 or held.last4, target.version + 1
            target.save(update_fields=["iban", "last4", "version"])
        return held

    return yielding(merge, alone=[ALONE], workspace_id=actor.workspace_id)


def _refuse_unlike(held: Account, target: Account) -> None:
    if AccountKind.CLEARING in (held.kind, target.kind):
        raise MergeError("The clearing account stays alone: it holds what was not seen on a statement yet.")
    if held.currency != target.currency:
        raise MergeError(f"One is in {held.currency}, the other in {target.currency}: an account holds one currency.")
    if (held.kind == AccountKind.LOAN) != (target.kind == AccountKind.LOAN):
        raise MergeError("A loan is merged with a loan only: what is owed is not what is held.")
    if Reconciliation.objects.filter(account=held, state=ReconciliationState.OPEN).exists():
        raise MergeError("The account is being reconciled. Close or delete its open reconciliation first.")


def _book_opening(actor: Actor, account: Account, balance: Decimal, date: datetime.date | None) -> None:
    if date is None:
        raise DomainError("An opening balance needs its date.", errors={"opening_date": ["Must not be empty."]})
    currency = str(account.currency)
    opening = category_system(SystemCategory.OPENING_BALANCE)
    transaction_create(
        actor=actor,
        kind=TransactionKind.OPENING,
        date=date,
        postings=[PostingDraft(balance, currency, account=account), PostingDraft(-balance, currency, category=opening)],
    )


def _fill(account: Account, changes: AccountChanges) -> None:
    account.name = changes.get("name", account.name).strip()
    account.iban = compact(changes.get("iban", account.iban))
    account.last4 = changes.get("last4", account.last4)
    if "currency" in changes:
        account.currency = _known_currency(changes["currency"])
    problems = {"name": not account.name, "iban": bool(account.iban) and not iban_number.is_valid(account.iban)}
    problems["last4"] = bool(account.last4) and not (account.last4.isdecimal() and len(account.last4) == 4)
    if errors := {field: ["Is not valid."] for field, is_wrong in problems.items() if is_wrong}:
        raise DomainError("The account is not valid: see the fields named.", errors=errors)


def _known_currency(currency: str) -> str:
    try:
        minor_digits(currency)
    except MoneyError as error:
        raise InvalidMoneyError(str(error), errors={"currency": [str(error)]}) from error
    return currency
