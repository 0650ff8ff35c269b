"""Reconciliations with a stated balance; names are free again once their thing was merged into another."""

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
    ("reconciliation", "account", "account"),
    ("reconciledtransaction", "reconciliation", "reconciliation"),
    ("reconciledtransaction", "transaction", "transaction"),
)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("finance", "0011_talk_and_approval"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReconciledTransaction",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReconciledTransactionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("date", models.DateField()),
                ("stated_balance", models.DecimalField(decimal_places=4, max_digits=19)),
                ("state", models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=6)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReconciliationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("date", models.DateField()),
                ("stated_balance", models.DecimalField(decimal_places=4, max_digits=19)),
                ("state", models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=6)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_name_once",
        ),
        migrations.RemoveConstraint(
            model_name="category",
            name="category_name_once_per_parent",
        ),
        migrations.RemoveConstraint(
            model_name="vendor",
            name="vendor_match_key_once",
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)), fields=("workspace", "name"), name="account_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)),
                fields=("workspace", "parent", "name"),
                name="category_name_once_per_parent",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="vendor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)), fields=("workspace", "match_key"), name="vendor_match_key_once"
            ),
        ),
        migrations.AddField(
            model_name="reconciledtransaction",
            name="transaction",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reconciliation_links", to="finance.transaction"
            ),
        ),
        migrations.AddField(
            model_name="reconciledtransaction",
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
            model_name="reconciledtransactionevent",
            name="transaction",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.transaction",
            ),
        ),
        migrations.AddField(
            model_name="reconciledtransactionevent",
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
            model_name="reconciliation",
            name="account",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reconciliations", to="finance.account"
            ),
        ),
        migrations.AddField(
            model_name="reconciliation",
            name="closed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reconciliation",
            name="opened_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reconciliation",
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
            model_name="reconciledtransactionevent",
            name="reconciliation",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.reconciliation",
            ),
        ),
        migrations.AddField(
            model_name="reconciledtransaction",
            name="reconciliation",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="finance.reconciliation"
            ),
        ),
        migrations.AddField(
            model_name="reconciliationevent",
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
            model_name="reconciliationevent",
            name="closed_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reconciliationevent",
            name="opened_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reconciliationevent",
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
        migrations.AddIndex(
            model_name="reconciliation",
            index=models.Index(fields=["workspace", "-date", "-id"], name="reconciliation_list"),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_reconciliation_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("workspace", "account"), name="reconciliation_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.UniqueConstraint(fields=("workspace", "account", "date"), name="reconciliation_once_per_day"),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("state", "open")),
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    _connector="OR",
                ),
                name="reconciliation_state_is_sound",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_reconciliationevent" ("account_id", "closed_at", "closed_by_id", "date", "id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "state", "stated_balance", "version", "workspace_id") SELECT new_values."account_id", new_values."closed_at", new_values."closed_by_id", new_values."date", new_values."id", new_values."opened_at", new_values."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."state", new_values."stated_balance", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="5ed2d78eb01ce9d35a6ad0efff70c7da39cd141b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23f44",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_reconciliationevent" ("account_id", "closed_at", "closed_by_id", "date", "id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "state", "stated_balance", "version", "workspace_id") SELECT new_values."account_id", new_values."closed_at", new_values."closed_by_id", new_values."date", new_values."id", new_values."opened_at", new_values."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."state", new_values."stated_balance", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="ee16b95432bce1770ec602e1a3230b3e7b6626dc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36810",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_reconciliationevent" ("account_id", "closed_at", "closed_by_id", "date", "id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "state", "stated_balance", "version", "workspace_id") SELECT old_values."account_id", old_values."closed_at", old_values."closed_by_id", old_values."date", old_values."id", old_values."opened_at", old_values."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."state", old_values."stated_balance", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="db4a41e0d7a349d2b18306dd9fe7be02d2079416",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08fe6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reconciledtransactionevent",
            index=models.Index(fields=["workspace", "reconciliation"], name="reconciledtransactionevent_of"),
        ),
        migrations.AddIndex(
            model_name="reconciledtransaction",
            index=models.Index(fields=["workspace", "reconciliation"], name="reconciled_transaction_of"),
        ),
        migrations.AddConstraint(
            model_name="reconciledtransaction",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_reconciledtransaction_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="reconciledtransaction",
            constraint=models.UniqueConstraint(
                fields=("workspace", "transaction", "reconciliation"), name="reconciled_transaction_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciledtransaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_reconciledtransactionevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reconciliation_id", "transaction_id", "workspace_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."reconciliation_id", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="c84645d77c1e4262bb6bb416253daca1022bda27",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a02b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_reconciledtransaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciledtransaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_reconciledtransactionevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reconciliation_id", "transaction_id", "workspace_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."reconciliation_id", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="7fe035be86e5388d8bfcb79cb59c0e92e67cea2e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73f9e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_reconciledtransaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciledtransaction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_reconciledtransactionevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reconciliation_id", "transaction_id", "workspace_id") SELECT old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."reconciliation_id", old_values."transaction_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="a828ba8a82760c10f46e6f30bfc9d1de83a1c2e2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aa07d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_reconciledtransaction",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reconciliationevent",
            index=models.Index(fields=["workspace", "id"], name="reconciliationevent_of"),
        ),
        *(composite_key(f"finance_{table}", f"{column}_id", f"finance_{target}") for table, column, target in KEYS),
        run_sql_file(SQL / "history_append_only_reconciliations_v1.sql"),
    ]
