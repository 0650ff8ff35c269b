"""The rows of a page of transactions with all that a list shows of them, by one statement."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from finance.models import Transaction
from users.tenancy.scope import scoped_workspace_id

# Ids and amounts as text: so they go into the answer, and nothing has to be made of them and back. OFFSET 0: each row by its
# id; else a plan may read the whole workspace to join it with a page.
_ROWS = """
    SELECT t.id::text, t.kind, t.status, t.is_settled, t.date::text, t.description, t.notes, t.vendor_id::text,
           coalesce(v.name, ''), t.project_id::text, t.settles_id::text, t.reverses_id::text, t.refunds_id::text,
           t.created_at, t.trashed_at, t.version,
           (SELECT json_agg(json_build_array(p.position, p.account_id, p.category_id, p.amount::text, p.currency,
                                             p.base_amount::text, p.memo, p.tax_rate::text, p.tax_amount::text)
                            ORDER BY p.position)
              FROM finance_posting p WHERE p.workspace_id = t.workspace_id AND p.transaction_id = t.id),
           ARRAY(SELECT l.document_id::text FROM finance_transactiondocument l
                  WHERE l.workspace_id = t.workspace_id AND l.transaction_id = t.id ORDER BY l.created_at, l.id),
           ARRAY(SELECT l.tag_id::text FROM finance_transactiontag l
                  WHERE l.workspace_id = t.workspace_id AND l.transaction_id = t.id ORDER BY l.id),
           (SELECT count(*) FROM finance_comment c WHERE c.workspace_id = t.workspace_id AND c.transaction_id = t.id)
      FROM unnest(%s::uuid[]) WITH ORDINALITY page (id, at)
     CROSS JOIN LATERAL (SELECT * FROM finance_transaction t WHERE t.id = page.id AND t.workspace_id = %s OFFSET 0) t
      LEFT JOIN finance_vendor v ON v.id = t.vendor_id AND v.workspace_id = t.workspace_id
     ORDER BY page.at
"""


class TransactionRow(NamedTuple):
    """Ids and the date as text. `postings`: [position, account, category, amount, currency, base amount, memo, tax rate, tax]."""

    id: str
    kind: str
    status: str
    is_settled: bool
    date: str
    description: str
    notes: str
    vendor: str | None
    vendor_name: str
    project: str | None
    settles: str | None
    reverses: str | None
    refunds: str | None
    created_at: datetime.datetime
    trashed_at: datetime.datetime | None
    version: int
    postings: list[list[str]] | None
    documents: list[str]
    tags: list[str]
    comments: int


def transactions_bare(*, in_trash: bool) -> QuerySet[Transaction]:
    """The transactions of the workspace without their parts: those that are not in the trash, or those that are."""
    return Transaction.objects.filter(trashed_at__isnull=not in_trash)


def transaction_rows(ids: Sequence[UUID]) -> list[TransactionRow]:
    """These transactions of the workspace in scope, in this order."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [list(ids), scoped_workspace_id()])
        return [TransactionRow(*row) for row in cursor.fetchall()]
