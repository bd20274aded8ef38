"""Advice, the cases that rely on it, its numbers, and the trigger that lets nothing rest on what does not stand."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE advice_number", reverse_sql="DROP SEQUENCE advice_number"),
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("way", models.CharField(max_length=10)),
                ("about", models.CharField(db_index=True, max_length=20)),
                ("asked_on", models.DateField()),
                ("entered_by", models.CharField(max_length=20)),
                ("asked_in", models.UUIDField()),
                ("answered_on", models.DateField(null=True)),
                ("answered_in", models.UUIDField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_in", models.UUIDField(null=True)),
                ("superseded_by", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "answered", "withdrawn"])), name="advice_is_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["given", "taken"]),
                            models.Q(("about", ""), _negated=True),
                            models.Q(("entered_by", ""), _negated=True),
                        ),
                        name="advice_says_which_way_and_what_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("answered_in__isnull", False), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="answered_advice_has_its_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_on__isnull", True), ("answered_on__gte", models.F("asked_on")), _connector="OR"),
                        name="advice_is_answered_after_it_was_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawn_in__isnull", False), ("withdrawn_on__isnull", False)),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("superseded_by", ""),
                                ("withdrawn_in__isnull", True),
                                ("withdrawn_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="advice_that_was_withdrawn_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("superseded_by", models.F("ref")), _negated=True), name="advice_does_not_supersede_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reliance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("relied_by", models.CharField(max_length=20)),
                ("relied_on", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("advice", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reliances", to="advice.advice")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("advice", "case_ref"),
                        name="a_case_relies_on_advice_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("case_ref", ""), _negated=True), models.Q(("relied_by", ""), _negated=True)),
                        name="reliance_says_which_case_and_who",
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "only_what_stands.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
