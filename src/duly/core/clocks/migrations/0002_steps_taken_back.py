"""A step that was noted by mistake is taken back by another, or noted again on the right day; a clock whose start is taken back is in a state of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clocks", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="clock",
            name="a_clock_is_in_a_known_state",
        ),
        migrations.RemoveConstraint(
            model_name="clockstep",
            name="a_clocks_step_is_a_known_one",
        ),
        migrations.AddField(
            model_name="clockstep",
            name="of",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="takings", to="clocks.clockstep"),
        ),
        migrations.AddField(
            model_name="clockstep",
            name="stands_for",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clockstep"),
        ),
        migrations.AlterField(
            model_name="clock",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "running"),
                    ("stopped", "stopped"),
                    ("met", "met"),
                    ("missed", "missed"),
                    ("ended", "ended"),
                    ("taken back", "taken back"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["running", "stopped", "met", "missed", "ended", "taken back"])),
                name="a_clock_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb__in", ["started", "stopped", "restarted", "extended", "met", "ended", "taken back"])),
                name="a_clocks_step_is_a_known_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("of__isnull", False), ("stands_for__isnull", True), ("verb", "taken back")),
                    models.Q(models.Q(("verb", "taken back"), _negated=True), ("of__isnull", True)),
                    _connector="OR",
                ),
                name="what_takes_a_clocks_step_back_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.UniqueConstraint(fields=("of",), name="a_clocks_step_is_taken_back_once"),
        ),
    ]
