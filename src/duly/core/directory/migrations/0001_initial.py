"""The directory: entries, their dated details and roles, words that go with their events, who is the same, and markers."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

WORDS = (Path(__file__).parent.parent / "sql" / "words.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial"), ("record", "0003_stamp_in_order"), ("retention", "0001_initial")]  # people: for btree_gist

    operations = [
        migrations.RunSQL("CREATE SEQUENCE directory_entry_number", reverse_sql="DROP SEQUENCE directory_entry_number"),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("entered_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("person", "body", "committee"))), name="an_entry_is_of_a_known_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.UUIDField(db_index=True)),
                ("about", models.CharField(db_index=True, max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("compared", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "compared"], name="words_as_compared")],
            },
        ),
        migrations.CreateModel(
            name="Detail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="details", to="directory.entry")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["name", "email", "phone", "post", "format", "channel", "hours", "adjustment"])),
                        name="a_detail_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)),
                        name="a_detail_begins_on_a_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True), ("kind__in", ("name", "post", "format", "channel"))),
                        expressions=[("entry", "="), ("kind", "="), ("during", "&&")],
                        name="one_name_address_format_and_channel_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("owner", models.CharField(max_length=20)),
                ("review_on", models.DateField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="markers", to="directory.entry")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("owner", ""), _negated=True), name="a_marker_has_an_owner"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__endswith__isnull", False), ("during__isempty", False), ("during__startswith__isnull", False)
                        ),
                        name="a_marker_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__endswith__gte", models.F("review_on")), ("during__startswith__lte", models.F("review_on"))
                        ),
                        name="a_marker_is_reviewed_before_it_lapses",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("entry", "number"), name="a_marker_is_placed_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=30)),
                ("of", models.CharField(blank=True, db_index=True, max_length=80)),
                ("scope", models.CharField(blank=True, max_length=20)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="directory.entry")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "represented by",
                                    "member of parliament",
                                    "in jurisdiction",
                                    "succeeded by",
                                    "link officer",
                                    "member",
                                    "adviser",
                                    "related to",
                                ],
                            )
                        ),
                        name="a_role_is_a_known_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)), name="a_role_begins_on_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("of__gt", ""),
                                (
                                    "role__in",
                                    ["represented by", "succeeded by", "link officer", "member", "related to", "member of parliament"],
                                ),
                            ),
                            models.Q(("of", ""), ("role__in", ["in jurisdiction", "adviser"])),
                            _connector="OR",
                        ),
                        name="a_role_says_of_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("role", "represented by"), ("scope__in", ("everything", "one complaint", "letters only", "calls only"))
                            ),
                            models.Q(models.Q(("role", "represented by"), _negated=True), ("scope", "")),
                            _connector="OR",
                        ),
                        name="consent_has_a_scope",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("entry", "="), ("role", "="), ("of", "="), ("scope", "="), ("during", "&&")],
                        name="a_role_is_held_once_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True), ("role", "member of parliament")),
                        expressions=[("of", "="), ("during", "&&")],
                        name="one_member_for_a_constituency_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True), ("role", "member of parliament")),
                        expressions=[("entry", "="), ("during", "&&")],
                        name="a_member_sits_for_one_constituency_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True), ("role", "link officer")),
                        expressions=[("of", "="), ("during", "&&")],
                        name="one_link_officer_of_a_body_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Same",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.entry")),
                ("other", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.entry")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("other",), name="an_entry_is_the_same_as_one_other"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("entry", models.F("other")), _negated=True), name="an_entry_is_not_merged_with_itself"
                    ),
                ],
            },
        ),
        migrations.RunSQL(WORDS, reverse_sql=migrations.RunSQL.noop),
    ]
