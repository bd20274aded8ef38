"""What comes of a decision after it was made, and its code corrected."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=20)),
                ("known_on", models.DateField()),
                ("because", models.TextField()),
                ("review_ref", models.CharField(blank=True, max_length=20)),
                ("said_by", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("decision", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="decisions.decision")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("decision",), name="a_decision_has_one_code_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__in", ["upheld", "partly upheld", "not upheld", "discontinued"]),
                            ("was__in", ["upheld", "partly upheld", "not upheld", "discontinued"]),
                        ),
                        name="a_corrected_code_is_a_known_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("code", models.F("was")), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="a_corrected_code_differs_and_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Since",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("true_from", models.DateField()),
                ("known_on", models.DateField()),
                ("because", models.TextField()),
                ("review_ref", models.CharField(blank=True, max_length=20)),
                ("said_by", models.CharField(max_length=40)),
                ("rule", models.CharField(max_length=12)),
                ("scheme", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("decision", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="since", to="decisions.decision")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "withdrawn")), fields=("decision",), name="a_decision_is_withdrawn_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("withdrawn", "confirmed"))), name="what_came_of_a_decision_is_of_a_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("because", ""), _negated=True), models.Q(("rule", ""), _negated=True)),
                        name="what_came_of_a_decision_says_why_and_by_which_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("true_from__lte", models.F("known_on"))), name="what_came_of_a_decision_is_not_foretold"
                    ),
                ],
            },
        ),
    ]
