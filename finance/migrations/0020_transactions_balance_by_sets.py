"""Whether a transaction has its postings is looked at by the statement, not by the row, as `0019` does for postings."""

from pathlib import Path

from django.db import migrations

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("finance", "0019_balance_by_sets")]

    operations = [run_sql_file(SQL / "ledger_balance_v3.sql")]
