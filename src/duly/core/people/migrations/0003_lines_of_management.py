"""Which post answers to which."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_sign_ins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=40)),
                ("answers_to", models.CharField(max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("post", "="), ("during", "&&")],
                        name="a_post_answers_to_one_other_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("post", models.F("answers_to")), _negated=True), name="no_post_answers_to_itself"
                    ),
                ],
            },
        ),
    ]
