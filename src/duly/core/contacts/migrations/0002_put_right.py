"""A call that is put right has another row of its reference; the one before is superseded, and stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="call",
            name="ref",
            field=models.CharField(db_index=True, max_length=20),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("ref",), name="a_call_stands_once"
            ),
        ),
    ]
