"""What a virus scanner said of each item, where there is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0007_enclosed"),
    ]

    operations = [
        migrations.AddField(model_name="item", name="scanned", field=models.CharField(blank=True, default="", max_length=100)),
    ]
