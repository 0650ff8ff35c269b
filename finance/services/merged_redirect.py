"""Booking on what was merged goes to where that went; the rows booked on stay unmerged until the booking is committed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import connection

from finance.models import Account, Category
from finance.services.posting_drafts import PostingDraft

# A merge takes its rows FOR UPDATE, which waits for these and lets nobody in meanwhile. (Django knows no FOR KEY SHARE.)
_HOLD = """
    WITH accounts AS (SELECT id, merged_into_id FROM finance_account
                       WHERE workspace_id = %(workspace)s AND id = ANY(%(accounts)s::uuid[]) ORDER BY id FOR KEY SHARE),
         categories AS (SELECT id, merged_into_id FROM finance_category
                         WHERE workspace_id = %(workspace)s AND id = ANY(%(categories)s::uuid[]) ORDER BY id FOR KEY SHARE)
    SELECT id, merged_into_id FROM accounts WHERE merged_into_id IS NOT NULL
    UNION ALL
    SELECT id, merged_into_id FROM categories WHERE merged_into_id IS NOT NULL
"""


def merged_hold(workspace_id: UUID, *, accounts: Collection[UUID], categories: Collection[UUID]) -> dict[UUID, UUID]:
    """Of those that were merged, where they went. None of them can be merged until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, {"workspace": workspace_id, "accounts": list(accounts), "categories": list(categories)})
        return dict(cursor.fetchall())


def drafts_redirected(drafts: Sequence[PostingDraft], workspace_id: UUID) -> list[PostingDraft]:
    """The drafts, none of them on anything that was merged."""
    accounts = {draft.account.id for draft in drafts if draft.account is not None}
    categories = {draft.category.id for draft in drafts if draft.category is not None}
    went = merged_hold(workspace_id, accounts=accounts, categories=categories)
    if not went:
        return list(drafts)
    living: dict[UUID, Account] = Account.objects.in_bulk(went.values())
    others: dict[UUID, Category] = Category.objects.in_bulk(went.values())
    return [_redirected(draft, went, living, others) for draft in drafts]


def _redirected(
    draft: PostingDraft, went: dict[UUID, UUID], accounts: dict[UUID, Account], categories: dict[UUID, Category]
) -> PostingDraft:
    if draft.account is not None and draft.account.id in went:
        return replace(draft, account=accounts[went[draft.account.id]])
    if draft.category is not None and draft.category.id in went:
        return replace(draft, category=categories[went[draft.category.id]])
    return draft
