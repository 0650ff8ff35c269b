"""Base amounts of what is posted already: when its day changes, and when a rate is known that was not known then.

Only what a rate gave is computed anew, and only what is missing is completed: what a person or the bank gave stays, and so does
everything in a locked period. What was settled and its settlement bear the same base amount, so that clearing comes to nought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import structlog
from django.db import DatabaseError, connection
from django.db.models import Exists, F, OuterRef, QuerySet

from finance.errors import InvalidMoneyError
from finance.models import (
    AccountKind,
    LedgerSettings,
    MonthlySum,
    Posting,
    RateSource,
    SystemCategory,
    Transaction,
    TransactionKind,
)
from finance.selectors.rates import RateTable, base_currency, rate_table
from finance.services.base_amounts import drafts_with_base
from finance.services.checked_writing import checked_write
from finance.services.posting_copies import draft_of
from finance.services.posting_drafts import PostingDraft
from finance.services.transaction_postings import MAX_AMOUNT
from users.audit.services import audit_record
from users.tenancy.actor import Actor, acting, machine
from users.tenancy.scope import scoped_workspace_id, unscoped
from users.workspaces.roles import Capability
from utils.errors import DomainError

log = structlog.get_logger(__name__)

BATCH = 500
DERIVED = (TransactionKind.SETTLEMENT, TransactionKind.REVERSAL)
BY_RATE = (RateSource.ECB, RateSource.OWN)

_WRITE = """
    UPDATE finance_posting p SET base_amount = v.base, rate = v.rate, rate_date = v.day, rate_source = v.source
      FROM unnest(%s::uuid[], %s::numeric[], %s::numeric[], %s::date[], %s::varchar[]) AS v (id, base, rate, day, source)
     WHERE p.id = v.id AND p.workspace_id = %s
