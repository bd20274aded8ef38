"""Answers of banks that match nothing can be dealt with, each once, by somebody named and with a reason."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "dealing.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0008_only_what_a_witness_saw"),
        ("runs", "0002_returns"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerDealtWith",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20)),
                ("how", models.CharField(max_length=12)),
                ("run_ref", models.CharField(max_length=16)),
                ("dealt_by", models.CharField(max_length=20)),
                ("dealt_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                (
                    "answer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="dealt_with", to="banking.bankanswer"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("answer",), name="an_answer_is_dealt_with_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "by hand"), ("run_ref", "")),
                            models.Q(("how", "taken back"), ("run_ref__gt", "")),
                            _connector="OR",
                        ),
                        name="dealt_with_by_hand_or_taken_back_of_a_run",
                    ),
                    models.CheckConstraint(condition=models.Q(("dealt_by", ""), _negated=True), name="somebody_dealt_with_it"),
                ],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
