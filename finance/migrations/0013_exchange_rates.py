"""Rates of exchange: the ECB's fixings for all, own rates of a workspace with their history."""

from pathlib import Path

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import utils.ids
from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("finance", "0012_reconciliations"), ("users", "0008_workspaces_and_profiles")]

    operations = [
        migrations.CreateModel(
            name="RateFeed",
            fields=[
                ("name", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("newest", models.DateField(help_text="The day of the newest fixing that is here", null=True)),
                ("fixings", models.PositiveIntegerField(default=0, help_text="How many are here")),
                ("tried_at", models.DateTimeField(help_text="The last time that the ECB's file was asked for", null=True)),
                ("succeeded_at", models.DateTimeField(help_text="The last time that it came and was sound", null=True)),
                ("failure", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="EcbFixing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(max_length=3)),
                ("date", models.DateField()),
                ("rate", models.DecimalField(decimal_places=12, help_text="Units per euro", max_digits=24)),
            ],
            options={
                "verbose_name": "ECB fixing",
                "constraints": [
                    models.UniqueConstraint(fields=("currency", "date"), name="ecb_fixing_once"),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="ecb_fixing_is_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="ecb_fixing_currency_is_iso"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnRateEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("date", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("base", models.CharField(max_length=3)),
                (
                    "rate",
                    models.DecimalField(decimal_places=12, help_text="Units of `base` per unit of `currency`", max_digits=24),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
                (
                    "workspace",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="users.workspace",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OwnRate",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("date", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("base", models.CharField(max_length=3)),
                (
                    "rate",
                    models.DecimalField(decimal_places=12, help_text="Units of `base` per unit of `currency`", max_digits=24),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
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
                "indexes": [models.Index(fields=["workspace", "-date", "-id"], name="own_rate_list")],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "id"), name="finance_ownrate_workspace_id"),
                    models.UniqueConstraint(fields=("workspace", "currency", "base", "date"), name="own_rate_once"),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="own_rate_is_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("base__regex", "^[A-Z]{3}$"),
                            ("currency__regex", "^[A-Z]{3}$"),
                            models.Q(("currency", models.F("base")), _negated=True),
                        ),
                        name="own_rate_of_two_currencies",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownrate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_ownrateevent" ("base", "created_at", "currency", "date", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "rate", "version", "workspace_id") SELECT new_values."base", new_values."created_at", new_values."currency", new_values."date", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."rate", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="edeb611cd4d4120e8888b3801a8d31014c2f2c45",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2d7d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_ownrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownrate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_ownrateevent" ("base", "created_at", "currency", "date", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "rate", "version", "workspace_id") SELECT new_values."base", new_values."created_at", new_values."currency", new_values."date", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."rate", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="df5af32130fef51e7f9480b05ea8b2e5a8200741",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_45956",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_ownrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownrate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_ownrateevent" ("base", "created_at", "currency", "date", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "rate", "version", "workspace_id") SELECT old_values."base", old_values."created_at", old_values."currency", old_values."date", old_values."id", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."rate", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="97e0981570a280f8a958aa17ac400d41c946387a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f5222",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_ownrate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="ownrateevent",
            index=models.Index(fields=["workspace", "id"], name="ownrateevent_of"),
        ),
        run_sql_file(SQL / "history_append_only_rates_v1.sql"),
    ]
