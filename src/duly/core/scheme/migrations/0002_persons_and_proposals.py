"""What bears on one person (suspensions, stand-ins, interests), and schemes that are proposed, with their numbers."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scheme", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE scheme_proposal_number", reverse_sql="DROP SEQUENCE scheme_proposal_number"),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer_ref", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=200)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("officer_ref", "="), ("about", "="), ("during", "&&")],
                        name="one_interest_in_a_thing_at_a_time_for_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("about", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="interest_says_in_what_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=12)),
                ("office", models.CharField(max_length=120)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("starts", models.DateField()),
                ("rules", models.JSONField()),
                ("proposed_by", models.CharField(max_length=40)),
                ("proposed_on", models.DateField()),
                ("settled_by", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_by", ""), ("state", "proposed")),
                            models.Q(("state__in", ["adopted", "withdrawn"]), models.Q(("settled_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="proposed_scheme_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "adopted"), _negated=True),
                            models.Q(("settled_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_adopts_a_scheme_they_proposed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=40)),
                ("officer_ref", models.CharField(max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("post", "="), ("during", "&&")],
                        name="one_stand_in_for_a_post_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="stand_in_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer_ref", models.CharField(max_length=40)),
                ("power", models.CharField(max_length=60)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("let_back", models.JSONField(default=list)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("officer_ref", "="), ("power", "="), ("during", "&&")],
                        name="one_suspension_of_a_power_at_a_time_for_one_person",
                    ),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="suspension_says_why"),
                ],
            },
        ),
    ]
