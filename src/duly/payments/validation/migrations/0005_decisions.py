"""Two more ways to decide what was held: as it was claimed, and an amount of the officer's own with the sum it was worked out by."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "decisions.sql").read_text(encoding="utf-8")
WAYS = ["pay_entitled", "pay_delivered", "pay_claimed", "hold", "pay_other"]


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0004_lettings"),
    ]

    operations = [
        migrations.AddField(model_name="exceptiondecision", name="tape", field=models.CharField(default="", max_length=120)),
        migrations.RemoveConstraint(model_name="exceptiondecision", name="a_decision_is_one_of_three"),
        migrations.AddConstraint(
            model_name="exceptiondecision",
            constraint=models.CheckConstraint(condition=models.Q(("choice__in", WAYS)), name="a_decision_is_one_of_five"),
        ),
        migrations.AddConstraint(
            model_name="exceptiondecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("choice", "pay_other"), models.Q(("tape", ""), _negated=True)),
                    models.Q(models.Q(("choice", "pay_other"), _negated=True), ("tape", "")),
                    _connector="OR",
                ),
                name="another_amount_and_only_that_has_its_sum",
            ),
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
