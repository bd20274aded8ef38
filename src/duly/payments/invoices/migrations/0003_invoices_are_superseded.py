"""Invoices are facts that a corrected file supersedes, with their lines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invoices", "0002_vat_stays_and_people"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoice",
            name="an_invoice_is_taken_in_once",
        ),
        migrations.AddField(
            model_name="invoice",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["import_ref"], name="invoices_by_import"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("provider_ref", "ref"), name="an_invoice_is_taken_in_once"
            ),
        ),
    ]
