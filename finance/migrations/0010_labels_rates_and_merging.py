"""Projects and tags, the rate behind a base amount, refunds of a purchase, and where merged things went."""

from pathlib import Path

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import users.tenancy.models
import utils.ids
from utils.composite_keys import composite_key
from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"
KEYS = (
    ("account", "merged_into", "account"),
    ("category", "merged_into", "category"),
    ("vendor", "merged_into", "vendor"),
    ("transaction", "refunds", "transaction"),
    ("transaction", "project", "project"),
    ("transactiontag", "transaction", "transaction"),
    ("transactiontag", "tag", "tag"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0009_base_currency_under_bookings"),
        ("users", "0008_workspaces_and_profiles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "ordering": ["name", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "ordering": ["name", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TagEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransactionTag",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransactionTagEvent",
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="category",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="category",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="category",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="ledgersettings",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="ledgersettings",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="ledgersettings",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="posting",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="posting",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="posting",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="transaction",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="transaction",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="transaction",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="vendor",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="vendor",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="vendor",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="account",
            name="merged_into",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="finance.account",
            ),
        ),
        migrations.AddField(
            model_name="accountevent",
            name="merged_into",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.account",
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="merged_into",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="finance.category",
            ),
        ),
        migrations.AddField(
            model_name="categoryevent",
            name="merged_into",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.category",
            ),
        ),
        migrations.AddField(
            model_name="ledgersettings",
            name="approval",
            field=models.CharField(choices=[("writers", "Writers"), ("approvers", "Approvers")], default="writers", max_length=9),
        ),
        migrations.AddField(
            model_name="ledgersettings",
            name="retention_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Documents and booked transactions are kept this long after the end of their year",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="ledgersettingsevent",
            name="approval",
            field=models.CharField(choices=[("writers", "Writers"), ("approvers", "Approvers")], default="writers", max_length=9),
        ),
        migrations.AddField(
            model_name="ledgersettingsevent",
            name="retention_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Documents and booked transactions are kept this long after the end of their year",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="rate",
            field=models.DecimalField(
                decimal_places=12, help_text="Base units per unit; null: none was used", max_digits=24, null=True
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="rate_date",
            field=models.DateField(help_text="The day of the fixing", null=True),
        ),
        migrations.AddField(
            model_name="posting",
            name="rate_source",
            field=models.CharField(
                blank=True, choices=[("ecb", "Ecb"), ("own", "Own"), ("bank", "Bank"), ("given", "Given")], max_length=5
            ),
        ),
        migrations.AddField(
            model_name="postingevent",
            name="rate",
            field=models.DecimalField(
                decimal_places=12, help_text="Base units per unit; null: none was used", max_digits=24, null=True
            ),
        ),
        migrations.AddField(
            model_name="postingevent",
            name="rate_date",
            field=models.DateField(help_text="The day of the fixing", null=True),
        ),
        migrations.AddField(
            model_name="postingevent",
            name="rate_source",
            field=models.CharField(
                blank=True, choices=[("ecb", "Ecb"), ("own", "Own"), ("bank", "Bank"), ("given", "Given")], max_length=5
            ),
        ),
        migrations.AddField(
            model_name="transaction",
            name="refunds",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refunded_by",
                to="finance.transaction",
            ),
        ),
        migrations.AddField(
            model_name="transactionevent",
            name="refunds",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.transaction",
            ),
        ),
        migrations.AddField(
            model_name="vendor",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vendor",
            name="merged_into",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="finance.vendor",
            ),
        ),
        migrations.AddField(
            model_name="vendorevent",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vendorevent",
            name="merged_into",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.vendor",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."currency", new_values."iban", new_values."id", new_values."kind", new_values."last4", new_values."merged_into_id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="d239da144a9105b3181253504136c966823a79ac",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f26c4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."currency", new_values."iban", new_values."id", new_values."kind", new_values."last4", new_values."merged_into_id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="4e0c88b3671d86aded22978fc68e33a3b3ead410",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3bee8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT old_values."archived_at", old_values."created_at", old_values."currency", old_values."iban", old_values."id", old_values."kind", old_values."last4", old_values."merged_into_id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="727d2687bc419c0c1fcc669580bbfe890e677a6b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_12d6c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "version", "workspace_id") SELECT new_values."archived_at", new_values."id", new_values."kind", new_values."merged_into_id", new_values."name", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."system_code", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="7402ba953e15f17b6563250dac14e144a6a67f8e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76746",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "version", "workspace_id") SELECT new_values."archived_at", new_values."id", new_values."kind", new_values."merged_into_id", new_values."name", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."system_code", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="a694cf7466d656061b9f209ed27d57ce6746c253",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33eae",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "version", "workspace_id") SELECT old_values."archived_at", old_values."id", old_values."kind", old_values."merged_into_id", old_values."name", old_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."system_code", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="512ad5d6418cce4b36e2940fc4e94c4667e612ec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_90932",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgersettings",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_ledgersettingsevent" ("approval", "booking_policy", "id", "locked_through", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "retention_years", "workspace_id") SELECT new_values."approval", new_values."booking_policy", new_values."id", new_values."locked_through", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."retention_years", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="d39344c3ed74bdd542da4d20d29be57cc4b58a9c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_847c3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_ledgersettings",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgersettings",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_ledgersettingsevent" ("approval", "booking_policy", "id", "locked_through", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "retention_years", "workspace_id") SELECT new_values."approval", new_values."booking_policy", new_values."id", new_values."locked_through", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."retention_years", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="00098bacd0134d091612b12d3af0a0a7ddfbba1d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1b8a7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_ledgersettings",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgersettings",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_ledgersettingsevent" ("approval", "booking_policy", "id", "locked_through", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "retention_years", "workspace_id") SELECT old_values."approval", old_values."booking_policy", old_values."id", old_values."locked_through", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."retention_years", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="c984830e2123e80b8f12ae964fa56930d76a0ab0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f6ea",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_ledgersettings",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_postingevent" ("account_id", "amount", "base_amount", "category_id", "currency", "id", "memo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "rate", "rate_date", "rate_source", "tax_amount", "tax_rate", "transaction_id", "workspace_id") SELECT new_values."account_id", new_values."amount", new_values."base_amount", new_values."category_id", new_values."currency", new_values."id", new_values."memo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."position", new_values."rate", new_values."rate_date", new_values."rate_source", new_values."tax_amount", new_values."tax_rate", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="25d6244d0c19639505f5c566f7bd48150f9d0238",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_063f0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_postingevent" ("account_id", "amount", "base_amount", "category_id", "currency", "id", "memo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "rate", "rate_date", "rate_source", "tax_amount", "tax_rate", "transaction_id", "workspace_id") SELECT new_values."account_id", new_values."amount", new_values."base_amount", new_values."category_id", new_values."currency", new_values."id", new_values."memo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."position", new_values."rate", new_values."rate_date", new_values."rate_source", new_values."tax_amount", new_values."tax_rate", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="3077c09a602e9580e0c8ba3d2e822d6c69e302cd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9cade",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_postingevent" ("account_id", "amount", "base_amount", "category_id", "currency", "id", "memo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "rate", "rate_date", "rate_source", "tax_amount", "tax_rate", "transaction_id", "workspace_id") SELECT old_values."account_id", old_values."amount", old_values."base_amount", old_values."category_id", old_values."currency", old_values."id", old_values."memo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."position", old_values."rate", old_values."rate_date", old_values."rate_source", old_values."tax_amount", old_values."tax_rate", old_values."transaction_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="857e67648da1696fb7e946b4e1002c1935393e8c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2cbcc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_transactionevent" ("created_at", "date", "description", "id", "is_settled", "kind", "notes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "project_id", "refunds_id", "reverses_id", "settles_id", "status", "trashed_at", "vendor_id", "version", "workspace_id") SELECT new_values."created_at", new_values."date", new_values."description", new_values."id", new_values."is_settled", new_values."kind", new_values."notes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."project_id", new_values."refunds_id", new_values."reverses_id", new_values."settles_id", new_values."status", new_values."trashed_at", new_values."vendor_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="78262cb22665ebcc463257463318bbfba4b2f442",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_74092",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_transaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_transactionevent" ("created_at", "date", "description", "id", "is_settled", "kind", "notes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "project_id", "refunds_id", "reverses_id", "settles_id", "status", "trashed_at", "vendor_id", "version", "workspace_id") SELECT new_values."created_at", new_values."date", new_values."description", new_values."id", new_values."is_settled", new_values."kind", new_values."notes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."project_id", new_values."refunds_id", new_values."reverses_id", new_values."settles_id", new_values."status", new_values."trashed_at", new_values."vendor_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="56ba543784c1bb93c9dff05ce6b74096e3fd22fd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40488",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_transaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transaction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_transactionevent" ("created_at", "date", "description", "id", "is_settled", "kind", "notes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "project_id", "refunds_id", "reverses_id", "settles_id", "status", "trashed_at", "vendor_id", "version", "workspace_id") SELECT old_values."created_at", old_values."date", old_values."description", old_values."id", old_values."is_settled", old_values."kind", old_values."notes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."project_id", old_values."refunds_id", old_values."reverses_id", old_values."settles_id", old_values."status", old_values."trashed_at", old_values."vendor_id", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="ecbcffcfd15badfc550724f78450bff2e8b6e4c7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e4433",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_transaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_vendorevent" ("archived_at", "created_at", "default_category_id", "iban", "id", "match_key", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."default_category_id", new_values."iban", new_values."id", new_values."match_key", new_values."merged_into_id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."tax_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="f3a22cf739fd8d87fa0f371476ca5f965ac70fc1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2508a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_vendor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_vendorevent" ("archived_at", "created_at", "default_category_id", "iban", "id", "match_key", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."default_category_id", new_values."iban", new_values."id", new_values."match_key", new_values."merged_into_id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."tax_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="9cbc2b44f89a34cca8facb6df2379b8088d7f552",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_99fb5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_vendor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_vendorevent" ("archived_at", "created_at", "default_category_id", "iban", "id", "match_key", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "version", "workspace_id") SELECT old_values."archived_at", old_values."created_at", old_values."default_category_id", old_values."iban", old_values."id", old_values."match_key", old_values."merged_into_id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."tax_id", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="ba2d0c4419bb37924885f34b033f7bb76f200a00",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a0e8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_vendor",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgersettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("approval__in", ["writers", "approvers"])), name="ledger_approval_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgersettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("retention_years", None), ("retention_years__range", (1, 99)), _connector="OR"),
                name="ledger_retention_is_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rate_source__in", ["", "ecb", "own", "bank", "given"]),
                    models.Q(("rate", None), models.Q(("base_amount__isnull", False), ("rate__gt", 0)), _connector="OR"),
                ),
                name="posting_rate_is_sound",
            ),
        ),
        migrations.AddField(
            model_name="project",
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
            model_name="transaction",
            name="project",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transactions",
                to="finance.project",
            ),
        ),
        migrations.AddField(
            model_name="transactionevent",
            name="project",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.project",
            ),
        ),
        migrations.AddConstraint(
            model_name="transaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("refunds", None), ("kind", "refund"), _connector="OR"), name="transaction_refund_refunds"
            ),
        ),
        migrations.AddField(
            model_name="projectevent",
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
            model_name="tag",
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
            model_name="tagevent",
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
            model_name="transactiontag",
            name="tag",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transaction_links", to="finance.tag"
            ),
        ),
        migrations.AddField(
            model_name="transactiontag",
            name="transaction",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tag_links", to="finance.transaction"
            ),
        ),
        migrations.AddField(
            model_name="transactiontag",
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
            model_name="transactiontagevent",
            name="tag",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.tag",
            ),
        ),
        migrations.AddField(
            model_name="transactiontagevent",
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
            model_name="transactiontagevent",
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
            model_name="project",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_project_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("workspace", "name"), name="project_name_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_projectevent" ("archived_at", "created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="a0c93bf0140e4487a55e9968f11d12ddfd55eb85",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf75c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_projectevent" ("archived_at", "created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="214379a81602ca76bd3875977d978149463220bf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eec7e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_projectevent" ("archived_at", "created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT old_values."archived_at", old_values."created_at", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="62ab9a33f5a4f1ed995cce839dad51f886f2bac9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_60630",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_project",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="projectevent",
            index=models.Index(fields=["workspace", "id"], name="projectevent_of"),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_tag_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(fields=("workspace", "name"), name="tag_name_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_tagevent" ("created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."created_at", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="73ae5bb28c7cfb8ae02e27635f46daa73c556539",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ff5b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_tagevent" ("created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."created_at", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="81e83a1e6d33cd983c0882f944affc4004ecd9c0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67bff",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_tagevent" ("created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT old_values."created_at", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="c86b0b808d855f1c0318439be5114b05fe268efb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5e486",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_tag",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="tagevent",
            index=models.Index(fields=["workspace", "id"], name="tagevent_of"),
        ),
        migrations.AddConstraint(
            model_name="transactiontag",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_transactiontag_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="transactiontag",
            constraint=models.UniqueConstraint(fields=("workspace", "transaction", "tag"), name="transaction_tag_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transactiontag",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_transactiontagevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tag_id", "transaction_id", "workspace_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."tag_id", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="987028d09dd17d284e12de77db94523640d0a6a3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a2091",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_transactiontag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transactiontag",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_transactiontagevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tag_id", "transaction_id", "workspace_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."tag_id", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="2991fdeb89ddb8a527a1a4d4838d4ceb35564ec6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9c98d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_transactiontag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transactiontag",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_transactiontagevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tag_id", "transaction_id", "workspace_id") SELECT old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."tag_id", old_values."transaction_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="53206f0f477f17aa82dcf82e6c5a06540322fddf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6905d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_transactiontag",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="transactiontagevent",
            index=models.Index(fields=["workspace", "transaction"], name="transactiontagevent_of"),
        ),
        *(composite_key(f"finance_{table}", f"{column}_id", f"finance_{target}") for table, column, target in KEYS),
        run_sql_file(SQL / "history_append_only_v2.sql"),
        run_sql_file(SQL / "ledger_lock_v2.sql"),
    ]
