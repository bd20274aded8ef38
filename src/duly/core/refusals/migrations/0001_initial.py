"""Counts of what the database refused: by hour, role, and what refused it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RefusalCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.DateTimeField()),
                ("role", models.CharField(max_length=63)),
                ("code", models.CharField(max_length=5)),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("times", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("hour", "role", "code", "rule"), name="one_count_of_a_refusal_in_an_hour")],
            },
        ),
    ]
