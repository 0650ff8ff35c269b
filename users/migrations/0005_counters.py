from pathlib import Path

from django.db import migrations

from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("users", "0004_audit_sources")]

    operations = [run_sql_file(SQL / "counters_v1.sql")]
