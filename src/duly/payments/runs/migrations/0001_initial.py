"""The tables of runs, and the triggers that hold them to their steps and sums."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "runs.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LinePeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_ref", models.CharField(max_length=40)),
                ("week", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line_ref", "week"), name="one_header_for_a_line_and_week"),
                    models.CheckConstraint(condition=models.Q(("week__iso_week_day", 1)), name="line_period_starts_on_a_monday"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("category", models.CharField(max_length=3)),
                ("week", models.DateField()),
                ("pay_date", models.DateField()),
                ("state", models.CharField(max_length=10)),
                ("drafted_by", models.CharField(max_length=20)),
                ("prepared_by", models.CharField(max_length=20, null=True)),
                ("approved_by", models.CharField(max_length=20, null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("total_pence", models.BigIntegerField(null=True)),
                ("payment_count", models.PositiveIntegerField(null=True)),
                ("content_sha256", models.CharField(max_length=64, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "prepared", "approved", "void"])), name="run_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__regex", "^[A-Z]{2,3}$")), name="run_category_is_two_or_three_letters"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content_sha256__isnull", True),
                                ("payment_count__isnull", True),
                                ("prepared_by__isnull", True),
                                ("state", "draft"),
                                ("total_pence__isnull", True),
                            ),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("content_sha256__isnull", False),
                                ("payment_count__isnull", False),
                                ("prepared_by__isnull", False),
                                ("total_pence__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="run_has_content_once_prepared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_approved_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by__isnull", False), ("state__in", ["approved", "void"])),
                            models.Q(("approved_by__isnull", True), ("state__in", ["draft", "prepared"])),
                            _connector="OR",
                        ),
                        name="approved_run_has_an_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="approver_is_not_preparer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_pence__isnull", True), models.Q(("payment_count__gt", 0), ("total_pence__gt", 0)), _connector="OR"
                        ),
                        name="prepared_run_pays_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_sha256__isnull", True), ("content_sha256__regex", "^[0-9a-f]{64}$"), _connector="OR"),
                        name="run_digest_is_a_sha256",
                    ),
                    models.CheckConstraint(condition=models.Q(("week__iso_week_day", 1)), name="run_week_is_a_monday"),
                    models.UniqueConstraint(
                        fields=("ref", "prepared_by", "approved_by", "total_pence", "payment_count", "content_sha256"),
                        name="run_as_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_ref", models.CharField(max_length=40)),
                ("provider_ref", models.CharField(max_length=20)),
                ("week", models.DateField()),
                ("pence", models.BigIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="left_out", to="runs.run")),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField()),
                ("provider_ref", models.CharField(max_length=20)),
                ("payee_masked", models.CharField(max_length=40)),
                ("payee_sha256", models.CharField(max_length=64)),
                (
                    "payee_changed_by",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None),
                ),
                ("net_pence", models.BigIntegerField()),
                ("line_count", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="runs.run")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("run", "provider_ref"),
                        name="one_payment_to_a_provider_in_a_run",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("run", "n"), name="one_payment_of_a_number_in_a_run"
                    ),
                    models.CheckConstraint(condition=models.Q(("net_pence__gte", 0)), name="no_provider_is_paid_less_than_nothing"),
                    models.CheckConstraint(condition=models.Q(("payee_sha256__regex", "^[0-9a-f]{64}$")), name="payee_digest_is_a_sha256"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField()),
                ("provider_ref", models.CharField(max_length=20)),
                ("person_ref", models.CharField(max_length=40)),
                ("service", models.CharField(max_length=60)),
                ("entitled_pence", models.BigIntegerField()),
                ("paid_before_pence", models.BigIntegerField()),
                ("pence", models.BigIntegerField()),
                ("judgement_ref", models.CharField(max_length=40)),
                ("assessed_digest", models.CharField(max_length=64)),
                ("cause", models.TextField()),
                ("assessed_id", models.BigIntegerField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "line_period",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="runs.lineperiod"),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="runs.run")),
            ],
            options={
                "indexes": [models.Index(fields=["run", "provider_ref"], name="run_line_by_provider")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("line_period", "n"),
                        name="one_live_claim_for_a_line_week_and_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("run", "line_period"),
                        name="a_run_pays_a_line_and_week_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("pence", 0), _negated=True), name="a_run_line_pays_or_takes_back_a_penny"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "pence",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("entitled_pence"), "-", models.F("paid_before_pence")
                                ),
                            )
                        ),
                        name="a_run_line_pays_what_is_due",
                    ),
                    models.CheckConstraint(condition=models.Q(("entitled_pence__gte", 0)), name="nobody_is_entitled_to_less_than_nothing"),
                ],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
