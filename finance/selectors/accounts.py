"""Reading accounts and their balances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from finance.models import Account, AccountKind, MonthlySum
from finance.selectors.merging import with_merged
from utils.errors import NotFoundError


def account_list(*, include_archived: bool = False) -> QuerySet[Account]:
    """The accounts of the workspace by name, the clearing account among them."""
    accounts = Account.objects.order_by("name", "id")
    return accounts if include_archived else accounts.filter(archived_at=None)


def account_get(account_id: UUID) -> Account:
    """Raises NotFoundError."""
    try:
        return Account.objects.get(id=account_id)
    except Account.DoesNotExist as error:
        raise NotFoundError("There is no such account.") from error


def account_clearing() -> Account:
    """The clearing account. Raises NotFoundError before the ledger was opened."""
    try:
        return Account.objects.get(kind=AccountKind.CLEARING)
    except Account.DoesNotExist as error:
        raise NotFoundError("The ledger has no clearing account yet: open it first.") from error


def account_balances(account_ids: Iterable[UUID] | None = None) -> dict[UUID, dict[str, Decimal]]:
    """Account → currency → balance, from the monthly sums; of all accounts when None is given. No entry: nothing booked.

    What stands on an account that was merged counts on the one that it went into.
    """
    sums = MonthlySum.objects.filter(account__isnull=False, postings__gt=0)
    if account_ids is not None:
        sums = sums.filter(account_id__in=with_merged(Account, account_ids))
    balances: dict[UUID, dict[str, Decimal]] = defaultdict(dict)
    living = sums.values(holder=Coalesce(F("account__merged_into_id"), F("account_id")), code=F("currency"))
    for row in living.annotate(balance=Sum("amount")):
        balances[row["holder"]][row["code"]] = row["balance"]
    return dict(balances)
