"""By which door each deed came, and events of the instance itself (without a workspace)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("users", "0003_lean_keys")]

    operations = [
        migrations.AddField(
            "auditevent", "source", models.CharField(blank=True, default="", max_length=8), preserve_default=False
        ),
        migrations.AlterField("auditevent", "workspace_id", models.UUIDField(null=True)),
        migrations.AddIndex("auditevent", models.Index(fields=["workspace_id", "subject_id"], name="audit_by_subject")),
        migrations.AddConstraint(
            "auditevent",
            models.CheckConstraint(
                condition=models.Q(("source__in", ["", "rest", "auth", "admin", "command", "worker"])),
                name="audit_source_is_known",
            ),
        ),
    ]
