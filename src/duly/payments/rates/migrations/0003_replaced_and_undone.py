"""Rates name the import they came in, a reference is found quickly among all there ever were, and an adopted batch may be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rates", "0002_keys_and_batches"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="ratebatch",
            name="a_batch_is_put_forward_adopted_or_withdrawn",
        ),
        migrations.RemoveConstraint(
            model_name="ratebatch",
            name="nobody_adopts_rates_they_put_forward",
        ),
        migrations.AddField(
            model_name="rate",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddIndex(
            model_name="rate",
            index=models.Index(fields=["rate_ref"], name="rates_by_reference"),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["put forward", "adopted", "withdrawn", "taken back"])),
                name="a_batch_is_put_forward_adopted_withdrawn_or_taken_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["adopted", "taken back"]), _negated=True),
                    models.Q(("settled_by", models.F("put_forward_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_adopts_rates_they_put_forward",
            ),
        ),
    ]
