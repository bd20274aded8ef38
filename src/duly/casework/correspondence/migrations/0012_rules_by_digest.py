"""Which rules looked at an item is known by their words, since those of a release keep their number when they change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0011_held_back_again")]

    operations = [
        migrations.AddField("item", "rules_sha256", models.CharField(blank=True, default="", max_length=64)),
    ]
