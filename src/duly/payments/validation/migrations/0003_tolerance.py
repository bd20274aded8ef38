"""What a contract let through, of what a line was entitled to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0002_nights"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessedline",
            name="let_pence",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="assessedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("let_pence", 0),
                    models.Q(("decision__in", ("CLEAN", "TRIMMED")), ("let_pence__gt", 0), ("let_pence__lte", models.F("entitled_pence"))),
                    _connector="OR",
                ),
                name="only_what_is_paid_is_let_through",
            ),
        ),
    ]
