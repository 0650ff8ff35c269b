"""Full text of transactions and documents, and what their lists are sorted and filtered by."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"
BODY = ("body", django.contrib.postgres.search.SearchVectorField())


def same(to: str) -> tuple[str, models.ForeignObject]:
    """A join by workspace and id; no column."""
    key = models.ForeignObject(
        editable=False,
        from_fields=["workspace_id", "id"],
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="search",
        to=f"finance.{to}",
        to_fields=["workspace", "id"],
    )
    return to, key


LANGUAGE = (
    "language",
    models.CharField(help_text="The configuration of Postgres by which words are stemmed", max_length=16),
)


class Migration(migrations.Migration):
    dependencies = [("finance", "0015_exports")]

    operations = [
        migrations.CreateModel(
            name="DocumentSearch",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("workspace_id", models.UUIDField(editable=False)),
                LANGUAGE,
                BODY,
                same("document"),
            ],
            options={
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["body"], name="document_search_words")],
            },
        ),
        migrations.CreateModel(
            name="TransactionSearch",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("workspace_id", models.UUIDField(editable=False)),
                LANGUAGE,
                BODY,
                same("transaction"),
                (
                    "vendor_name",
                    models.CharField(help_text="In lower case and without accents; empty without a vendor", max_length=200),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4, help_text="Of the leg on an account; of several, the greatest", max_digits=19
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["body"], name="transaction_search_words"),
                    models.Index(fields=["workspace_id", "amount", "id"], name="transaction_search_amount"),
                    models.Index(fields=["workspace_id", "vendor_name", "id"], name="transaction_search_vendor"),
                ],
            },
        ),
        run_sql_file(SQL / "search_v1.sql"),
    ]
