"""Comments and questions, whose history only grows; what stands beside a transaction in a locked period."""

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


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0010_labels_rates_and_merging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, serialize=False)),
                ("kind", models.CharField(choices=[("comment", "Comment"), ("question", "Question")], max_length=8)),
                ("text", models.TextField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "author",
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
                    "document",
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
                    "resolved_by",
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
                    "transaction",
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
            name="Comment",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("comment", "Comment"), ("question", "Question")], max_length=8)),
                ("text", models.TextField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    users.tenancy.models.TenantForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="finance.document"
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "transaction",
                    users.tenancy.models.TenantForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="finance.transaction"
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
                "ordering": ["created_at", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["workspace", "transaction", "created_at", "id"], name="comment_of_transaction"),
                    models.Index(fields=["workspace", "document", "created_at", "id"], name="comment_of_document"),
                    models.Index(
                        condition=models.Q(("kind", "question"), ("resolved_at", None)),
                        fields=["workspace", "created_at", "id"],
                        name="comment_open_question",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "id"), name="finance_comment_workspace_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", None), ("transaction__isnull", False)),
                            models.Q(("document__isnull", False), ("transaction", None)),
                            _connector="OR",
                        ),
                        name="comment_on_transaction_or_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["comment", "question"])), name="comment_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resolved_at", None), ("kind", "question"), _connector="OR"),
                        name="comment_question_is_resolved",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_commentevent" ("author_id", "created_at", "document_id", "edited_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "resolved_at", "resolved_by_id", "text", "transaction_id", "version", "workspace_id") SELECT new_values."author_id", new_values."created_at", new_values."document_id", new_values."edited_at", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."resolved_at", new_values."resolved_by_id", new_values."text", new_values."transaction_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="f78712e9cf3d921009068c07fbd20bef6bb5b350",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1ce28",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="finance_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_commentevent" ("author_id", "created_at", "document_id", "edited_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "resolved_at", "resolved_by_id", "text", "transaction_id", "version", "workspace_id") SELECT new_values."author_id", new_values."created_at", new_values."document_id", new_values."edited_at", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."resolved_at", new_values."resolved_by_id", new_values."text", new_values."transaction_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="2374c42d8fa102df41ae5a7ec4895416290c1b53",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_81113",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="finance_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_commentevent" ("author_id", "created_at", "document_id", "edited_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "resolved_at", "resolved_by_id", "text", "transaction_id", "version", "workspace_id") SELECT old_values."author_id", old_values."created_at", old_values."document_id", old_values."edited_at", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."resolved_at", old_values."resolved_by_id", old_values."text", old_values."transaction_id", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="2d6f196b5c7d5ffcc94ca2b30b8a2ad2a5b0d2c4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_97de7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_comment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="commentevent",
            index=models.Index(fields=["workspace", "transaction"], name="commentevent_of"),
        ),
        composite_key("finance_comment", "transaction_id", "finance_transaction"),
        composite_key("finance_comment", "document_id", "finance_document"),
        run_sql_file(SQL / "history_append_only_comments_v1.sql"),
        run_sql_file(SQL / "ledger_lock_beside_v1.sql"),
    ]
