"""What reading gives beside pages: readings, tables, attachments, passwords; where a value stands in an XML."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import users.tenancy.models
import utils.encrypted_field
import utils.ids
from utils.composite_keys import composite_key


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0020_transactions_balance_by_sets"),
        ("users", "0009_own_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentAttachment",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=255)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("size_bytes", models.BigIntegerField()),
                ("refused_code", models.CharField(blank=True, help_text="Why no document was made of it", max_length=64)),
                ("refused_detail", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["document", "number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentPassword",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("password", utils.encrypted_field.EncryptedTextField(editable=False, purpose="document_password")),
                (
                    "sender",
                    models.CharField(blank=True, help_text="Who sends such files, as far as that is known", max_length=255),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                ("used_at", models.DateTimeField(help_text="When it last opened a file", null=True)),
                ("uses", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-used_at", "-given_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentReading",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("attempt", models.PositiveIntegerField()),
                ("reader_version", models.CharField(max_length=100)),
                ("policy", models.CharField(help_text="How much was done for pages that had to be recognised", max_length=8)),
                (
                    "language",
                    models.CharField(blank=True, help_text="ISO 639-1; empty where the words do not tell", max_length=2),
                ),
                (
                    "warnings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
                (
                    "einvoice",
                    models.JSONField(help_text="As written by services.einvoice.codec; null where there is none", null=True),
                ),
                ("read_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentTable",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("page", models.PositiveIntegerField(null=True)),
                ("origin", models.CharField(max_length=16)),
                ("title", models.CharField(blank=True, max_length=255)),
                ("is_hidden", models.BooleanField(default=False)),
                ("row_count", models.PositiveIntegerField()),
                ("column_count", models.PositiveIntegerField()),
                ("content", models.JSONField(help_text="As written by services.reading.codec")),
            ],
            options={
                "ordering": ["document", "number"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="extractedfield",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="extractedfield",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="extractedfield",
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
        migrations.AddField(
            model_name="document",
            name="parent",
            field=users.tenancy.models.TenantForeignKey(
                editable=False,
                help_text="In whose file it came",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="children",
                to="finance.document",
            ),
        ),
        migrations.AddField(
            model_name="extractedfield",
            name="evidence_path",
            field=models.CharField(blank=True, help_text="XPath of a value of an e-invoice", max_length=500),
        ),
        migrations.AddField(
            model_name="extractedfieldevent",
            name="evidence_path",
            field=models.CharField(blank=True, help_text="XPath of a value of an e-invoice", max_length=500),
        ),
        migrations.AddField(
            model_name="ledgersettings",
            name="ocr_languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=2),
                blank=True,
                default=list,
                help_text="ISO 639-1, likeliest first; empty: by the document",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="ledgersettings",
            name="ocr_policy",
            field=models.CharField(choices=[("fast", "Fast"), ("best", "Best"), ("both", "Both")], default="best", max_length=8),
        ),
        migrations.AddField(
            model_name="ledgersettingsevent",
            name="ocr_languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=2),
                blank=True,
                default=list,
                help_text="ISO 639-1, likeliest first; empty: by the document",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="ledgersettingsevent",
            name="ocr_policy",
            field=models.CharField(choices=[("fast", "Fast"), ("best", "Best"), ("both", "Both")], default="best", max_length=8),
        ),
        migrations.AlterField(
            model_name="document",
            name="channel",
            field=models.CharField(
                choices=[("api", "Api"), ("admin", "Admin"), ("command", "Command"), ("attachment", "Attachment")],
                editable=False,
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="statementimport",
            name="channel",
            field=models.CharField(
                choices=[("api", "Api"), ("admin", "Admin"), ("command", "Command"), ("attachment", "Attachment")],
                editable=False,
                max_length=16,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="extractedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_extractedfieldevent" ("box", "confidence", "confirmed_by", "document_id", "doubtful", "evidence_path", "evidence_source", "evidence_text", "extraction_id", "id", "name", "origin", "page", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "printed", "source", "updated_at", "value", "workspace_id") SELECT new_values."box", new_values."confidence", new_values."confirmed_by", new_values."document_id", new_values."doubtful", new_values."evidence_path", new_values."evidence_source", new_values."evidence_text", new_values."extraction_id", new_values."id", new_values."name", new_values."origin", new_values."page", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."printed", new_values."source", new_values."updated_at", new_values."value", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="e14de2bec706d090b647627d8d578661efd560f6",
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
                    func='EXECUTE $history$ INSERT INTO "finance_extractedfieldevent" ("box", "confidence", "confirmed_by", "document_id", "doubtful", "evidence_path", "evidence_source", "evidence_text", "extraction_id", "id", "name", "origin", "page", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "printed", "source", "updated_at", "value", "workspace_id") SELECT new_values."box", new_values."confidence", new_values."confirmed_by", new_values."document_id", new_values."doubtful", new_values."evidence_path", new_values."evidence_source", new_values."evidence_text", new_values."extraction_id", new_values."id", new_values."name", new_values."origin", new_values."page", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."printed", new_values."source", new_values."updated_at", new_values."value", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="6efdaace884b38e9838084253ccc1e1ff4ad86b9",
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
                    func='EXECUTE $history$ INSERT INTO "finance_extractedfieldevent" ("box", "confidence", "confirmed_by", "document_id", "doubtful", "evidence_path", "evidence_source", "evidence_text", "extraction_id", "id", "name", "origin", "page", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "printed", "source", "updated_at", "value", "workspace_id") SELECT old_values."box", old_values."confidence", old_values."confirmed_by", old_values."document_id", old_values."doubtful", old_values."evidence_path", old_values."evidence_source", old_values."evidence_text", old_values."extraction_id", old_values."id", old_values."name", old_values."origin", old_values."page", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."printed", old_values."source", old_values."updated_at", old_values."value", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="34f62db40cd285959436d4cdc8b0e9c21530496f",
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
                    func='EXECUTE $history$ INSERT INTO "finance_ledgersettingsevent" ("approval", "booking_policy", "id", "locked_through", "ocr_languages", "ocr_policy", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "retention_years", "workspace_id") SELECT new_values."approval", new_values."booking_policy", new_values."id", new_values."locked_through", new_values."ocr_languages", new_values."ocr_policy", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."retention_years", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="3c841003a891cfb2d80945fa29408b26ef062252",
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
                    func='EXECUTE $history$ INSERT INTO "finance_ledgersettingsevent" ("approval", "booking_policy", "id", "locked_through", "ocr_languages", "ocr_policy", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "retention_years", "workspace_id") SELECT new_values."approval", new_values."booking_policy", new_values."id", new_values."locked_through", new_values."ocr_languages", new_values."ocr_policy", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."retention_years", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="c5f2d34c67ae5dd1356a16973926856ebbe51ef9",
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
                    func='EXECUTE $history$ INSERT INTO "finance_ledgersettingsevent" ("approval", "booking_policy", "id", "locked_through", "ocr_languages", "ocr_policy", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "retention_years", "workspace_id") SELECT old_values."approval", old_values."booking_policy", old_values."id", old_values."locked_through", old_values."ocr_languages", old_values."ocr_policy", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."retention_years", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="d4aba273dfaa8b9ffd4d1e08a7e112db98739b71",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f6ea",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_ledgersettings",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgersettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("ocr_policy__in", ["fast", "best", "both"])), name="ledger_ocr_policy_is_known"
            ),
        ),
        migrations.AddField(
            model_name="documentattachment",
            name="child",
            field=users.tenancy.models.TenantForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="enclosed_in", to="finance.document"
            ),
        ),
        migrations.AddField(
            model_name="documentattachment",
            name="document",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="finance.document"
            ),
        ),
        migrations.AddField(
            model_name="documentattachment",
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
            model_name="documentpassword",
            name="document",
            field=users.tenancy.models.TenantForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="passwords", to="finance.document"
            ),
        ),
        migrations.AddField(
            model_name="documentpassword",
            name="given_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="documentpassword",
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
            model_name="documentreading",
            name="document",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="finance.document"
            ),
        ),
        migrations.AddField(
            model_name="documentreading",
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
            model_name="documenttable",
            name="document",
            field=users.tenancy.models.TenantForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tables", to="finance.document"
            ),
        ),
        migrations.AddField(
            model_name="documenttable",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="users.workspace",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentattachment",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_documentattachment_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="documentattachment",
            constraint=models.UniqueConstraint(fields=("workspace", "document", "number"), name="attachment_once_per_number"),
        ),
        migrations.AddConstraint(
            model_name="documentattachment",
            constraint=models.CheckConstraint(condition=models.Q(("size_bytes__gte", 0)), name="attachment_size_is_sound"),
        ),
        migrations.AddConstraint(
            model_name="documentpassword",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_documentpassword_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="documentreading",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_documentreading_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="documentreading",
            constraint=models.UniqueConstraint(fields=("workspace", "document"), name="reading_once_per_document"),
        ),
        migrations.AddConstraint(
            model_name="documenttable",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_documenttable_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="documenttable",
            constraint=models.UniqueConstraint(fields=("workspace", "document", "number"), name="table_once_per_number"),
        ),
        composite_key("finance_document", "parent_id", "finance_document"),
        composite_key("finance_documentattachment", "child_id", "finance_document"),
        composite_key("finance_documentattachment", "document_id", "finance_document"),
        composite_key("finance_documentpassword", "document_id", "finance_document"),
        composite_key("finance_documentreading", "document_id", "finance_document"),
        composite_key("finance_documenttable", "document_id", "finance_document"),
    ]
