"""What the pipeline keeps for itself: when to ring again, what is to be deleted from the store, signs of life."""

import django.db.models.deletion
from django.db import migrations, models

import utils.ids


class Migration(migrations.Migration):
    dependencies = [("finance", "0003_ledger_history_and_guards"), ("users", "0002_walls")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="next_call_at",
            field=models.DateTimeField(editable=False, help_text="Before this the sweep does not ring again", null=True),
        ),
        migrations.AlterField(
            model_name="document",
            name="version",
            field=models.PositiveIntegerField(
                default=1, editable=False, help_text="Grows with each change that a person may not have seen"
            ),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="version",
            field=models.PositiveIntegerField(
                default=1, editable=False, help_text="Grows with each change that a person may not have seen"
            ),
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("beaten_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PendingDeletion",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("storage_name", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(auto_now_add=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="users.workspace"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["next_try_at"], name="pending_deletion_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "id"), name="finance_pendingdeletion_workspace_id"),
                    models.UniqueConstraint(fields=("workspace", "storage_name"), name="pending_deletion_once"),
                ],
            },
        ),
    ]
