"""Versions of accounts, categories and vendors, in their history too, so that nobody overwrites what they have not seen."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0006_account_currency_under_bookings"),
    ]

    operations = [
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
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
        ),
        migrations.AddField(
            model_name="accountevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
        ),
        migrations.AddField(
            model_name="category",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
        ),
        migrations.AddField(
            model_name="categoryevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
        ),
        migrations.AddField(
            model_name="vendor",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
        ),
        migrations.AddField(
            model_name="vendorevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."currency", new_values."iban", new_values."id", new_values."kind", new_values."last4", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="0475252c34d3a478372208ff4000c007b0000ceb",
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
                    func='EXECUTE $history$ INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT new_values."archived_at", new_values."created_at", new_values."currency", new_values."iban", new_values."id", new_values."kind", new_values."last4", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="b9a38cbcc038ded26d2207dc027542181dfa3610",
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
                    func='EXECUTE $history$ INSERT INTO "finance_accountevent" ("archived_at", "created_at", "currency", "iban", "id", "kind", "last4", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "version", "workspace_id") SELECT old_values."archived_at", old_values."created_at", old_values."currency", old_values."iban", old_values."id", old_values."kind", old_values."last4", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="c8ef24d13561d4e6cbd65fde74ccbd233fc2d4ec",
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
                    func='EXECUTE $history$ INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "version", "workspace_id") SELECT new_values."archived_at", new_values."id", new_values."kind", new_values."name", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."system_code", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="9e7212506a9ca291e568546d5db0f875b62dbb08",
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
                    func='EXECUTE $history$ INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "version", "workspace_id") SELECT new_values."archived_at", new_values."id", new_values."kind", new_values."name", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."system_code", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="411deae6ef3499994655f3455b698528a8ed3c26",
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
                    func='EXECUTE $history$ INSERT INTO "finance_categoryevent" ("archived_at", "id", "kind", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "system_code", "version", "workspace_id") SELECT old_values."archived_at", old_values."id", old_values."kind", old_values."name", old_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."system_code", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="fe702557546b07902511ce26bc04da564e46d324",
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
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='EXECUTE $history$ INSERT INTO "finance_vendorevent" ("created_at", "default_category_id", "iban", "id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "version", "workspace_id") SELECT new_values."created_at", new_values."default_category_id", new_values."iban", new_values."id", new_values."match_key", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."tax_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values $history$; RETURN NULL;',
                    hash="13877962e673598d30c5e70a84907acd6c5dabfb",
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
                    func='EXECUTE $history$ INSERT INTO "finance_vendorevent" ("created_at", "default_category_id", "iban", "id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "version", "workspace_id") SELECT new_values."created_at", new_values."default_category_id", new_values."iban", new_values."id", new_values."match_key", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."tax_id", new_values."version", new_values."workspace_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values $history$; RETURN NULL;',
                    hash="54706ac19d96476c6bfe8a603a67629d1578d6c2",
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
                    func='EXECUTE $history$ INSERT INTO "finance_vendorevent" ("created_at", "default_category_id", "iban", "id", "match_key", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "tax_id", "version", "workspace_id") SELECT old_values."created_at", old_values."default_category_id", old_values."iban", old_values."id", old_values."match_key", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."tax_id", old_values."version", old_values."workspace_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values $history$; RETURN NULL;',
                    hash="34631b28e0d1e9420a9e9b9352263ab71b8d1ac4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a0e8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="finance_vendor",
                    when="AFTER",
                ),
            ),
        ),
    ]
