"""What became of a visit: its outcome, how it was logged, notice, and whether its times can be told."""

import datetime

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="visit",
            name="a_visit_ends_after_it_starts",
        ),
        migrations.RemoveConstraint(
            model_name="visit",
            name="a_visit_lasts_at_most_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="visit",
            name="a_visit_is_1_to_1440_minutes",
        ),
        migrations.AddField(
            model_name="visit",
            name="cancelled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="visit",
            name="notice_minutes",
            field=models.IntegerField(default=-1),
        ),
        migrations.AddField(
            model_name="visit",
            name="outcome",
            field=models.CharField(default="delivered", max_length=12),
        ),
        migrations.AddField(
            model_name="visit",
            name="person_check",
            field=models.CharField(blank=True, default="", max_length=14),
        ),
        migrations.AddField(
            model_name="visit",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="visit",
            name="source",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.AddField(
            model_name="visit",
            name="times",
            field=models.CharField(default="ok", max_length=24),
        ),
        migrations.AlterField(
            model_name="visit",
            name="ends_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    models.Q(("ends_at__lte", models.F("starts_at")), ("times", "ends before it starts")),
                    models.Q(models.Q(("times", "ends before it starts"), _negated=True), ("ends_at__gte", models.F("starts_at"))),
                    _connector="OR",
                ),
                name="a_visit_ends_after_it_starts_or_says_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    (
                        "ends_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_visit_lasts_at_most_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at__isnull", False), ("times__in", ("ok", "ends before it starts"))),
                    models.Q(("ends_at__isnull", True), ("times", "no check-out")),
                    models.Q(models.Q(("outcome", "delivered"), _negated=True), ("ends_at__isnull", True), ("times", "ok")),
                    _connector="OR",
                ),
                name="a_visit_without_an_end_says_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("minutes__gte", 1), ("minutes__lte", 1440), ("outcome", "delivered"), ("times", "ok")),
                    models.Q(models.Q(("outcome", "delivered"), _negated=True), ("minutes__lte", 1440), ("times", "ok")),
                    models.Q(models.Q(("times", "ok"), _negated=True), ("minutes", 0)),
                    _connector="OR",
                ),
                name="a_delivered_visit_is_1_to_1440_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("delivered", "cancelled", "frustrated", "missed"))),
                name="a_visit_has_one_of_four_outcomes",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ("", "gps", "nfc", "phone", "manual"))), name="a_visit_is_logged_in_a_known_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("person_check__in", ("", "unknown", "name differs"))), name="a_visits_person_is_known_or_said_not_to_be"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", True), ("notice_minutes", -1)),
                    models.Q(("cancelled_at__isnull", False), ("notice_minutes__gte", 0), ("outcome", "cancelled")),
                    _connector="OR",
                ),
                name="notice_is_of_a_cancelled_visit",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason", ""), models.Q(("outcome", "cancelled"), ("reason__in", ("person", "provider"))), _connector="OR"
                ),
                name="a_reason_is_of_a_cancelled_visit",
            ),
        ),
    ]
