"""A review is withdrawn by whoever asked for it, who is known in the directory where they have an entry."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_not_closed_under_review"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="review",
            name="a_review_is_in_a_known_state",
        ),
        migrations.RemoveConstraint(
            model_name="review",
            name="a_review_accepted_late_says_why",
        ),
        migrations.RemoveConstraint(
            model_name="review",
            name="a_review_under_way_has_a_reviewer",
        ),
        migrations.RemoveConstraint(
            model_name="telling",
            name="a_telling_says_whom_and_what",
        ),
        migrations.AddField(
            model_name="review",
            name="asked_ref",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="review",
            name="tell_from",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="review",
            name="withdrawn_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="review",
            name="withdrawn_in",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="review",
            name="withdrawn_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="review",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "asked"),
                    ("accepted", "accepted"),
                    ("refused", "refused"),
                    ("under way", "under way"),
                    ("concluded", "concluded"),
                    ("referred back", "referred back"),
                    ("carried out", "carried out"),
                    ("withdrawn", "withdrawn"),
                    ("closed", "closed"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["asked", "accepted", "refused", "under way", "concluded", "referred back", "carried out", "withdrawn", "closed"],
                    )
                ),
                name="a_review_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_time", True),
                    models.Q(("why_late", ""), _negated=True),
                    ("state__in", ["asked", "refused", "withdrawn", "closed"]),
                    _connector="OR",
                ),
                name="a_review_accepted_late_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewer", ""), _negated=True),
                    ("state__in", ["asked", "accepted", "refused", "withdrawn", "closed"]),
                    _connector="OR",
                ),
                name="a_review_under_way_has_a_reviewer",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("tell_from", 1),
                        ("withdrawn_because", ""),
                        ("withdrawn_on__isnull", True),
                        models.Q(("state", "withdrawn"), _negated=True),
                    ),
                    models.Q(
                        ("outcome", ""),
                        ("reason", ""),
                        ("state__in", ["withdrawn", "closed"]),
                        ("withdrawn_on__gte", models.F("received_on")),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                        models.Q(models.Q(("withdrawn_in", ""), _negated=True), ("asker", "ourselves"), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="a_withdrawn_review_says_when_why_and_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", ""), _negated=True),
                    models.Q(("what", ""), _negated=True),
                    ("kind__in", ["acknowledgement", "answer", "withdrawn", "other"]),
                ),
                name="a_telling_says_whom_and_what",
            ),
        ),
        migrations.RunSQL((SQL / "withdrawn_reviews_fall_away.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
