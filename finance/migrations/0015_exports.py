"""Exports: files of the ledger, written by workers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import utils.ids


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0014_imports"),
        ("users", "0008_workspaces_and_profiles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("csv", "Csv"),
                            ("xlsx", "Xlsx"),
                            ("json", "Json"),
                            ("beancount", "Beancount"),
                            ("hledger", "Hledger"),
                        ],
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("filters", models.JSONField(editable=False, help_text="As finance.selectors.ledger_slice writes them")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("writing", "Writing"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                            ("expired", "Expired"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=7,
                    ),
                ),
                ("state_since", models.DateTimeField(auto_now_add=True)),
                ("attempt", models.PositiveIntegerField(default=0, editable=False)),
                ("tries", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                (
                    "next_call_at",
                    models.DateTimeField(editable=False, help_text="Before this the sweep does not ring again", null=True),
                ),
                ("error_code", models.CharField(blank=True, editable=False, max_length=64)),
                ("error_detail", models.TextField(blank=True, editable=False)),
                ("rows", models.PositiveIntegerField(editable=False, help_text="Transactions in the file", null=True)),
                ("size_bytes", models.BigIntegerField(editable=False, null=True)),
                ("storage_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("expires_at", models.DateTimeField(editable=False, null=True)),
                (
                    "requested_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "indexes": [
                    models.Index(fields=["workspace", "-created_at", "-id"], name="export_list"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "writing"])),
                        fields=["state", "lease_until", "state_since"],
                        name="export_open_work",
                    ),
                    models.Index(condition=models.Q(("state", "ready")), fields=["expires_at"], name="export_expiry"),
                    models.Index(condition=models.Q(("state", "ready")), fields=["storage_name"], name="export_by_file"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "id"), name="finance_export_workspace_id"),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["csv", "xlsx", "json", "beancount", "hledger"])),
                        name="export_format_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "writing", "ready", "failed", "expired"])),
                        name="export_state_is_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("tries__lte", 3)), name="export_tries_are_bounded"),
                    models.CheckConstraint(
                        condition=models.Q(("lease_until", None), ("state", "writing"), _connector="OR"),
                        name="export_lease_only_at_work",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False),
                                ("rows__isnull", False),
                                ("size_bytes__isnull", False),
                                ("state", "ready"),
                                models.Q(("storage_name", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "ready"), _negated=True), ("storage_name", "")),
                            _connector="OR",
                        ),
                        name="export_file_only_when_ready",
                    ),
                ],
            },
        ),
    ]
