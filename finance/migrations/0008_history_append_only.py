"""The change history of the ledger's records refuses UPDATE, DELETE and TRUNCATE, like the audit trail."""

from pathlib import Path

from django.db import migrations

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("finance", "0007_versions")]

    operations = [run_sql_file(SQL / "history_append_only_v1.sql")]
