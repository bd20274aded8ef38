"""Alerts, and who acknowledged them when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("record", "0001_record")]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=160)),
                ("title", models.CharField(max_length=120)),
                ("urgency", models.CharField(max_length=10)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("event", models.UUIDField(null=True)),
                ("url", models.CharField(max_length=300)),
                ("happened_at", models.DateTimeField()),
                ("raised_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "-happened_at"], name="alert_newest_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "name"), name="an_alert_is_raised_once_for_a_person"),
                    models.CheckConstraint(condition=models.Q(("urgency__in", ("now", "for you"))), name="alert_urgency_is_known"),
                    models.CheckConstraint(
                        condition=models.Q(("event__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="alert_says_what_happened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                (
                    "alert",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="acknowledgement", to="alerts.alert"),
                ),
            ],
        ),
    ]
