"""Decisions and the numbers they are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE decisions_decision_number", reverse_sql="DROP SEQUENCE decisions_decision_number"),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("submission_ref", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("outcome", models.CharField(max_length=10)),
                ("because", models.TextField(blank=True)),
                ("remedy_pence", models.BigIntegerField()),
                ("seen_sha256", models.CharField(max_length=64)),
                ("signed_by", models.CharField(max_length=40)),
                ("signed_as", models.CharField(max_length=40)),
                ("on_behalf", models.CharField(blank=True, max_length=120)),
                ("signed_on", models.DateField()),
                ("rule", models.CharField(max_length=12)),
                ("scheme", models.CharField(max_length=40)),
                ("supersedes", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission_ref",), name="a_submission_is_decided_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", "")), fields=("case_ref", "kind"), name="later_decision_says_what_it_supersedes"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", ""), _negated=True), fields=("supersedes",), name="a_decision_is_superseded_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("rule", ""), _negated=True), models.Q(("scheme", ""), _negated=True)),
                        name="decision_names_the_rule_that_allowed_it",
                    ),
                    models.CheckConstraint(condition=models.Q(("outcome__in", ["agree", "refuse"])), name="decision_agrees_or_refuses"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refuse"), _negated=True), models.Q(("because", ""), _negated=True), _connector="OR"
                        ),
                        name="refused_decision_says_why",
                    ),
                    models.CheckConstraint(condition=models.Q(("version", 1)), name="decision_is_never_overwritten"),
                ],
            },
        ),
    ]
