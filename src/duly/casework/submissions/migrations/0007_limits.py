"""By which limits each paper was read when it was passed. Those of before were read by the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0006_reasons_of_returns"),
    ]

    operations = [
        migrations.AddField(model_name="readysheet", name="read_by", field=models.PositiveIntegerField(default=1)),
    ]
