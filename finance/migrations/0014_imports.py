"""Imports of statements: their rows as understood, the mappings that were remembered, and their history, which only grows."""

from pathlib import Path

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import users.tenancy.models
import utils.ids
from utils.composite_keys import composite_key
from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"
KEYS = (
    ("finance_statementimport", "blob_id", "finance_blob"),
    ("finance_statementimport", "account_id", "finance_account"),
    ("finance_importrow", "statement_id", "finance_statementimport"),
    ("finance_importrow", "matched_id", "finance_transaction"),
    ("finance_importmapping", "account_id", "finance_account"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0013_exchange_rates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("signature", models.CharField(editable=False, max_length=64)),
                ("mapping", models.JSONField(help_text="As written by finance.services.import_mapping")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportMappingEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("signature", models.CharField(editable=False, max_length=64)),
                ("mapping", models.JSONField(help_text="As written by finance.services.import_mapping")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(help_text="Of the row in the file, from 1")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("duplicate", "Duplicate"),
                            ("settles", "Settles"),
                            ("twin", "Twin"),
                            ("ambiguous", "Ambiguous"),
                            ("bad", "Bad"),
                            ("skipped", "Skipped"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "decision",
                    models.CharField(blank=True, db_default="", help_text="The verdict that a person gave", max_length=9),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("date", models.DateField(null=True)),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4, help_text="As on the account: money in is positive", max_digits=19, null=True
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("value_date", models.DateField(null=True)),
                ("payee", models.CharField(blank=True, max_length=200)),
                ("description", models.CharField(blank=True, max_length=500)),
                ("category", models.CharField(blank=True, help_text="As in the file", max_length=200)),
                ("notes", models.TextField(blank=True)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("iban", models.CharField(blank=True, max_length=34)),
                ("balance", models.DecimalField(decimal_places=4, max_digits=19, null=True)),
                ("payee_key", models.CharField(blank=True, help_text="As the match key of vendors", max_length=200)),
                ("extra", models.JSONField(help_text="What the file says beyond, column → text", null=True)),
                ("cells", models.JSONField(help_text="Of a bad row, as they stand in the file", null=True)),
                ("problems", models.JSONField(help_text="Column → sentence", null=True)),
                ("candidates", models.JSONField(help_text="Ids of transactions that fit", null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "is_kept",
                    models.BooleanField(db_default=False, help_text="Stayed when the import was undone: somebody had changed it"),
                ),
            ],
            options={
                "ordering": ["statement", "number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementImport",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("filename", models.CharField(max_length=255)),
                ("media_type", models.CharField(editable=False, max_length=100)),
                (
                    "channel",
                    models.CharField(
                        choices=[("api", "Api"), ("admin", "Admin"), ("command", "Command")], editable=False, max_length=16
                    ),
                ),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("reading", "Reading"),
                            ("needs_mapping", "Needs Mapping"),
                            ("ready", "Ready"),
                            ("applying", "Applying"),
                            ("applied", "Applied"),
                            ("undoing", "Undoing"),
                            ("undone", "Undone"),
                            ("failed", "Failed"),
                        ],
                        default="received",
                        editable=False,
                        max_length=16,
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
                ("head", models.JSONField(default=list, editable=False, help_text="The first rows of the table, as cells")),
                (
                    "signature",
                    models.CharField(
                        blank=True, editable=False, help_text="Of the header: equal for equal layouts", max_length=64
                    ),
                ),
                (
                    "mapping",
                    models.JSONField(editable=False, help_text="As written by finance.services.import_mapping", null=True),
                ),
                (
                    "doubts",
                    models.JSONField(default=list, editable=False, help_text="What a person should look at in a guessed mapping"),
                ),
                ("all_or_nothing", models.BooleanField(default=True, editable=False)),
                ("rows_total", models.PositiveIntegerField(editable=False, null=True)),
                ("rows_done", models.PositiveIntegerField(default=0, editable=False, help_text="Of the present stage")),
                ("counts", models.JSONField(default=dict, editable=False, help_text="Verdict → rows")),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementImportEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("filename", models.CharField(max_length=255)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("reading", "Reading"),
                            ("needs_mapping", "Needs Mapping"),
                            ("ready", "Ready"),
                            ("applying", "Applying"),
                            ("applied", "Applied"),
                            ("undoing", "Undoing"),
                            ("undone", "Undone"),
                            ("failed", "Failed"),
                        ],
                        default="received",
                        editable=False,
                        max_length=16,
                    ),
                ),
                (
                    "mapping",
                    models.JSONField(editable=False, help_text="As written by finance.services.import_mapping", null=True),
                ),
                ("all_or_nothing", models.BooleanField(default=True, editable=False)),
                ("counts", models.JSONField(default=dict, editable=False, help_text="Verdict → rows")),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="transaction",
            index=models.Index(
                condition=models.Q(("is_settled", False), ("status", "booked"), ("trashed_at", None)),
                fields=["workspace", "date"],
                name="transaction_unsettled",
            ),
        ),
        migrations.AddField(
            model_name="importmapping",
            name="account",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="import_mappings", to="finance.account"
            ),
        ),
        migrations.AddField(
            model_name="importmapping",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="users.workspace",
            ),
        ),
        migrations.AddField(
            model_name="importmappingevent",
            name="account",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.account",
            ),
        ),
        migrations.AddField(
            model_name="importmappingevent",
            name="workspace",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="users.workspace",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="matched",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_rows",
                to="finance.transaction",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="users.workspace",
            ),
        ),
        migrations.AddField(
            model_name="statementimport",
            name="account",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="finance.account"
            ),
        ),
        migrations.AddField(
            model_name="statementimport",
            name="blob",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="finance.blob"
            ),
        ),
        migrations.AddField(
            model_name="statementimport",
            name="uploaded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statementimport",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="users.workspace",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="statement",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="finance.statementimport"
            ),
        ),
        migrations.AddField(
            model_name="statementimportevent",
            name="account",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.account",
            ),
        ),
        migrations.AddField(
            model_name="statementimportevent",
            name="workspace",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="users.workspace",
            ),
        ),
        migrations.AddConstraint(
            model_name="importmapping",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_importmapping_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="importmapping",
            constraint=models.UniqueConstraint(fields=("workspace", "account", "signature"), name="import_mapping_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_importmappingevent" ("account_id", "created_at", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "signature", "version", "workspace_id") SELECT new_values."account_id", new_values."created_at", new_values."id", new_values."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."signature", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="6a3a70dbfa14746679d53dbe9c5e4fd247aa36be",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c860a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_importmapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_importmappingevent" ("account_id", "created_at", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "signature", "version", "workspace_id") SELECT new_values."account_id", new_values."created_at", new_values."id", new_values."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."signature", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="49da658cfd5cb28740fc2883ccf52ef6b0ab06a3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f99b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_importmapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_importmappingevent" ("account_id", "created_at", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "signature", "version", "workspace_id") SELECT old_values."account_id", old_values."created_at", old_values."id", old_values."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."signature", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="1dff20058f9bf0a43aeb9a0e56a8af042313580c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_32f59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_importmapping",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="importmappingevent",
            index=models.Index(fields=["workspace", "id"], name="importmappingevent_of"),
        ),
        migrations.AddIndex(
            model_name="statementimport",
            index=models.Index(fields=["workspace", "-received_at", "-id"], name="import_list"),
        ),
        migrations.AddIndex(
            model_name="statementimport",
            index=models.Index(
                condition=models.Q(("state__in", ["received", "reading", "applying", "undoing"])),
                fields=["state", "lease_until", "state_since"],
                name="import_open_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementimport",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_statementimport_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="statementimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["received", "reading", "needs_mapping", "ready", "applying", "applied", "undoing", "undone", "failed"],
                    )
                ),
                name="import_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementimport",
            constraint=models.CheckConstraint(condition=models.Q(("tries__lte", 3)), name="import_tries_are_bounded"),
        ),
        migrations.AddConstraint(
            model_name="statementimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("lease_until", None), ("state__in", ["reading", "applying", "undoing"]), _connector="OR"),
                name="import_lease_only_at_work",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_statementimportevent" ("account_id", "all_or_nothing", "counts", "filename", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "state", "version", "workspace_id") SELECT new_values."account_id", new_values."all_or_nothing", new_values."counts", new_values."filename", new_values."id", new_values."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."state", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="b0a2dd64936e1c8c57c087d73ae687782dee88f8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_63055",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_statementimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_statementimportevent" ("account_id", "all_or_nothing", "counts", "filename", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "state", "version", "workspace_id") SELECT new_values."account_id", new_values."all_or_nothing", new_values."counts", new_values."filename", new_values."id", new_values."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."state", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."account_id" IS DISTINCT FROM (new_values."account_id") OR old_values."all_or_nothing" IS DISTINCT FROM (new_values."all_or_nothing") OR old_values."counts" IS DISTINCT FROM (new_values."counts") OR old_values."filename" IS DISTINCT FROM (new_values."filename") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."mapping" IS DISTINCT FROM (new_values."mapping") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."workspace_id" IS DISTINCT FROM (new_values."workspace_id")) ) AS new_values $history$; RETURN NULL;',
                    hash="5bb73f292d8676cf66fd2267ab185d8af6362602",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2cae",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_statementimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_statementimportevent" ("account_id", "all_or_nothing", "counts", "filename", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "state", "version", "workspace_id") SELECT old_values."account_id", old_values."all_or_nothing", old_values."counts", old_values."filename", old_values."id", old_values."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."state", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="df2add5151ee005fc14f241450e2b1f45609c279",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2cc8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_statementimport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(condition=models.Q(("key__isnull", False)), fields=["workspace", "key"], name="import_row_by_key"),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(condition=models.Q(("matched__isnull", False)), fields=["matched"], name="import_row_by_match"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_importrow_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("workspace", "statement", "number"), name="import_row_once_per_number"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["new", "duplicate", "settles", "twin", "ambiguous", "bad", "skipped"])),
                name="import_row_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict__in", ["bad", "skipped"]),
                    models.Q(("amount__isnull", False), ("date__isnull", False), ("key__isnull", False)),
                    _connector="OR",
                ),
                name="import_row_is_understood",
            ),
        ),
        migrations.AddIndex(
            model_name="statementimportevent",
            index=models.Index(fields=["workspace", "id"], name="statementimportevent_of"),
        ),
        *(composite_key(table, column, target) for table, column, target in KEYS),
        run_sql_file(SQL / "history_append_only_imports_v1.sql"),
    ]
