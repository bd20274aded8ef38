"""Lessons, and the numbers they are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE learning_lesson_number", reverse_sql="DROP SEQUENCE learning_lesson_number"),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("came_of", models.CharField(db_index=True, max_length=20)),
                ("words", models.TextField()),
                ("told_to", models.CharField(max_length=120)),
                ("noted_by", models.CharField(max_length=40)),
                ("noted_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("told_to", ""), _negated=True),
                            models.Q(("came_of", ""), _negated=True),
                        ),
                        name="lesson_says_what_and_to_whom",
                    )
                ],
            },
        ),
    ]
