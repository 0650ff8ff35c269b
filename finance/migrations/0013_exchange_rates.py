"""To be filled by its owner."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("finance", "0012_reconciliations")]

    operations = []
