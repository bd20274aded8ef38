"""Files of post that could not be registered are kept apart, as they came, until somebody has dealt with each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0002_triage"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE correspondence_held_number", reverse_sql="DROP SEQUENCE correspondence_held_number"),
        migrations.CreateModel(
            name="HeldBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("came_by", models.CharField(max_length=40)),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sha256",), name="a_file_is_held_back_once"),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="what_is_held_back_says_why"),
                ],
            },
        ),
    ]
