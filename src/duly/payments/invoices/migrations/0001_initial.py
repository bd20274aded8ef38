"""Invoices and their lines."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=60)),
                ("provider_ref", models.CharField(max_length=20)),
                ("received_on", models.DateField()),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("provider_ref", "ref"), name="an_invoice_is_taken_in_once")],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_no", models.PositiveIntegerField()),
                ("person_ref", models.CharField(max_length=30)),
                ("service", models.CharField(max_length=40)),
                ("week", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("rate_hundredths", models.PositiveIntegerField()),
                ("pence", models.PositiveBigIntegerField()),
                ("vat_pence", models.PositiveBigIntegerField(default=0)),
                ("made_by", models.UUIDField()),
                ("invoice", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="invoices.invoice")),
            ],
            options={
                "indexes": [models.Index(fields=["week"], name="invoice_lines_by_week")],
                "constraints": [
                    models.UniqueConstraint(fields=("invoice", "line_no"), name="an_invoice_line_is_numbered_once"),
                    models.CheckConstraint(condition=models.Q(("week__iso_week_day", 1)), name="a_claim_is_for_a_week_from_its_monday"),
                    models.CheckConstraint(condition=models.Q(("vat_pence", 0)), name="care_is_claimed_without_vat"),
                ],
            },
        ),
    ]
