"""What was answered to requests that carry an Idempotency-Key."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import utils.ids


class Migration(migrations.Migration):
    dependencies = [("users", "0005_counters")]

    operations = [
        migrations.CreateModel(
            name="IdempotencyRecord",
            fields=[
                ("id", models.UUIDField(default=utils.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("workspace_id", models.UUIDField(null=True)),
                ("place", models.CharField(help_text="SHA-256 of method, path and key", max_length=64)),
                ("request_digest", models.CharField(help_text="HMAC of what was asked", max_length=64)),
                ("claim", models.UUIDField(help_text="Who works on it: only they may finish it")),
                ("locked_until", models.DateTimeField()),
                ("created_at", models.DateTimeField(db_index=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField(null=True)),
                ("subject", models.CharField(blank=True, help_text="Id of what was made", max_length=64)),
                (
                    "capabilities",
                    models.JSONField(default=list, help_text="What its asker might do: who may do less does not see it"),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace_id", "user", "place"), name="idempotency_key_once_per_place", nulls_distinct=False
                    )
                ],
            },
        ),
    ]
