"""Twins of documents and transactions, marked with the reason; links between documents of one matter; by what both are found."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0017_bulk_loads"),
        ("users", "0008_workspaces_and_profiles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentLinkEvent",
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
                            ("reminder", "Reminder"),
                            ("copy", "Copy"),
                            ("correction", "Correction"),
                            ("related", "Related"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by_machine", models.BooleanField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "first",
                    users.tenancy.models.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="finance.document",
                    ),
                ),
                (
                    "second",
                    users.tenancy.models.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="finance.document",
                    ),
                ),
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
            name="DocumentTraits",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(blank=True, max_length=32)),
                ("says_copy", models.BooleanField(default=False, help_text="The first page says that it is a copy")),
                ("vendor", models.CharField(blank=True, help_text="The words of the name, folded", max_length=200)),
                ("number", models.CharField(blank=True, help_text="Letters and digits of the document's number", max_length=64)),
                ("total", models.DecimalField(decimal_places=4, max_digits=19, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("day", models.DateField(null=True)),
                ("pages", models.PositiveIntegerField(null=True)),
                (
                    "look",
                    models.BinaryField(
                        help_text="The first page from afar; see services/reading/look.py", max_length=32, null=True
                    ),
                ),
                (
                    "look_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        default=list,
                        help_text="Parts of the look, made one with the workspace",
                        size=None,
                    ),
                ),
                (
                    "document",
                    users.tenancy.models.TenantForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="traits", to="finance.document"
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
                "verbose_name_plural": "document traits",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DuplicateMark",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("document", "Document"), ("transaction", "Transaction")], max_length=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("number", "Number"),
                            ("meaning", "Meaning"),
                            ("look", "Look"),
                            ("booking", "Booking"),
                            ("payment", "Payment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("strength", models.CharField(choices=[("strong", "Strong"), ("weak", "Weak")], max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("kept", "Kept"), ("merged", "Merged"), ("replaced", "Replaced")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "first_document",
                    users.tenancy.models.TenantForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks_as_first",
                        to="finance.document",
                    ),
                ),
                (
                    "first_transaction",
                    users.tenancy.models.TenantForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks_as_first",
                        to="finance.transaction",
                    ),
                ),
                (
                    "second_document",
                    users.tenancy.models.TenantForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks_as_second",
                        to="finance.document",
                    ),
                ),
                (
                    "second_transaction",
                    users.tenancy.models.TenantForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks_as_second",
                        to="finance.transaction",
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
            },
        ),
        migrations.CreateModel(
            name="DuplicateMarkEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("kind", models.CharField(choices=[("document", "Document"), ("transaction", "Transaction")], max_length=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("number", "Number"),
                            ("meaning", "Meaning"),
                            ("look", "Look"),
                            ("booking", "Booking"),
                            ("payment", "Payment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("strength", models.CharField(choices=[("strong", "Strong"), ("weak", "Weak")], max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("kept", "Kept"), ("merged", "Merged"), ("replaced", "Replaced")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first_document",
                    users.tenancy.models.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="finance.document",
                    ),
                ),
                (
                    "first_transaction",
                    users.tenancy.models.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="finance.transaction",
                    ),
                ),
                (
                    "second_document",
                    users.tenancy.models.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="finance.document",
                    ),
                ),
                (
                    "second_transaction",
                    users.tenancy.models.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="finance.transaction",
                    ),
                ),
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
            name="DocumentLink",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "Reminder"),
                            ("copy", "Copy"),
                            ("correction", "Correction"),
                            ("related", "Related"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by_machine", models.BooleanField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "first",
                    users.tenancy.models.TenantForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links_as_first", to="finance.document"
                    ),
                ),
                (
                    "second",
                    users.tenancy.models.TenantForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links_as_second", to="finance.document"
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
                "indexes": [models.Index(fields=["workspace", "second"], name="document_link_of_second")],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "id"), name="finance_documentlink_workspace_id"),
                    models.UniqueConstraint(fields=("workspace", "first", "second"), name="document_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True), name="document_link_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["reminder", "copy", "correction", "related"])),
                        name="document_link_kind_is_known",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_documentlinkevent" ("by_machine", "created_at", "first_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "second_id", "workspace_id") SELECT new_values."by_machine", new_values."created_at", new_values."first_id", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."second_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="62dff3e0360f5dbf6a74b10b30d9732a0fb031ee",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e20b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_documentlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_documentlinkevent" ("by_machine", "created_at", "first_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "second_id", "workspace_id") SELECT new_values."by_machine", new_values."created_at", new_values."first_id", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."second_id", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="986c41f7d704cb1b89da98a51621b54e5cf712fa",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eb566",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_documentlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_documentlinkevent" ("by_machine", "created_at", "first_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "second_id", "workspace_id") SELECT old_values."by_machine", old_values."created_at", old_values."first_id", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."second_id", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="fc18aa0824b7b689c8896dd88769c8fac5f1d552",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_460e7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_documentlink",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="documentlinkevent",
            index=models.Index(fields=["workspace", "id"], name="documentlinkevent_of"),
        ),
        migrations.AddIndex(
            model_name="documenttraits",
            index=models.Index(
                condition=models.Q(("day__isnull", False)), fields=["workspace", "day", "total"], name="traits_by_meaning"
            ),
        ),
        migrations.AddIndex(
            model_name="documenttraits",
            index=models.Index(
                condition=models.Q(("number", ""), _negated=True), fields=["workspace", "number"], name="traits_by_number"
            ),
        ),
        migrations.AddIndex(
            model_name="documenttraits",
            index=django.contrib.postgres.indexes.GinIndex(fields=["look_keys"], name="traits_by_look"),
        ),
        migrations.AddConstraint(
            model_name="documenttraits",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_documenttraits_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="documenttraits",
            constraint=models.UniqueConstraint(fields=("workspace", "document"), name="traits_once_per_document"),
        ),
        migrations.AddIndex(
            model_name="duplicatemark",
            index=models.Index(fields=["workspace", "-found_at", "-id"], name="mark_list"),
        ),
        migrations.AddIndex(
            model_name="duplicatemark",
            index=models.Index(fields=["workspace", "second_document"], name="mark_of_second_document"),
        ),
        migrations.AddIndex(
            model_name="duplicatemark",
            index=models.Index(fields=["workspace", "second_transaction"], name="mark_of_second_transaction"),
        ),
        migrations.AddConstraint(
            model_name="duplicatemark",
            constraint=models.UniqueConstraint(fields=("workspace", "id"), name="finance_duplicatemark_workspace_id"),
        ),
        migrations.AddConstraint(
            model_name="duplicatemark",
            constraint=models.UniqueConstraint(
                fields=("workspace", "first_document", "second_document"), name="mark_once_per_documents"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatemark",
            constraint=models.UniqueConstraint(
                fields=("workspace", "first_transaction", "second_transaction"), name="mark_once_per_transactions"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatemark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first_document__lt", models.F("second_document")),
                        ("first_transaction", None),
                        ("kind", "document"),
                        ("second_transaction", None),
                    ),
                    models.Q(
                        ("first_document", None),
                        ("first_transaction__lt", models.F("second_transaction")),
                        ("kind", "transaction"),
                        ("second_document", None),
                    ),
                    _connector="OR",
                ),
                name="mark_is_of_an_ordered_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatemark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["number", "meaning", "look", "booking", "payment"]),
                    ("state__in", ["open", "kept", "merged", "replaced"]),
                    ("strength__in", ["strong", "weak"]),
                ),
                name="mark_says_known_things",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatemark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="mark_is_decided_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duplicatemark",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_duplicatemarkevent" ("decided_at", "decided_by_id", "first_document_id", "first_transaction_id", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reason", "second_document_id", "second_transaction_id", "state", "strength", "workspace_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."first_document_id", new_values."first_transaction_id", new_values."found_at", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."reason", new_values."second_document_id", new_values."second_transaction_id", new_values."state", new_values."strength", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="430bfe72e50c814fb34c0455dab75efe5950ba6b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a7c4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_duplicatemark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duplicatemark",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_duplicatemarkevent" ("decided_at", "decided_by_id", "first_document_id", "first_transaction_id", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reason", "second_document_id", "second_transaction_id", "state", "strength", "workspace_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."first_document_id", new_values."first_transaction_id", new_values."found_at", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."reason", new_values."second_document_id", new_values."second_transaction_id", new_values."state", new_values."strength", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="f916ca77a45b6deddd8de334d28e4375954e5a54",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01efb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_duplicatemark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duplicatemark",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_duplicatemarkevent" ("decided_at", "decided_by_id", "first_document_id", "first_transaction_id", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "reason", "second_document_id", "second_transaction_id", "state", "strength", "workspace_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."first_document_id", old_values."first_transaction_id", old_values."found_at", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."reason", old_values."second_document_id", old_values."second_transaction_id", old_values."state", old_values."strength", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="6807904907912a41383dc9a5acb56050ad95b508",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0da1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_duplicatemark",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="duplicatemarkevent",
            index=models.Index(fields=["workspace", "id"], name="duplicatemarkevent_of"),
        ),
        composite_key("finance_documenttraits", "document_id", "finance_document"),
        composite_key("finance_duplicatemark", "first_document_id", "finance_document"),
        composite_key("finance_duplicatemark", "second_document_id", "finance_document"),
        composite_key("finance_duplicatemark", "first_transaction_id", "finance_transaction"),
        composite_key("finance_duplicatemark", "second_transaction_id", "finance_transaction"),
        composite_key("finance_documentlink", "first_id", "finance_document"),
        composite_key("finance_documentlink", "second_id", "finance_document"),
        run_sql_file(SQL / "history_append_only_duplicates_v1.sql"),
    ]
