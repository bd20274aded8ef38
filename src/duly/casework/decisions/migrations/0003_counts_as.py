"""What a decision counts as is said by whoever signs it: an apology without money was counted as not upheld."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0002_what_came_of_it"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="code",
            name="a_corrected_code_is_a_known_one",
        ),
        migrations.AddField(
            model_name="decision",
            name="code",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("code__in", ["upheld", "partly upheld", "not upheld", "discontinued", "none"]),
                    ("was__in", ["upheld", "partly upheld", "not upheld", "discontinued", "none"]),
                ),
                name="a_corrected_code_is_a_known_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__in", ["", "upheld", "partly upheld", "not upheld", "discontinued", "none"])),
                name="a_decision_counts_as_a_known_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "agree"), ("remedy_pence__gt", 0), _negated=True),
                    ("code__in", ["", "upheld", "partly upheld", "none"]),
                    _connector="OR",
                ),
                name="a_remedy_is_of_a_complaint_upheld",
            ),
        ),
    ]
