"""The base currency of a workspace does not change under its bookings."""

from pathlib import Path

from django.db import migrations

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0008_history_append_only"),
        ("users", "0008_workspaces_and_profiles"),
    ]

    operations = [run_sql_file(SQL / "base_currency_v1.sql")]
