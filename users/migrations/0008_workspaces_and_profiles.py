from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import users.people.models
import users.tenancy.models
from utils.composite_keys import composite_key
from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"

KEYS_AND_SERVICE_ACCOUNTS = [
    migrations.AddField(
        model_name="apikey",
        name="maker",
        field=users.tenancy.models.TenantForeignKey(
            blank=True,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="made_keys",
            to="users.membership",
        ),
    ),
    migrations.AddField(
        model_name="apikey",
        name="made_with",
        field=users.tenancy.models.TenantForeignKey(
            blank=True,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="+",
            to="users.apikey",
        ),
    ),
    composite_key("users_apikey", "maker_id", "users_membership"),
    composite_key("users_apikey", "made_with_id", "users_apikey"),
    migrations.AddField(
        model_name="user",
        name="kind",
        field=models.CharField(
            choices=[("person", "Person"), ("service", "Service")], default="person", editable=False, max_length=8
        ),
    ),
    migrations.AlterField(
        model_name="user",
        name="email",
        field=models.EmailField(max_length=254, unique=True, validators=[users.people.models.refuse_service_address]),
    ),
    migrations.AddConstraint(
        model_name="user",
        constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["person", "service"])), name="user_kind_is_known"),
    ),
    migrations.AddConstraint(
        model_name="user",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("kind", "person"),
                models.Q(
                    ("email__endswith", "@service.invalid"),
                    ("is_active", False),
                    ("is_staff", False),
                    ("is_superuser", False),
                    ("password__startswith", "!"),
                ),
                _connector="OR",
            ),
            name="user_service_cannot_log_in",
            violation_error_message="A service account cannot log in, and is never staff.",
        ),
    ),
    run_sql_file(SQL / "service_accounts_v1.sql"),
    migrations.CreateModel(
        name="ServiceAccount",
        fields=[],
        options={"proxy": True, "indexes": [], "constraints": []},
        bases=("users.membership",),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("users", "0007_sessions")]

    operations = [
        *KEYS_AND_SERVICE_ACCOUNTS,
    ]
