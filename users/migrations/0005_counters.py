from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("users", "0004_audit_sources")]

    operations = []
