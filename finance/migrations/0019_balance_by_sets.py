"""Whether postings add up is looked at by the statement, not by the row: bulk loads spend their time elsewhere."""

from pathlib import Path

from django.db import migrations

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("finance", "0018_duplicates")]

    operations = [run_sql_file(SQL / "ledger_balance_v2.sql")]
