"""By which weights the complexity of each text is reckoned. Those of before are weighed by the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0007_limits"),
    ]

    operations = [
        migrations.AddField(model_name="submissionversion", name="weighed_by", field=models.PositiveIntegerField(default=1)),
    ]
