"""Bank files, and what holds them to run and ledger."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "banking.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("runs", "0001_initial"), ("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE banking_file_serial", reverse_sql="DROP SEQUENCE banking_file_serial"),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("run_ref", models.CharField(max_length=16)),
                ("state", models.CharField(max_length=10)),
                ("preparer", models.CharField(max_length=20)),
                ("approver", models.CharField(max_length=20)),
                ("releaser", models.CharField(max_length=20)),
                ("total_pence", models.BigIntegerField()),
                ("payment_count", models.PositiveIntegerField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("pay_date", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                ("byte_count", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("void_asked_by", models.CharField(max_length=20, null=True)),
                ("voided_by", models.CharField(max_length=20, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("serial",), name="one_file_of_a_serial"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True), fields=("run_ref",), name="one_unvoided_file_for_a_run"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("preparer", models.F("approver")), _negated=True),
                            models.Q(("preparer", models.F("releaser")), _negated=True),
                            models.Q(("approver", models.F("releaser")), _negated=True),
                        ),
                        name="three_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["issued", "void asked", "voided"])), name="file_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), ("void_asked_by__isnull", True), ("voided_by__isnull", True)),
                            models.Q(("state", "void asked"), ("void_asked_by__isnull", False), ("voided_by__isnull", True)),
                            models.Q(("state", "voided"), ("void_asked_by__isnull", False), ("voided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="who_voids_goes_with_the_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voided_by__isnull", True), models.Q(("voided_by", models.F("void_asked_by")), _negated=True), _connector="OR"
                        ),
                        name="two_people_void_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payment_count__gt", 0), ("total_pence__gt", 0)), name="file_pays_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayingAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("use", models.CharField(default="payments", max_length=20)),
                ("name", models.CharField(max_length=70)),
                ("sort_code", models.CharField(max_length=6)),
                ("account_number", models.CharField(max_length=8)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("use",), name="one_paying_account_at_a_time"
                    ),
                    models.CheckConstraint(condition=models.Q(("sort_code__regex", "^[0-9]{6}$")), name="paying_sort_code_is_six_digits"),
                    models.CheckConstraint(
                        condition=models.Q(("account_number__regex", "^[0-9]{8}$")), name="paying_account_is_eight_digits"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="paying_account_has_a_name"),
                ],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
