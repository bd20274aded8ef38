"""The sign-in log, and the trigger that keeps it as it was written."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "sign_ins.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("record", "0001_record"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=12)),
                ("how", models.CharField(max_length=60)),
                ("address", models.CharField(max_length=45)),
                ("device", models.CharField(max_length=60)),
                (
                    "officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="sign_ins", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "-id"], name="people_signin_of_officer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ("signed in", "refused", "locked", "unlocked"))), name="sign_in_is_of_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officer__isnull", False), ("what", "refused"), _connector="OR"),
                        name="only_a_refusal_is_of_nobody",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
