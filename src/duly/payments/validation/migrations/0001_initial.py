"""Judgements, what each came to for every line-week and visit, and what officers decided about those that were held."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=40, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("weeks", models.JSONField()),
                ("inputs", models.JSONField()),
                ("inputs_sha256", models.CharField(max_length=64)),
                ("ruleset_sha256", models.CharField(max_length=64)),
                ("results_sha256", models.CharField(max_length=64)),
                ("visits", models.PositiveIntegerField()),
                ("made_by_officer", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AssessedLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_ref", models.CharField(max_length=30)),
                ("provider_ref", models.CharField(max_length=20)),
                ("person_ref", models.CharField(max_length=30)),
                ("service", models.CharField(max_length=40)),
                ("week", models.DateField()),
                ("claimed_minutes", models.BigIntegerField()),
                ("claimed_pence", models.BigIntegerField()),
                ("agreed_minutes", models.BigIntegerField()),
                ("delivered_minutes", models.BigIntegerField()),
                ("payable_minutes", models.BigIntegerField()),
                ("rate_hundredths", models.BigIntegerField()),
                ("entitled_pence", models.BigIntegerField()),
                ("delivered_pence", models.BigIntegerField()),
                ("paid_pence", models.BigIntegerField()),
                ("due_pence", models.BigIntegerField()),
                ("decision", models.CharField(max_length=8)),
                ("reason", models.CharField(max_length=20)),
                ("codes", models.JSONField()),
                ("parts", models.JSONField()),
                ("cuts", models.JSONField()),
                ("matter_sha256", models.CharField(max_length=64)),
                ("made_by", models.UUIDField()),
                (
                    "judgement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="validation.judgement"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitAssessed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit_ref", models.CharField(max_length=70)),
                ("standing", models.CharField(max_length=9)),
                ("line_ref", models.CharField(max_length=30)),
                ("call_ref", models.CharField(max_length=60)),
                ("place", models.PositiveSmallIntegerField()),
                ("credited_minutes", models.PositiveIntegerField()),
                ("payable_minutes", models.PositiveIntegerField()),
                ("double_up_short", models.BooleanField()),
                ("made_by", models.UUIDField()),
                (
                    "judgement",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="validation.judgement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExceptionDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_ref", models.CharField(max_length=30)),
                ("week", models.DateField()),
                ("matter_sha256", models.CharField(max_length=64)),
                ("choice", models.CharField(max_length=13)),
                ("reason_code", models.CharField(max_length=40)),
                ("pence", models.BigIntegerField()),
                ("decided_by", models.CharField(max_length=20)),
                ("decided_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "assessed",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="validation.assessedline"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("line_ref", "week"),
                        name="one_decision_on_a_line_week_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["pay_entitled", "pay_delivered", "hold"])), name="a_decision_is_one_of_three"
                    ),
                    models.CheckConstraint(condition=models.Q(("pence__gte", 0)), name="a_decision_pays_nothing_or_more"),
                    models.CheckConstraint(
                        condition=models.Q(("pence", 0), models.Q(("choice", "hold"), _negated=True), _connector="OR"),
                        name="a_hold_pays_nothing",
                    ),
                    models.CheckConstraint(condition=models.Q(("line_ref", ""), _negated=True), name="only_a_commissioned_line_is_decided"),
                    models.CheckConstraint(condition=models.Q(("reason_code", ""), _negated=True), name="a_decision_has_a_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExceptionRaised",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.PositiveSmallIntegerField()),
                ("minutes", models.BigIntegerField()),
                ("pence", models.BigIntegerField()),
                ("made_by", models.UUIDField()),
                (
                    "assessed",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="exceptions", to="validation.assessedline"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("assessed", "code"), name="a_code_is_raised_once_for_a_line_week")],
            },
        ),
        migrations.AddIndex(
            model_name="assessedline",
            index=models.Index(fields=["week", "line_ref"], name="assessed_by_week"),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.UniqueConstraint(
                fields=("judgement", "week", "provider_ref", "person_ref", "service"), name="a_line_week_is_assessed_once_in_a_judgement"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(condition=models.Q(("week__iso_week_day", 1)), name="an_assessed_week_begins_on_a_monday"),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["CLEAN", "TRIMMED", "HELD", "BLOCKED", "REFUSED"])),
                name="an_assessed_line_is_decided_one_of_five_ways",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_pence", 0), ("decision__in", ("CLEAN", "TRIMMED")), _connector="OR"),
                name="only_clean_and_trimmed_are_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("entitled_pence", 0), models.Q(("decision__in", ["BLOCKED", "REFUSED"]), _negated=True), _connector="OR"
                ),
                name="blocked_and_refused_are_entitled_to_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(("entitled_pence__gte", 0), ("entitled_pence__lte", models.F("claimed_pence"))),
                name="nobody_is_entitled_to_more_than_was_claimed",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ("CLEAN", "TRIMMED")), _negated=True),
                    ("due_pence", django.db.models.expressions.CombinedExpression(models.F("entitled_pence"), "-", models.F("paid_pence"))),
                    _connector="OR",
                ),
                name="due_is_entitled_less_paid",
            ),
        ),
        migrations.AddIndex(
            model_name="visitassessed",
            index=models.Index(fields=["judgement", "line_ref"], name="visits_assessed_by_line"),
        ),
    ]
