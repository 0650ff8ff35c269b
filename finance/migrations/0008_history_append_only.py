"""The change history of the ledger's records refuses UPDATE, DELETE and TRUNCATE, like the audit trail.

What is part of another record (a posting of its transaction) is found by that record's id.
"""

from pathlib import Path

from django.db import migrations, models

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"
PARTS = (
    ("postingevent", "transaction"),
    ("transactiondocumentevent", "transaction"),
    ("extractedfieldevent", "document"),
    ("vendoraliasevent", "vendor"),
)


class Migration(migrations.Migration):
    dependencies = [("finance", "0007_versions")]

    operations = [
        run_sql_file(SQL / "history_append_only_v1.sql"),
        *(migrations.RemoveIndex(event, name=f"{event}_of") for event, _key in PARTS),
        *(migrations.AddIndex(event, models.Index(fields=["workspace", key], name=f"{event}_of")) for event, key in PARTS),
    ]
