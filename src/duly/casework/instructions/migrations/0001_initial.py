"""Standing instructions, readings of letters and their points, and the numbers instructions are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE instructions_number", reverse_sql="DROP SEQUENCE instructions_number"),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("about", models.CharField(db_index=True, max_length=20)),
                ("case_refs", models.JSONField(default=list)),
                ("by_matter", models.BooleanField()),
                ("channels", models.JSONField(default=list)),
                ("reader", models.CharField(max_length=20)),
                ("named_officer", models.CharField(blank=True, max_length=20)),
                ("calls_a_week", models.PositiveIntegerField(null=True)),
                ("minutes_a_call", models.PositiveIntegerField(null=True)),
                ("warned_on", models.DateField(null=True)),
                ("proposed_by", models.CharField(max_length=20)),
                ("proposed_on", models.DateField()),
                ("review_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("told_in", models.UUIDField()),
                ("authorised_by", models.CharField(blank=True, max_length=20)),
                ("authorised_on", models.DateField(null=True)),
                ("scheme", models.CharField(blank=True, max_length=60)),
                ("rule", models.CharField(blank=True, max_length=20)),
                ("notified_on", models.DateField(null=True)),
                ("starts", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "authorised", "refused", "in force", "lifted", "lapsed"])),
                        name="an_instruction_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["on file", "writing only", "named officer", "call limit"])),
                        name="an_instruction_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("case_refs", []), _negated=True), ("by_matter", True), _connector="OR"),
                        name="an_instruction_has_a_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channels", []), _negated=True),
                            models.Q(("about", ""), _negated=True),
                            models.Q(("reader", ""), _negated=True),
                        ),
                        name="an_instruction_says_of_whom_and_who_reads",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "named officer"), models.Q(("named_officer", ""), _negated=True)),
                            models.Q(
                                ("kind", "call limit"),
                                models.Q(("calls_a_week__isnull", False), ("minutes_a_call__isnull", False), _connector="OR"),
                            ),
                            models.Q(("kind__in", ["named officer", "call limit"]), _negated=True),
                            _connector="OR",
                        ),
                        name="an_instruction_says_which_officer_or_how_many_calls",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gt", models.F("review_on")), ("review_on__gt", models.F("proposed_on"))),
                        name="an_instruction_is_reviewed_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authorised_by", ""), models.Q(("authorised_by", models.F("proposed_by")), _negated=True), _connector="OR"
                        ),
                        name="an_instruction_is_not_authorised_by_who_proposed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("proposed", "refused")),
                            models.Q(
                                models.Q(("authorised_by", ""), _negated=True),
                                models.Q(("scheme", ""), _negated=True),
                                models.Q(("rule", ""), _negated=True),
                                ("authorised_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_instruction_past_proposing_has_its_authority",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("in force", "lapsed")), _negated=True),
                            models.Q(("notified_on__isnull", False), ("starts__gte", models.F("notified_on")), ("starts__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_instruction_in_force_was_told_to_its_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", False), ("state__in", ["refused", "lifted", "lapsed"])),
                            models.Q(("ended_on__isnull", True), ("state__in", ["proposed", "authorised", "in force"])),
                            _connector="OR",
                        ),
                        name="an_instruction_that_ended_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_ref", models.CharField(db_index=True, max_length=20)),
                ("about", models.CharField(blank=True, max_length=20)),
                ("outcome", models.CharField(max_length=20)),
                ("verdict", models.CharField(max_length=30)),
                ("attachments_opened", models.BooleanField()),
                ("compared_with", models.PositiveIntegerField()),
                ("read_by", models.CharField(max_length=20)),
                ("read_on", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "instruction",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="instructions.instruction"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("marked_new", models.BooleanField()),
                ("answered_in", models.CharField(blank=True, max_length=20)),
                ("answered_paragraph", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
                (
                    "reading",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="points", to="instructions.reading"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("item_ref",), name="a_letter_has_one_reading_that_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["nothing new", "answer it", "not within"])), name="a_reading_has_a_known_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(condition=models.Q(("read_by", ""), _negated=True), name="a_letter_was_read_by_somebody"),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["repeated", "new point", "new evidence", "service complaint", "last words"])),
                name="a_point_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "repeated"), models.Q(("answered_in", ""), _negated=True)),
                    models.Q(models.Q(("kind", "repeated"), _negated=True), ("answered_in", "")),
                    _connector="OR",
                ),
                name="a_repeated_point_says_where_it_was_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__gte", 1), ("last__gte", models.F("first"))), name="a_point_is_of_sentences_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.UniqueConstraint(fields=("reading", "first"), name="a_sentence_begins_one_point"),
        ),
    ]
