"""Login sessions; and the addresses of everybody whom an operator made before there were any, as verified ones."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import utils.ids


def add_addresses(apps, _schema_editor):
    User, EmailAddress = apps.get_model("users", "User"), apps.get_model("account", "EmailAddress")
    without = User.objects.filter(emailaddress=None).iterator(chunk_size=1000)
    rows = (EmailAddress(user_id=user.id, email=user.email.lower(), verified=True, primary=True) for user in without)
    EmailAddress.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0006_idempotency"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoginSession",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("user_agent", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("django_key", models.CharField(editable=False, max_length=40)),
                ("password_mark", models.CharField(editable=False, max_length=64)),
                ("refresh_jti", models.CharField(editable=False, max_length=32)),
                ("previous_jti", models.CharField(blank=True, editable=False, max_length=32)),
                ("rotated_at", models.DateTimeField(editable=False, null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=32)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="login_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["user", "-id"], name="login_session_by_user"),
                    models.Index(fields=["expires_at"], name="login_session_by_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_reason", "")),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoked_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="login_session_revoked_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="login_session_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RunPython(add_addresses, migrations.RunPython.noop),
    ]
