"""Disputes, and the numbers they are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE disputes_dispute_number", reverse_sql="DROP SEQUENCE disputes_dispute_number"),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("provider", models.CharField(db_index=True, max_length=40)),
                ("about", models.CharField(max_length=40)),
                ("amount_pence", models.BigIntegerField()),
                ("raised_on", models.DateField()),
                ("case_ref", models.CharField(blank=True, max_length=20)),
                ("told_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "withdrawn", "passed on", "taken up"])),
                        name="a_dispute_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case_ref__gt", ""), ("state", "taken up")),
                            models.Q(models.Q(("state", "taken up"), _negated=True), ("case_ref", "")),
                            _connector="OR",
                        ),
                        name="a_dispute_taken_up_names_its_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_pence__gte", 0), models.Q(("provider", ""), _negated=True), models.Q(("about", ""), _negated=True)
                        ),
                        name="a_dispute_says_whose_and_of_what",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("case_ref", ""), _negated=True), fields=("case_ref",), name="a_case_is_of_one_dispute"
                    ),
                ],
            },
        ),
    ]
