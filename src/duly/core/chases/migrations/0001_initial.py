"""Ladders, chases and the steps sent, and the numbers chases are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE chases_chase_number", reverse_sql="DROP SEQUENCE chases_chase_number"),
        migrations.CreateModel(
            name="Chase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=30)),
                ("about", models.CharField(db_index=True, max_length=60)),
                ("ladder", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("due", models.DateField()),
                ("owner", models.CharField(db_index=True, max_length=20)),
                ("told_by", models.UUIDField()),
                ("sent_version", models.PositiveIntegerField(default=0)),
                ("over_version", models.PositiveIntegerField(null=True)),
                ("over_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["running", "answered", "ended"])), name="a_chase_is_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("about", ""), _negated=True),
                            models.Q(("owner", ""), _negated=True),
                        ),
                        name="a_chase_says_of_what_and_whose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("over_on__isnull", True), ("over_version__isnull", True), ("state", "running")),
                            models.Q(
                                models.Q(("state", "running"), _negated=True), ("over_on__isnull", False), ("over_version__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_chase_that_is_over_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("over_version__isnull", True), ("sent_version__lt", models.F("over_version")), _connector="OR"),
                        name="nothing_is_sent_once_a_chase_is_over",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")), fields=("kind", "about"), name="a_thing_is_chased_by_one_ladder_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChaseLadder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("starts", models.DateField()),
                ("content", models.JSONField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "number"), name="one_version_of_a_ladder_has_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), models.Q(("code", ""), _negated=True)),
                        name="a_ladder_has_a_code_and_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("to", models.CharField(max_length=60)),
                ("on", models.DateField()),
                ("document_ref", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                ("chase", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="chases.chase")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("chase", "number"), name="a_step_of_a_chase_is_sent_once"),
                    models.UniqueConstraint(fields=("chase", "on"), name="a_chase_is_sent_one_step_a_day"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="steps_of_a_chase_count_from_one"),
                ],
            },
        ),
    ]
