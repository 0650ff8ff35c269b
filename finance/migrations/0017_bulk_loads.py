"""What has no base amount is found without a look at all the rest: reports and rates ask for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("finance", "0016_search")]

    operations = [
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("base_amount", None)), fields=["workspace", "transaction"], name="posting_unconverted"
            ),
        ),
    ]
