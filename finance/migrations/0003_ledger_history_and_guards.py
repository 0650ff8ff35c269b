"""The change history of ledger records, and what the database itself guards: balance, lock, monthly sums."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import users.tenancy.models
import utils.ids
from utils.sql_files import run_sql_file

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0002_composite_keys"),
        ("users", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bank", "Bank"),
                            ("card", "Card"),
                            ("cash", "Cash"),
                            ("wallet", "Wallet"),
                            ("loan", "Loan"),
                            ("clearing", "Clearing"),
                        ],
                        max_length=8,
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, null=True)),
                ("iban", models.CharField(blank=True, max_length=34)),
                ("last4", models.CharField(blank=True, help_text="Last four digits of the card", max_length=4)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CategoryEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(choices=[("expense", "Expense"), ("income", "Income"), ("system", "System")], max_length=8),
                ),
                (
                    "system_code",
                    models.CharField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("rounding", "Rounding"),
                            ("exchange", "Exchange"),
                            ("opening_balance", "Opening Balance"),
                        ],
                        editable=False,
                        max_length=16,
                        null=True,
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("filename", models.CharField(max_length=255)),
                ("kind", models.CharField(blank=True, max_length=32)),
                ("proven", models.BooleanField(default=False, editable=False)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change by a person"),
                ),
                ("trashed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExtractedFieldEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=32)),
                ("value", models.TextField()),
                ("printed", models.TextField(blank=True)),
                ("origin", models.CharField(choices=[("machine", "Machine"), ("rule", "Rule"), ("user", "User")], max_length=8)),
                ("source", models.CharField(help_text="Provider, 'arithmetic' or 'user'", max_length=64)),
                ("doubtful", models.BooleanField()),
                ("confidence", models.DecimalField(decimal_places=3, max_digits=4, null=True)),
                (
                    "confirmed_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                ("page", models.PositiveIntegerField(null=True)),
                (
                    "box",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=5, max_digits=7), null=True, size=4
                    ),
                ),
                ("evidence_text", models.TextField(blank=True)),
                ("evidence_source", models.CharField(blank=True, max_length=16)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerSettingsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                (
                    "booking_policy",
                    models.CharField(
                        choices=[("always_review", "Always Review"), ("when_in_doubt", "When In Doubt")],
                        default="when_in_doubt",
                        max_length=16,
                    ),
                ),
                ("locked_through", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostingEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("amount", models.DecimalField(decimal_places=4, max_digits=19)),
                ("currency", models.CharField(max_length=3)),
                (
                    "base_amount",
                    models.DecimalField(decimal_places=4, help_text="Null: no rate was known", max_digits=19, null=True),
                ),
                ("memo", models.CharField(blank=True, max_length=500)),
                ("tax_rate", models.DecimalField(decimal_places=4, help_text="Per cent", max_digits=7, null=True)),
                (
                    "tax_amount",
                    models.DecimalField(decimal_places=4, help_text="Tax contained in the amount", max_digits=19, null=True),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransactionDocumentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("by_machine", models.BooleanField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransactionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("expense", "Expense"),
                            ("income", "Income"),
                            ("transfer", "Transfer"),
                            ("refund", "Refund"),
                            ("opening", "Opening"),
                            ("settlement", "Settlement"),
                            ("reversal", "Reversal"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("booked", "Booked"), ("reconciled", "Reconciled")], max_length=12
                    ),
                ),
                (
                    "is_settled",
                    models.BooleanField(default=False, help_text="Its money was seen on an account other than clearing"),
                ),
                ("date", models.DateField()),
                ("description", models.CharField(blank=True, max_length=500)),
                ("notes", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("trashed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VendorAliasEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("match_key", models.CharField(editable=False, max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VendorEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("match_key", models.CharField(editable=False, max_length=200)),
                ("tax_id", models.CharField(blank=True, max_length=32)),
                ("iban", models.CharField(blank=True, max_length=34)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."currency", new_values."iban", new_values."id", new_values."kind", new_values."last4", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3116b060d16a0d9b1150a74f408c727e7fa70ffc",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."currency", new_values."iban", new_values."id", new_values."kind", new_values."last4", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dc90d4814b4fd2c3dc5d4c8272109b8c4142294c",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "workspace_id") SELECT old_values."archived_at", old_values."created_at", old_values."currency", old_values."iban", old_values."id", old_values."kind", old_values."last4", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5867c47609fb55aff0304bd0624bd5234d68beab",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "workspace_id") SELECT new_values."archived_at", new_values."id", new_values."kind", new_values."name", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."system_code", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4fa8e658a12c1b042c476cd644a01fcd6b416506",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "workspace_id") SELECT new_values."archived_at", new_values."id", new_values."kind", new_values."name", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."system_code", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e933fcb1e292a086919dac2ec73be08c615a9fec",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "workspace_id") SELECT old_values."archived_at", old_values."id", old_values."kind", old_values."name", old_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."system_code", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="90b620c40f011bd351f30c3a73b9a1ccaf3e4698",
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
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_documentevent" ("confirmed_at", "filename", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "proven", "trashed_at", "version", "workspace_id") SELECT new_values."confirmed_at", new_values."filename", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."proven", new_values."trashed_at", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7705616c96001c631a297c208be0a9af5aeb3e5b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c0cdf",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_documentevent" ("confirmed_at", "filename", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "proven", "trashed_at", "version", "workspace_id") SELECT new_values."confirmed_at", new_values."filename", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."proven", new_values."trashed_at", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."confirmed_at" IS DISTINCT FROM (new_values."confirmed_at") OR old_values."filename" IS DISTINCT FROM (new_values."filename") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."proven" IS DISTINCT FROM (new_values."proven") OR old_values."trashed_at" IS DISTINCT FROM (new_values."trashed_at") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."workspace_id" IS DISTINCT FROM (new_values."workspace_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a301ef213e2c66b40ead28d27ada6b5cf8bdd956",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1bd2f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_documentevent" ("confirmed_at", "filename", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "proven", "trashed_at", "version", "workspace_id") SELECT old_values."confirmed_at", old_values."filename", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."proven", old_values."trashed_at", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bef01f1da153c481e998d12b2804928a8ae0de78",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bda90",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="extractedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_extractedfieldevent" ("box", "confidence", "confirmed_by", "document_id", "doubtful", "evidence_source", "evidence_text", "extraction_id", "id", "name", "origin", "page", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "printed", "source", "updated_at", "value", "workspace_id") SELECT new_values."box", new_values."confidence", new_values."confirmed_by", new_values."document_id", new_values."doubtful", new_values."evidence_source", new_values."evidence_text", new_values."extraction_id", new_values."id", new_values."name", new_values."origin", new_values."page", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."printed", new_values."source", new_values."updated_at", new_values."value", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fb73afce90c37987ca7e52084a630149f18397cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5063e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_extractedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="extractedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_extractedfieldevent" ("box", "confidence", "confirmed_by", "document_id", "doubtful", "evidence_source", "evidence_text", "extraction_id", "id", "name", "origin", "page", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "printed", "source", "updated_at", "value", "workspace_id") SELECT new_values."box", new_values."confidence", new_values."confirmed_by", new_values."document_id", new_values."doubtful", new_values."evidence_source", new_values."evidence_text", new_values."extraction_id", new_values."id", new_values."name", new_values."origin", new_values."page", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."printed", new_values."source", new_values."updated_at", new_values."value", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="145160f8059e91cd4820dd86047d35acc07e55f9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a4f58",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_extractedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="extractedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_extractedfieldevent" ("box", "confidence", "confirmed_by", "document_id", "doubtful", "evidence_source", "evidence_text", "extraction_id", "id", "name", "origin", "page", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "printed", "source", "updated_at", "value", "workspace_id") SELECT old_values."box", old_values."confidence", old_values."confirmed_by", old_values."document_id", old_values."doubtful", old_values."evidence_source", old_values."evidence_text", old_values."extraction_id", old_values."id", old_values."name", old_values."origin", old_values."page", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."printed", old_values."source", old_values."updated_at", old_values."value", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cbaf73a11d4720eeb53ad0f466a1e2686b36765e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_21ad6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_extractedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgersettings",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_ledgersettingsevent" ("booking_policy", "id", "locked_through", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "workspace_id") SELECT new_values."booking_policy", new_values."id", new_values."locked_through", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="246cc28f959330c4c55f2fde9734e9dd59c286a5",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_ledgersettingsevent" ("booking_policy", "id", "locked_through", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "workspace_id") SELECT new_values."booking_policy", new_values."id", new_values."locked_through", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a6cb75bd30902734fa88b972aa7e1bdc5bafe58",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_ledgersettingsevent" ("booking_policy", "id", "locked_through", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "workspace_id") SELECT old_values."booking_policy", old_values."id", old_values."locked_through", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f316360521d2b8af6fbc94a0d272aa0af8ffb05",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_postingevent" ("account_id", "amount", "base_amount", "category_id", "currency", "id", "memo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "tax_amount", "tax_rate", "transaction_id", "workspace_id") SELECT new_values."account_id", new_values."amount", new_values."base_amount", new_values."category_id", new_values."currency", new_values."id", new_values."memo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."position", new_values."tax_amount", new_values."tax_rate", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b1bdcc49ea927008c446ee371348e2dbd007957",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_postingevent" ("account_id", "amount", "base_amount", "category_id", "currency", "id", "memo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "tax_amount", "tax_rate", "transaction_id", "workspace_id") SELECT new_values."account_id", new_values."amount", new_values."base_amount", new_values."category_id", new_values."currency", new_values."id", new_values."memo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."position", new_values."tax_amount", new_values."tax_rate", new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b13d8bc8223afbf7e4fa5c85c13f0f599a3fa2a7",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_postingevent" ("account_id", "amount", "base_amount", "category_id", "currency", "id", "memo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "tax_amount", "tax_rate", "transaction_id", "workspace_id") SELECT old_values."account_id", old_values."amount", old_values."base_amount", old_values."category_id", old_values."currency", old_values."id", old_values."memo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."position", old_values."tax_amount", old_values."tax_rate", old_values."transaction_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="48fe831d86e4c913d14cd2f5004c16320ddc0db9",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_transactionevent" ("created_at", "date", "description", "id", "is_settled", "kind", "notes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reverses_id", "settles_id", "status", "trashed_at", "vendor_id", "version", "workspace_id") SELECT new_values."created_at", new_values."date", new_values."description", new_values."id", new_values."is_settled", new_values."kind", new_values."notes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."reverses_id", new_values."settles_id", new_values."status", new_values."trashed_at", new_values."vendor_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f84a9c3bddbc2fc4d640619506e21e71f1d26e6",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_transactionevent" ("created_at", "date", "description", "id", "is_settled", "kind", "notes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reverses_id", "settles_id", "status", "trashed_at", "vendor_id", "version", "workspace_id") SELECT new_values."created_at", new_values."date", new_values."description", new_values."id", new_values."is_settled", new_values."kind", new_values."notes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."reverses_id", new_values."settles_id", new_values."status", new_values."trashed_at", new_values."vendor_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="930e2aec3bd74dfa7c31c73c58a1c9f55f93001d",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_transactionevent" ("created_at", "date", "description", "id", "is_settled", "kind", "notes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reverses_id", "settles_id", "status", "trashed_at", "vendor_id", "version", "workspace_id") SELECT old_values."created_at", old_values."date", old_values."description", old_values."id", old_values."is_settled", old_values."kind", old_values."notes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."reverses_id", old_values."settles_id", old_values."status", old_values."trashed_at", old_values."vendor_id", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c9c1991f24de01db3f70a322cff3dc1a125232e0",
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
            model_name="transactiondocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_transactiondocumentevent" ("by_machine", "created_at", "document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "transaction_id", "workspace_id") SELECT new_values."by_machine", new_values."created_at", new_values."document_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2a8cb11c8205e0af606fcf4ff5ecb7c01096733e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c3666",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_transactiondocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transactiondocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_transactiondocumentevent" ("by_machine", "created_at", "document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "transaction_id", "workspace_id") SELECT new_values."by_machine", new_values."created_at", new_values."document_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."transaction_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0ccebec0dde588b639853e9775efebd91707a1d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db1d2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_transactiondocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transactiondocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_transactiondocumentevent" ("by_machine", "created_at", "document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "transaction_id", "workspace_id") SELECT old_values."by_machine", old_values."created_at", old_values."document_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."transaction_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd89f5ac2c2ad64e32b3c38dc748aa1a5773129f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5c4f6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_transactiondocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_vendorevent" ("created_at", "default_category_id", "iban", "id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "workspace_id") SELECT new_values."created_at", new_values."default_category_id", new_values."iban", new_values."id", new_values."match_key", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."tax_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0c69f08a8723eae44fe4069846f9752bb309e21b",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_vendorevent" ("created_at", "default_category_id", "iban", "id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "workspace_id") SELECT new_values."created_at", new_values."default_category_id", new_values."iban", new_values."id", new_values."match_key", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."tax_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3b6b328f831554f373b39243a32719e97afd811a",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_vendorevent" ("created_at", "default_category_id", "iban", "id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "workspace_id") SELECT old_values."created_at", old_values."default_category_id", old_values."iban", old_values."id", old_values."match_key", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."tax_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b46675096e56a8ac27c41e777bd1a4624977e7c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a0e8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_vendor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendoralias",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_vendoraliasevent" ("id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "vendor_id", "workspace_id") SELECT new_values."id", new_values."match_key", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."vendor_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="98698682ab8ed75be3a7a67a6fa9ee907f3e5a8a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8dabf",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_vendoralias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendoralias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_vendoraliasevent" ("id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "vendor_id", "workspace_id") SELECT new_values."id", new_values."match_key", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."vendor_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7c3dd464d205b1c884d7a6a7ef004e2bfc05b901",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f0f8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_vendoralias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendoralias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "finance_vendoraliasevent" ("id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "vendor_id", "workspace_id") SELECT old_values."id", old_values."match_key", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."vendor_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1bb966e3471ca72dd55ba261803bfd9eb4143acf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76c91",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_vendoralias",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="transaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("trashed_at", None)), fields=("workspace", "settles"), name="transaction_settled_once"
            ),
        ),
        migrations.AddField(
            model_name="accountevent",
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
            model_name="categoryevent",
            name="parent",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.category",
            ),
        ),
        migrations.AddField(
            model_name="categoryevent",
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
            model_name="documentevent",
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
            model_name="extractedfieldevent",
            name="document",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.document",
            ),
        ),
        migrations.AddField(
            model_name="extractedfieldevent",
            name="extraction",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.extraction",
            ),
        ),
        migrations.AddField(
            model_name="extractedfieldevent",
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
            model_name="ledgersettingsevent",
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
            model_name="postingevent",
            name="account",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.account",
            ),
        ),
        migrations.AddField(
            model_name="postingevent",
            name="category",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.category",
            ),
        ),
        migrations.AddField(
            model_name="postingevent",
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
            model_name="postingevent",
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
            model_name="transactiondocumentevent",
            name="document",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.document",
            ),
        ),
        migrations.AddField(
            model_name="transactiondocumentevent",
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
            model_name="transactiondocumentevent",
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
            model_name="transactionevent",
            name="reverses",
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
            model_name="transactionevent",
            name="settles",
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
            model_name="transactionevent",
            name="vendor",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.vendor",
            ),
        ),
        migrations.AddField(
            model_name="transactionevent",
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
            model_name="vendoraliasevent",
            name="vendor",
            field=users.tenancy.models.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.vendor",
            ),
        ),
        migrations.AddField(
            model_name="vendoraliasevent",
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
            model_name="vendorevent",
            name="default_category",
            field=users.tenancy.models.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="finance.category",
            ),
        ),
        migrations.AddField(
            model_name="vendorevent",
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
            model_name="accountevent",
            index=models.Index(fields=["workspace", "id"], name="accountevent_of"),
        ),
        migrations.AddIndex(
            model_name="categoryevent",
            index=models.Index(fields=["workspace", "id"], name="categoryevent_of"),
        ),
        migrations.AddIndex(
            model_name="documentevent",
            index=models.Index(fields=["workspace", "id"], name="documentevent_of"),
        ),
        migrations.AddIndex(
            model_name="extractedfieldevent",
            index=models.Index(fields=["workspace", "id"], name="extractedfieldevent_of"),
        ),
        migrations.AddIndex(
            model_name="ledgersettingsevent",
            index=models.Index(fields=["workspace", "id"], name="ledgersettingsevent_of"),
        ),
        migrations.AddIndex(
            model_name="postingevent",
            index=models.Index(fields=["workspace", "id"], name="postingevent_of"),
        ),
        migrations.AddIndex(
            model_name="transactiondocumentevent",
            index=models.Index(fields=["workspace", "id"], name="transactiondocumentevent_of"),
        ),
        migrations.AddIndex(
            model_name="transactionevent",
            index=models.Index(fields=["workspace", "id"], name="transactionevent_of"),
        ),
        migrations.AddIndex(
            model_name="vendoraliasevent",
            index=models.Index(fields=["workspace", "id"], name="vendoraliasevent_of"),
        ),
        migrations.AddIndex(
            model_name="vendorevent",
            index=models.Index(fields=["workspace", "id"], name="vendorevent_of"),
        ),
        run_sql_file(SQL / "ledger_balance_v1.sql"),
        run_sql_file(SQL / "ledger_lock_v1.sql"),
        run_sql_file(SQL / "monthly_sum_v1.sql"),
    ]
