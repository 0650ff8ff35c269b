"""The currency of an account does not change under a booking that is not committed yet."""

from pathlib import Path

from django.db import migrations

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("finance", "0005_lean_keys_and_fresh_plans")]

    operations = [run_sql_file(SQL / "account_currency_v1.sql")]
