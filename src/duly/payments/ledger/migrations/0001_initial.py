"""The book's tables, and the triggers that keep it whole."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "ledger.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE ledger_journal_number", reverse_sql="DROP SEQUENCE ledger_journal_number"),
        migrations.CreateModel(
            name="Journal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("key", models.CharField(max_length=80)),
                ("period", models.CharField(max_length=7)),
                ("narrative_code", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                (
                    "reverses",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reversals", to="ledger.journal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField()),
                ("account", models.CharField(max_length=60)),
                ("reference", models.CharField(max_length=120)),
                ("pence", models.BigIntegerField()),
                ("made_by", models.UUIDField()),
                ("journal", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="legs", to="ledger.journal")),
            ],
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=7, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("asked_by", models.CharField(max_length=20)),
                ("closed_by", models.CharField(max_length=20, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("ref__regex", "^\\d{4}-(0[1-9]|1[0-2])$")), name="closed_period_is_a_month"),
                    models.CheckConstraint(condition=models.Q(("state__in", ["open", "asked", "closed"])), name="period_state_is_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="closed_period_has_a_closer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by__isnull", True), models.Q(("closed_by", models.F("asked_by")), _negated=True), _connector="OR"
                        ),
                        name="two_people_close_a_period",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.UniqueConstraint(fields=("key",), name="one_journal_for_each_key"),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.UniqueConstraint(fields=("reverses",), name="a_journal_is_reversed_once"),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.CheckConstraint(condition=models.Q(("period__regex", "^\\d{4}-(0[1-9]|1[0-2])$")), name="period_is_a_month"),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="journal_has_a_key"),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["reference", "account"], name="leg_by_reference", opclasses=["text_pattern_ops", "text_ops"]),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["account"], name="leg_by_account"),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(fields=("journal", "n"), name="one_leg_of_a_number_in_a_journal"),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(condition=models.Q(("pence", 0), _negated=True), name="a_leg_moves_a_penny"),
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
