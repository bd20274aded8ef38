"""How each case ended, and the triggers that let none be closed without it, nor say it while it is open."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_going_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=30)),
                ("principles", models.JSONField(default=list)),
                ("rules_number", models.PositiveIntegerField()),
                ("closed_on", models.DateField(db_index=True, null=True)),
                ("ended", models.JSONField(default=list)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="cases.case")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("case",), name="a_case_is_closed_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("outcome", ""), _negated=True), name="a_closing_says_how_the_case_ended"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rules_number", 0),
                            models.Q(
                                models.Q(("principles", []), _negated=True),
                                ("closed_on__isnull", False),
                                models.Q(("outcome", "not recorded"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closing_a_case_says_principles_and_day",
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "closed_with_an_outcome.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
