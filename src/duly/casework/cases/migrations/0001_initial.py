"""Cases: their table, the post put with them, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_case_number", reverse_sql="DROP SEQUENCE cases_case_number"),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[("assessment", "assessment"), ("investigation", "investigation"), ("closed", "closed")], max_length=20
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("complainant", models.CharField(max_length=200)),
                ("body", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=40)),
                ("opened_from", models.CharField(max_length=20)),
                ("opened_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("opened_from",), name="one_case_is_opened_from_an_item"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("complainant", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                        ),
                        name="case_says_whose_and_about_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["assessment", "investigation", "closed"])), name="case_is_in_a_known_stage"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_ref", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="cases.case")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "item_ref"), name="an_item_is_put_with_a_case_once")],
            },
        ),
    ]
