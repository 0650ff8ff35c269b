from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("finance", "0006_account_currency_under_bookings")]

    operations = []
