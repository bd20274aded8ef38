"""Legal holds, disposal lists, and the one way in which private words are erased."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "erasure.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("record", "0001_record"), ("log", "0001_log")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE retention_hold_number", reverse_sql="DROP SEQUENCE retention_hold_number"),
        migrations.RunSQL("CREATE SEQUENCE retention_disposal_number", reverse_sql="DROP SEQUENCE retention_disposal_number"),
        migrations.CreateModel(
            name="Erased",
            fields=[
                ("event_id", models.UUIDField(primary_key=True, serialize=False)),
                ("erased_by", models.UUIDField()),
            ],
            options={
                "db_table": 'audit"."erased',
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("carried out", "carried out"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("record_class", models.CharField(max_length=20)),
                ("because", models.TextField()),
                ("events", models.PositiveIntegerField()),
                ("list_sha256", models.CharField(max_length=64)),
                ("proposed_by", models.CharField(max_length=40)),
                ("proposed_on", models.DateField()),
                ("approved_by", models.CharField(max_length=40, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "carried out", "withdrawn"])),
                        name="disposal_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disposal_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "carried out"]), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="disposal_goes_on_only_when_approved",
                    ),
                    models.CheckConstraint(condition=models.Q(("events__gt", 0)), name="disposal_is_of_something"),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="disposal_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("held", "held"), ("lifted", "lifted")], max_length=20)),
                ("about", models.CharField(max_length=60)),
                ("because", models.TextField()),
                ("placed_by", models.CharField(max_length=40)),
                ("placed_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("state__in", ["held", "lifted"])), name="hold_is_in_a_known_state"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("about", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="hold_says_on_what_and_why",
                    ),
                    models.UniqueConstraint(condition=models.Q(("state", "held")), fields=("about",), name="one_hold_stands_on_a_thing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposalLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.UUIDField()),
                ("subject_type", models.TextField()),
                ("subject_ref", models.TextField()),
                ("under", models.CharField(max_length=60)),
                ("made_by", models.UUIDField()),
                ("disposal", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="retention.disposal")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("disposal", "event_id"), name="an_event_is_on_a_list_once")],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
