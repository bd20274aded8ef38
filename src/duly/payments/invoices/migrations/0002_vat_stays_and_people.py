"""VAT is taken in for rule 105 to speak of; lines for stays by nights; whether a line's person is known."""

import datetime

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invoices", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoiceline",
            name="care_is_claimed_without_vat",
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="ends",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="nights",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="person_check",
            field=models.CharField(blank=True, default="", max_length=14),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="starts",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends__isnull", True), ("nights", 0), ("starts__isnull", True)),
                    models.Q(
                        ("ends__gte", django.db.models.expressions.CombinedExpression(models.F("starts"), "+", models.F("nights"))),
                        ("ends__isnull", False),
                        ("minutes", 0),
                        ("nights__gte", 1),
                        ("starts__gte", models.F("week")),
                    ),
                    _connector="OR",
                ),
                name="a_stay_is_claimed_by_nights_within_its_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nights", 0),
                    (
                        "starts__lt",
                        django.db.models.expressions.CombinedExpression(models.F("week"), "+", models.Value(datetime.timedelta(days=7))),
                    ),
                    _connector="OR",
                ),
                name="a_stay_is_kept_under_its_first_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(("person_check__in", ("", "unknown", "name differs"))), name="a_claims_person_is_known_or_said_not_to_be"
            ),
        ),
    ]
