"""What lists find transactions and documents by: their words, and what they are sorted by. Written by triggers only.

Neither table is the truth: finance/sql/search_v1.sql recomputes a row whenever a text that it is made of changes. The id is the
transaction's (or the document's), and `workspace_id` a plain column: keys would be checked row by row in each bulk load.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class _Search(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    workspace_id = models.UUIDField(editable=False)
    language = models.CharField(max_length=16, help_text="The configuration of Postgres by which words are stemmed")
    body = SearchVectorField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


def _same(to: str) -> Any:
    """A join by workspace and id, in both directions; neither column nor constraint."""
    return models.ForeignObject(
        to,
        on_delete=models.DO_NOTHING,
        from_fields=["workspace_id", "id"],
        to_fields=["workspace", "id"],
        related_name="search",
        editable=False,
        null=True,
    )


class TransactionSearch(_Search):
    """Of a transaction: description, notes, vendor's names, memos, tags, and the words of its documents."""

    transaction = _same("finance.Transaction")

    vendor_name = models.CharField(max_length=200, help_text="In lower case and without accents; empty without a vendor")
    amount = models.DecimalField(max_digits=19, decimal_places=4, help_text="Of the leg on an account; of several, the greatest")

    class Meta:
        indexes = [
            GinIndex(fields=["body"], name="transaction_search_words"),
            models.Index(fields=["workspace_id", "amount", "id"], name="transaction_search_amount"),
            models.Index(fields=["workspace_id", "vendor_name", "id"], name="transaction_search_vendor"),
        ]


class DocumentSearch(_Search):
    """Of a document: its file's name and the words of its pages (the first 20,000 letters)."""

    document = _same("finance.Document")

    class Meta:
        indexes = [GinIndex(fields=["body"], name="document_search_words")]
