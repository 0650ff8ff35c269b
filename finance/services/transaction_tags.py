"""The tags of one transaction."""

from __future__ import annotations

from collections.abc import Collection

from finance.models import Tag, Transaction, TransactionTag


def tags_write(transaction: Transaction, tags: Collection[Tag]) -> None:
    """It bears these tags and no others. The caller holds the transaction."""
    wanted = {tag.id for tag in tags}
    links = TransactionTag.objects.filter(transaction=transaction)
    links.exclude(tag_id__in=wanted).delete()
    new = sorted(wanted - set(links.values_list("tag_id", flat=True)))
    TransactionTag.objects.bulk_create(
        TransactionTag(workspace_id=transaction.workspace_id, transaction=transaction, tag_id=tag_id) for tag_id in new
    )
