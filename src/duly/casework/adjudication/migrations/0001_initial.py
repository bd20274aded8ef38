"""Scales, findings and recommendations, and the numbers these are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE adjudication_recommendation_number", reverse_sql="DROP SEQUENCE adjudication_recommendation_number"
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issue_ref", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("fault", models.BooleanField()),
                ("injustice", models.BooleanField()),
                ("level", models.PositiveIntegerField()),
                ("remedy_pence", models.BigIntegerField()),
                ("loss_pence", models.BigIntegerField()),
                ("outside", models.BooleanField()),
                ("scale", models.PositiveIntegerField()),
                ("evidence", models.JSONField()),
                ("found_on", models.DateField()),
                ("found_by", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("issue_ref",), name="one_finding_on_an_issue_stands"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fault", True), ("injustice", False), _connector="OR"), name="injustice_comes_of_fault"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("injustice", True), ("level__gte", 1)), models.Q(("injustice", False), ("level", 0)), _connector="OR"
                        ),
                        name="injustice_and_nothing_else_has_a_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("injustice", True), ("loss_pence__gte", 0), ("remedy_pence__gte", 0)),
                            models.Q(("injustice", False), ("loss_pence", 0), ("remedy_pence", 0)),
                            _connector="OR",
                        ),
                        name="a_remedy_is_for_injustice_and_never_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("issue_ref", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=10)),
                ("ours", models.BooleanField()),
                ("amount_pence", models.BigIntegerField()),
                ("due", models.DateField()),
                ("made_on", models.DateField()),
                ("told_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["made", "withdrawn"])), name="a_recommendation_is_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["personal", "service", "payment"])), name="a_recommendation_is_of_a_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_pence__gt", 0), ("kind", "payment")),
                            models.Q(models.Q(("kind", "payment"), _negated=True), ("amount_pence", 0)),
                            _connector="OR",
                        ),
                        name="a_payment_and_nothing_else_has_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gt", models.F("made_on"))), name="a_recommendation_is_due_after_it_is_made"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeverityScale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("starts", models.DateField()),
                ("bands", models.JSONField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="an_adopted_scale_has_a_number")],
            },
        ),
    ]
