"""Wall (b) for the tables of people, and the append-only audit trail."""

from pathlib import Path

from django.db import migrations

from utils.composite_keys import composite_key
from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("users", "0001_people_and_workspaces")]

    operations = [
        composite_key("users_apikey", "membership_id", "users_membership"),
        run_sql_file(SQL / "audit_append_only_v1.sql"),
    ]
