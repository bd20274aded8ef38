"""Residential periods: net payment lines and receipts, kept as what they are."""

import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invoices", "0003_invoices_are_superseded"),
        ("people", "0001_initial"),  # for btree_gist
    ]

    operations = [
        migrations.CreateModel(
            name="NetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("period_ref", models.CharField(max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("paid_on", models.DateField()),
                ("supplier_ref", models.CharField(max_length=30)),
                ("supplier_name", models.CharField(max_length=120)),
                ("area", models.CharField(blank=True, default="", max_length=120)),
                ("expense_type", models.CharField(max_length=80)),
                ("definition", models.CharField(blank=True, default="", max_length=80)),
                ("pence", models.BigIntegerField()),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["period_ref"], name="net_lines_by_period")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("import_ref", "row"),
                        name="a_net_line_is_taken_in_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("pence", 0), _negated=True), name="a_net_line_is_of_some_money"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__endswith__isnull", False), ("during__isempty", False), ("during__startswith__isnull", False)
                        ),
                        name="a_net_line_is_for_a_period_with_an_end",
                    ),
                ],
            },
        ),
    ]
