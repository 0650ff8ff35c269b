"""An own address beside own names, tax ids and IBANs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0008_workspaces_and_profiles"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="workspaceidentity",
            name="workspace_identity_kind_is_known",
        ),
        migrations.AlterField(
            model_name="workspaceidentity",
            name="kind",
            field=models.CharField(
                choices=[("name", "Name"), ("tax_id", "Tax id"), ("iban", "IBAN"), ("address", "Address")], max_length=8
            ),
        ),
        migrations.AddConstraint(
            model_name="workspaceidentity",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["name", "tax_id", "iban", "address"])), name="workspace_identity_kind_is_known"
            ),
        ),
    ]
