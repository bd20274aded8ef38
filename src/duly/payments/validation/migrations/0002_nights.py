"""Lines by the night: how many were claimed, agreed, seen and paid for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessedline",
            name="agreed_nights",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="assessedline",
            name="claimed_nights",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="assessedline",
            name="delivered_nights",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="assessedline",
            name="payable_nights",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_minutes", 0), ("claimed_minutes", 0), ("delivered_minutes", 0), ("payable_minutes", 0)),
                    models.Q(("agreed_nights", 0), ("claimed_nights", 0), ("delivered_nights", 0), ("payable_nights", 0)),
                    _connector="OR",
                ),
                name="a_line_is_by_the_minute_or_by_the_night",
            ),
        ),
    ]
