from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import users.people.models
import users.people.notifications
import users.tenancy.models
import utils.encrypted_field
import utils.ids
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


ROLES = ["owner", "admin", "member", "accountant", "uploader"]
NOTIFICATIONS = [
    "review_needed:email",
    "review_needed:telegram",
    "weekly_summary:email",
    "weekly_summary:telegram",
    "invitation:email",
    "invitation:telegram",
    "security:email",
    "security:telegram",
]


def key_to_user():
    return models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


WORKSPACES_AND_INVITATIONS = [
    migrations.AddField(
        model_name="workspace",
        name="version",
        field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
    ),
    migrations.CreateModel(
        name="Invitation",
        fields=[
            ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
            (
                "email",
                models.EmailField(blank=True, help_text="In lower case; empty: for whoever has the link", max_length=254),
            ),
            ("role", models.CharField(choices=[(role, role) for role in ROLES], max_length=16)),
            ("digest", models.CharField(editable=False, max_length=64, unique=True)),
            (
                "token",
                utils.encrypted_field.EncryptedTextField(
                    blank=True,
                    editable=False,
                    help_text="To copy the link again; empty when it is over",
                    purpose="invitation",
                ),
            ),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("expires_at", models.DateTimeField()),
            ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ("refused_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ("accepted_by", key_to_user()),
            ("invited_by", key_to_user()),
            (
                "workspace",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="users.workspace",
                ),
            ),
        ],
        options={
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(fields=("workspace", "id"), name="users_invitation_workspace_id"),
                models.CheckConstraint(condition=models.Q(("role__in", ROLES)), name="invitation_role_is_known"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("accepted_at", None), ("refused_at", None)),
                        models.Q(("accepted_at", None), ("revoked_at", None)),
                        models.Q(("refused_at", None), ("revoked_at", None)),
                        _connector="OR",
                    ),
                    name="invitation_ends_one_way",
                ),
            ],
        },
    ),
]

PROFILES = [
    migrations.AddField(model_name="user", name="locale", field=models.CharField(default="en", max_length=20)),
    migrations.AddField(model_name="user", name="timezone", field=models.CharField(default="UTC", max_length=64)),
    migrations.AddField(
        model_name="user",
        name="default_workspace",
        field=models.ForeignKey(
            blank=True,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="+",
            to="users.workspace",
        ),
    ),
    migrations.AddField(
        model_name="user",
        name="notifications",
        field=django.contrib.postgres.fields.ArrayField(
            base_field=models.CharField(max_length=32),
            default=users.people.notifications.notifications_default,
            editable=False,
            size=None,
        ),
    ),
    migrations.AddConstraint(
        model_name="user",
        constraint=models.CheckConstraint(
            condition=models.Q(("notifications__contained_by", NOTIFICATIONS)), name="user_notifications_are_known"
        ),
    ),
    migrations.AddConstraint(
        model_name="user",
        constraint=models.CheckConstraint(
            condition=models.Q(("notifications__contains", ["security:email"])), name="user_hears_of_security"
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("users", "0007_sessions")]

    operations = [
        *WORKSPACES_AND_INVITATIONS,
        *PROFILES,
        *KEYS_AND_SERVICE_ACCOUNTS,
    ]