"""

Legs = dict[UUID, list[Posting]]  # the postings of each transaction, in order


@dataclass(frozen=True, slots=True)
class Completion:
    """How many transactions got their base amounts; how many still lack them, and of those that lie in a locked period."""

    completed: int
    remaining: int
    locked: int


def base_amounts_complete(*, actor: Actor, limit: int | None = None) -> Completion:
    """Give base amounts to transactions that had no rate, where all of one can be known now.

    It stops when `limit` of them (or somewhat more) have theirs. Trash and locked periods stay as they are.
    """
    actor.require(Capability.LEDGER_WRITE)
    completed = 0
    for rows in (_open().exclude(kind__in=DERIVED), _open().filter(kind__in=DERIVED)):  # what follows another one comes after it
        ids = list(rows.values_list("id", flat=True))
        for start in range(0, len(ids), BATCH):
            if limit is not None and completed >= limit:
                break
            completed += _complete(actor, ids[start : start + BATCH])
    lacking = _lacking().count()
    return Completion(completed, lacking, lacking - _open().count())


def base_amounts_complete_all() -> int:
    """The same in each workspace where something counts without a base amount; how many transactions were completed.

    What goes wrong in one (a period that is locked in this moment, say) is logged, and holds up no other.
    """
    with unscoped("rates came that all workspaces may have waited for"):
        waiting = MonthlySum.objects.filter(postings_without_base__gt=0).order_by("workspace_id")
        workspace_ids = list(waiting.values_list("workspace_id", flat=True).distinct())
    completed = 0
    for workspace_id in workspace_ids:
        actor = machine(workspace_id)
        try:
            with acting(actor):
                completed += base_amounts_complete(actor=actor).completed
        except (DomainError, DatabaseError) as error:
            log.warning("base_amounts_not_completed", workspace_id=str(workspace_id), error=type(error).__name__)
    return completed


def base_amounts_follow_date(transaction: Transaction) -> None:
    """Value it by the rate of its (new) date, inside the caller's `checked_write`. Where none is known, it has none.

    A transaction that is settled or reversed keeps what its settlement or reversal bears as well, and one with an exchange gain
    or loss the amount of that.
    """
    legs = list(transaction.postings.select_related("account", "category").order_by("position"))
    is_by_rate = any(leg.base_amount is None or leg.rate_source in BY_RATE for leg in legs)
    if not is_by_rate or _is_followed(transaction) or any(_is_exchange(leg) for leg in legs):
        return
    drafts = [draft_of(leg) if leg.rate_source == RateSource.GIVEN else _blank(draft_of(leg)) for leg in legs]
    valued = drafts_with_base(drafts, date=transaction.date, base_currency=base_currency())
    if not _has_room(valued):
        raise InvalidMoneyError(
            "At the rate of that day it is worth more than 15 digits can say. Correct the amount or the rate."
        )
    _write(zip(legs, valued, strict=True))


def _has_room(drafts: Iterable[PostingDraft]) -> bool:
    """Whether a posting can hold what they are worth: at a great rate a great amount is not."""
    return all(draft.base_amount is None or abs(draft.base_amount) < MAX_AMOUNT for draft in drafts)


def _is_exchange(leg: Posting) -> bool:
    return leg.category is not None and leg.category.system_code == SystemCategory.EXCHANGE


def _is_followed(transaction: Transaction) -> bool:
    if transaction.kind in DERIVED:
        return True
    following = (transaction.settlements, transaction.reversals)
    return any(rows.filter(trashed_at=None).exists() for rows in following)


def _lacking() -> QuerySet[Transaction]:
    without = Posting.objects.filter(transaction=OuterRef("id"), base_amount=None)
    return Transaction.objects.filter(Exists(without), trashed_at=None).order_by("id")


def _open() -> QuerySet[Transaction]:
    locked = LedgerSettings.objects.values_list("locked_through", flat=True).first()
    return _lacking() if locked is None else _lacking().filter(date__gt=locked)


def _complete(actor: Actor, ids: Sequence[UUID]) -> int:
    with checked_write():
        held = list(_open().filter(id__in=ids).select_for_update(of=("self",)))
        if not held:
            return 0
        legs = _legs(held)
        valued = _valued(held, legs)
        _write(pair for row in valued for pair in zip(legs[row], valued[row], strict=True))
        Transaction.objects.filter(id__in=list(valued)).update(version=F("version") + 1)
        if valued:
            data = {"transactions": len(valued)}
            workspace_id = actor.workspace_id
            audit_record(
                actor=actor, action="base_amounts_completed", subject_type="workspace", subject_id=workspace_id, data=data
            )
        return len(valued)


def _valued(held: Sequence[Transaction], legs: Legs) -> dict[UUID, list[PostingDraft]]:
    """Of those transactions whose base amounts can all be known: their legs with them."""
    rates = _rates(held, legs)
    others = _others(held)
    valued: dict[UUID, list[PostingDraft]] = {}
    for row in held:
        told = _following(row, legs[row.id], others.get(row.id, []))
        if row.kind in DERIVED and all(draft.base_amount is None for draft in told):
            continue
        drafts = drafts_with_base(told, date=row.date, base_currency=rates.base, rates=rates)
        if all(draft.base_amount is not None for draft in drafts) and _has_room(drafts):
            valued[row.id] = drafts
    return valued


def _rates(held: Sequence[Transaction], legs: Legs) -> RateTable:
    days = [row.date for row in held]
    currencies = {leg.currency for row in held for leg in legs[row.id]}
    return rate_table(base=base_currency(), currencies=currencies, first=min(days), last=max(days))


def _others(held: Sequence[Transaction]) -> Legs:
    """The legs of what each one settles or reverses, or else of its settlement."""
    origin_of = {row.id: row.settles_id or row.reverses_id for row in held}
    settlements = Transaction.objects.filter(settles__in=held, trashed_at=None)
    other_of = dict(settlements.values_list("settles_id", "id"))
    other_of |= {row_id: origin_id for row_id, origin_id in origin_of.items() if origin_id is not None}
    found = _legs(Transaction.objects.filter(id__in=other_of.values()))
    return {row_id: found.get(other_id, []) for row_id, other_id in other_of.items()}


def _following(row: Transaction, legs: Sequence[Posting], others: Sequence[Posting]) -> list[PostingDraft]:
    """The drafts with what the other transaction says of them: the opposite, leg by leg or on clearing."""
    drafts = [draft_of(leg) for leg in legs]
    if row.kind == TransactionKind.REVERSAL:
        return [_opposite(draft, other) for draft, other in zip(drafts, others, strict=True)]
    places, cleared = _on_clearing(legs), [others[place] for place in _on_clearing(others)]
    if len(places) == len(cleared) == 1:
        drafts[places[0]] = _opposite(drafts[places[0]], cleared[0])
    return drafts


def _opposite(draft: PostingDraft, other: Posting) -> PostingDraft:
    if other.base_amount is None:
        return draft
    base = -other.base_amount
    return replace(draft, base_amount=base, rate=other.rate, rate_date=other.rate_date, rate_source=other.rate_source)


def _on_clearing(legs: Sequence[Posting]) -> list[int]:
    return [place for place, leg in enumerate(legs) if leg.account is not None and leg.account.kind == AccountKind.CLEARING]


def _legs(transactions: Iterable[Transaction]) -> Legs:
    legs: Legs = defaultdict(list)
    rows = Posting.objects.filter(transaction__in=transactions).select_related("account", "category")
    for leg in rows.order_by("transaction_id", "position"):
        legs[leg.transaction_id].append(leg)
    return legs


def _blank(draft: PostingDraft) -> PostingDraft:
    return replace(draft, base_amount=None, rate=None, rate_date=None, rate_source="")


def _write(pairs: Iterable[tuple[Posting, PostingDraft]]) -> None:
    """Write what differs, by one statement."""
    changed = [(leg.id, draft) for leg, draft in pairs if draft_of(leg) != draft]
    if not changed:
        return
    columns = [
        [str(leg_id) for leg_id, _ in changed],
        *([getattr(draft, name) for _, draft in changed] for name in ("base_amount", "rate", "rate_date", "rate_source")),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [*columns, scoped_workspace_id()])
