"""What banks answer, files handed over and voided on evidence, overrides, and the lock after a restore."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "answering.sql").read_text(encoding="utf-8")


def set_down_hand_overs(apps, schema_editor):
    """The files taken away before this was a fact of its own: as the record tells of them."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'audit'")
        cursor.execute(f"SET LOCAL ROLE {cursor.fetchone()[0]}")
        cursor.execute(
            "SELECT subject_ref, event_id, recorded_at, convert_from(body, 'UTF8')::jsonb -> 'actor' ->> 'ref'"
            " FROM audit.event WHERE action = 'file.handed-over' ORDER BY subject_ref, subject_version"
        )
        told = cursor.fetchall()
        cursor.execute("RESET ROLE")
        times = {}
        for ref, event, at, by in told:
            times[ref] = times.get(ref, 0) + 1
            cursor.execute(
                "INSERT INTO banking_handover (file_id, n, taken_by, taken_at, unwitnessed, made_by)"
                " SELECT id, %s, %s, %s, false, %s FROM banking_bankfile WHERE ref = %s",
                [times[ref], by, at, event, ref],
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the triggers below are made on a table with nothing pending


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0001_initial"),
        ("runs", "0002_returns"),
        ("documents", "0001_initial"),
        ("record", "0001_record"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=12)),
                ("file_said", models.CharField(max_length=40)),
                ("payment_said", models.CharField(max_length=40)),
                ("pence", models.BigIntegerField(null=True)),
                ("said_on", models.DateField()),
                ("reason_code", models.CharField(max_length=40)),
                ("import_ref", models.CharField(max_length=20)),
                ("unmatched_code", models.CharField(max_length=40)),
                ("unmatched_because", models.TextField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField()),
                ("taken_by", models.CharField(max_length=20)),
                ("taken_at", models.DateTimeField()),
                ("unwitnessed", models.BooleanField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="MissingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("serial", models.PositiveIntegerField(unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("pence", models.BigIntegerField()),
                ("week", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("lock_ref", models.CharField(max_length=20)),
                ("settling", models.CharField(max_length=12, null=True)),
                ("paid_by_run", models.CharField(max_length=16, null=True, unique=True)),
                ("document", models.CharField(max_length=20, null=True)),
                ("asked_by", models.CharField(max_length=20, null=True)),
                ("settled_by", models.CharField(max_length=20, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("asked_by", models.CharField(max_length=20)),
                ("given_by", models.CharField(max_length=20, null=True)),
                ("silent_seconds", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PaymentsLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("use", models.CharField(default="payments", max_length=20)),
                ("state", models.CharField(max_length=12)),
                ("locked_by", models.CharField(max_length=20)),
                ("locked_at", models.DateTimeField()),
                ("last_serial", models.PositiveIntegerField()),
                ("reconciled_by", models.CharField(max_length=20, null=True)),
                ("unlock_asked_by", models.CharField(max_length=20, null=True)),
                ("unlocked_by", models.CharField(max_length=20, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="bankfile",
            name="void_document",
            field=models.CharField(max_length=20, null=True),
        ),
        migrations.AddField(
            model_name="bankfile",
            name="void_document_sha256",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_document__isnull", True), ("void_document_sha256__isnull", True)),
                    models.Q(
                        ("void_document__isnull", False),
                        ("void_document_sha256__isnull", False),
                        models.Q(("state", "issued"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="evidence_goes_with_the_asking",
            ),
        ),
        migrations.AddField(
            model_name="bankanswer",
            name="file",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="banking.bankfile"),
        ),
        migrations.AddField(
            model_name="handover",
            name="file",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hand_overs", to="banking.bankfile"),
        ),
        migrations.AddConstraint(
            model_name="missingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256", ""), ("sha256__regex", "^[0-9a-f]{64}$"), _connector="OR"),
                name="missing_file_digest_is_a_sha256",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingfile",
            constraint=models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="missing_file_pays_something"),
        ),
        migrations.AddConstraint(
            model_name="missingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("week__isnull", True), ("week__iso_week_day", 1), _connector="OR"), name="missing_file_week_is_a_monday"
            ),
        ),
        migrations.AddConstraint(
            model_name="missingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_by__isnull", True), ("settled_by__isnull", True), ("settling__isnull", True), ("state", "held")),
                    models.Q(
                        ("asked_by__isnull", False), ("settled_by__isnull", True), ("settling__isnull", False), ("state", "settle asked")
                    ),
                    models.Q(("asked_by__isnull", False), ("settled_by__isnull", False), ("settling__isnull", False), ("state", "settled")),
                    _connector="OR",
                ),
                name="who_settles_a_missing_file_goes_with_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_by_run__isnull", True), ("settling__isnull", True)),
                    models.Q(("paid_by_run__isnull", False), ("settling", "paid")),
                    models.Q(("document__isnull", False), ("paid_by_run__isnull", True), ("settling", "never paid")),
                    _connector="OR",
                ),
                name="missing_file_was_paid_by_a_run_or_never",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_by__isnull", True), models.Q(("settled_by", models.F("asked_by")), _negated=True), _connector="OR"
                ),
                name="two_people_settle_a_missing_file",
            ),
        ),
        migrations.AddField(
            model_name="override",
            name="file",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="override", to="banking.bankfile"),
        ),
        migrations.AddConstraint(
            model_name="paymentslock",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "unlocked"), _negated=True), fields=("use",), name="one_payments_lock_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentslock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reconciled_by__isnull", True),
                        ("state", "locked"),
                        ("unlock_asked_by__isnull", True),
                        ("unlocked_by__isnull", True),
                    ),
                    models.Q(
                        ("reconciled_by__isnull", False),
                        ("state", "reconciled"),
                        ("unlock_asked_by__isnull", True),
                        ("unlocked_by__isnull", True),
                    ),
                    models.Q(
                        ("reconciled_by__isnull", False),
                        ("state", "unlock asked"),
                        ("unlock_asked_by__isnull", False),
                        ("unlocked_by__isnull", True),
                    ),
                    models.Q(
                        ("reconciled_by__isnull", False),
                        ("state", "unlocked"),
                        ("unlock_asked_by__isnull", False),
                        ("unlocked_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="who_unlocks_goes_with_the_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentslock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unlocked_by__isnull", True), models.Q(("unlocked_by", models.F("unlock_asked_by")), _negated=True), _connector="OR"
                ),
                name="two_people_unlock_payments",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankanswer",
            constraint=models.UniqueConstraint(fields=("bank", "reference"), name="a_bank_uses_a_reference_once"),
        ),
        migrations.AddConstraint(
            model_name="bankanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["acknowledged", "debited", "rejected", "returned"])), name="answer_is_of_a_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("bank", ""), _negated=True), models.Q(("reference", ""), _negated=True)),
                name="answer_names_its_bank_and_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file__isnull", True), ("unmatched_because__gt", ""), ("unmatched_code__gt", "")),
                    models.Q(("file__isnull", False), ("unmatched_because", ""), ("unmatched_code", "")),
                    _connector="OR",
                ),
                name="answer_matches_or_says_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "returned"), _negated=True),
                    ("file__isnull", True),
                    models.Q(("pence__gt", 0), ("pence__isnull", False)),
                    _connector="OR",
                ),
                name="a_return_is_of_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("file", "n"), name="one_hand_over_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(condition=models.Q(("n__gte", 1)), name="hand_overs_begin_at_one"),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_by__isnull", True), ("state__in", ["asked", "refused"])),
                    models.Q(("given_by__isnull", False), ("state", "given")),
                    _connector="OR",
                ),
                name="override_is_asked_refused_or_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_by__isnull", True), models.Q(("given_by", models.F("asked_by")), _negated=True), _connector="OR"
                ),
                name="two_people_override_the_witness",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(("silent_seconds__gte", 900)), name="the_witness_was_silent_for_fifteen_minutes"
            ),
        ),
        migrations.RunPython(set_down_hand_overs, migrations.RunPython.noop),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
