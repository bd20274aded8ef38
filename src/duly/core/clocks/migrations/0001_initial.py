"""Clocks: their rules, steps and dates, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE clocks_clock_number", reverse_sql="DROP SEQUENCE clocks_clock_number"),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "running"), ("stopped", "stopped"), ("met", "met"), ("missed", "missed"), ("ended", "ended")],
                        max_length=10,
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("about", models.CharField(max_length=60)),
                ("rule_code", models.CharField(max_length=40)),
                ("began", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "about"], name="clocks_of_a_thing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["running", "stopped", "met", "missed", "ended"])),
                        name="a_clock_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("about", ""), _negated=True),
                            models.Q(("rule_code", ""), _negated=True),
                        ),
                        name="a_clock_says_on_what_and_by_which_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockRule",
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
                    models.UniqueConstraint(fields=("code", "number"), name="one_version_of_a_clocks_rule_has_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), models.Q(("code", ""), _negated=True)),
                        name="a_clocks_rule_has_a_code_and_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockDue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateField(null=True)),
                ("rule_number", models.PositiveIntegerField()),
                ("calendar", models.PositiveIntegerField()),
                ("moved_from", models.DateField(null=True)),
                ("cause", models.CharField(blank=True, max_length=300)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("clock", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="dues", to="clocks.clock")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("superseded_by__isnull", True)), fields=["due"], name="clocks_by_due"),
                    models.Index(condition=models.Q(("moved_from__isnull", False)), fields=["made_by"], name="clocks_that_moved"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("clock",), name="a_clock_has_one_date_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cause", ""), ("moved_from__isnull", True)),
                            models.Q(
                                models.Q(("moved_from", models.F("due")), _negated=True),
                                models.Q(("cause", ""), _negated=True),
                                ("due__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_date_that_moved_says_from_where_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("added", models.PositiveIntegerField(default=0)),
                ("made_by", models.UUIDField()),
                ("clock", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="clocks.clock")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verb__in", ("started", "stopped", "restarted", "extended", "met", "ended"))),
                        name="a_clocks_step_is_a_known_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("added__gt", 0), ("verb", "extended")),
                            models.Q(models.Q(("verb", "extended"), _negated=True), ("added", 0)),
                            _connector="OR",
                        ),
                        name="only_an_extension_adds_time",
                    ),
                ],
            },
        ),
    ]
