"""What was said of a recommendation is put right: what proved it before proves nothing any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="proof",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
    ]
