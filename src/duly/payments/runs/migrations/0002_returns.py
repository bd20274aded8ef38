"""Payments that come back: what they free, and who may not approve."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "returns.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("runs", "0001_initial"),
        ("validation", "0001_initial"),
        ("ledger", "0002_whole_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentReturned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pence", models.BigIntegerField()),
                ("answer", models.CharField(max_length=130)),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.AddField(
            model_name="run",
            name="taken_out_by",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None),
        ),
        migrations.AddField(
            model_name="runline",
            name="pays_again",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="paid_again_by", to="runs.runline"
            ),
        ),
        migrations.AddConstraint(
            model_name="runline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("pays_again",), name="what_came_back_is_paid_again_once"
            ),
        ),
        migrations.AddField(
            model_name="paymentreturned",
            name="payment",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="runs.payment"),
        ),
        migrations.AddField(
            model_name="paymentreturned",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="runs.run"),
        ),
        migrations.AddConstraint(
            model_name="paymentreturned",
            constraint=models.UniqueConstraint(fields=("payment",), name="a_payment_is_returned_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentreturned",
            constraint=models.UniqueConstraint(fields=("made_by",), name="an_event_returns_one_payment"),
        ),
        migrations.AddConstraint(
            model_name="paymentreturned",
            constraint=models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="a_return_brings_something_back"),
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
