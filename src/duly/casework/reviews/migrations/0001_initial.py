"""Reviews, referrals, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE reviews_review_number", reverse_sql="DROP SEQUENCE reviews_review_number"),
        migrations.RunSQL("CREATE SEQUENCE reviews_referral_number", reverse_sql="DROP SEQUENCE reviews_referral_number"),
        migrations.CreateModel(
            name="AdoptedRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("starts", models.DateField()),
                ("content", models.JSONField()),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("number__gte", 2)), name="the_first_rules_of_reviews_are_ours")],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("open", "open"), ("answered", "answered"), ("closed", "closed")], max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("about", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(blank=True, max_length=20)),
                ("to_whom", models.CharField(max_length=200)),
                ("question", models.TextField()),
                ("privileged", models.BooleanField()),
                ("opened_by", models.CharField(max_length=40)),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("clock_ref", models.CharField(blank=True, max_length=20)),
                ("hold_ref", models.CharField(blank=True, max_length=20)),
                ("hold_is_ours", models.BooleanField(default=False)),
                ("answer", models.TextField(blank=True)),
                ("with_what", models.CharField(blank=True, max_length=60)),
                ("answered_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "closed"])), name="a_referral_is_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["legal view", "external review", "external assurance"]),
                            models.Q(("question", ""), _negated=True),
                            models.Q(("to_whom", ""), _negated=True),
                        ),
                        name="a_referral_says_what_is_asked_of_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_answered_referral_has_its_answer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("source", "kind"),
                        name="a_letter_opens_one_referral_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("under way", "under way"),
                            ("concluded", "concluded"),
                            ("referred back", "referred back"),
                            ("carried out", "carried out"),
                            ("closed", "closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("decision_ref", models.CharField(db_index=True, max_length=20)),
                ("decision_version", models.PositiveIntegerField()),
                ("decision_event", models.UUIDField()),
                ("decision_sha256", models.CharField(max_length=64)),
                ("stood_as", models.CharField(max_length=60)),
                ("asker", models.CharField(max_length=20)),
                ("asked_by", models.CharField(max_length=200)),
                ("source", models.CharField(blank=True, max_length=20)),
                ("received_on", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("in_time", models.BooleanField()),
                ("rules_number", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("because", models.TextField(blank=True)),
                ("why_late", models.TextField(blank=True)),
                ("reviewer", models.CharField(blank=True, max_length=40)),
                ("team", models.CharField(blank=True, max_length=40)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("route", models.CharField(blank=True, max_length=20)),
                ("conclusion", models.TextField(blank=True)),
                ("done", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "accepted", "under way", "concluded", "referred back", "carried out"])),
                        fields=("decision_ref",),
                        name="a_decision_is_under_one_review_at_a_time",
                    ),
                    models.UniqueConstraint(fields=("case_ref", "number"), name="reviews_of_a_case_are_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["asked", "accepted", "refused", "under way", "concluded", "referred back", "carried out", "closed"],
                            )
                        ),
                        name="a_review_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asker__in", ("complainant", "representative", "body", "ourselves")), models.Q(("asked_by", ""), _negated=True)
                        ),
                        name="a_review_says_who_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_time", True),
                            models.Q(("why_late", ""), _negated=True),
                            ("state__in", ["asked", "refused", "closed"]),
                            _connector="OR",
                        ),
                        name="a_review_accepted_late_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), models.Q(("because", ""), _negated=True), _connector="OR"),
                        name="a_refused_review_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_refused_review_gives_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewer", ""), _negated=True),
                            ("state__in", ["asked", "accepted", "refused", "closed"]),
                            _connector="OR",
                        ),
                        name="a_review_under_way_has_a_reviewer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("route", "")),
                            models.Q(
                                ("outcome__in", ["upheld", "partly upheld", "not upheld"]),
                                ("route__in", ["confirm", "explain", "amend", "quash", "resolve", "refer back"]),
                                models.Q(("conclusion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_concluded_review_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["concluded", "referred back", "carried out"]), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_review_is_concluded_before_it_is_carried_out",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("issues", models.JSONField()),
                ("target_on", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="reviews.review")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("review",), name="a_review_has_one_plan_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("words", models.TextField()),
                ("made_by", models.UUIDField()),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="grounds", to="reviews.review")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "place"), name="grounds_of_a_review_are_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("words", ""), _negated=True)),
                        name="a_ground_says_which_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("finding", models.CharField(max_length=10)),
                ("reasons", models.TextField()),
                ("evidence", models.JSONField(default=list)),
                ("found_by", models.CharField(max_length=40)),
                ("found_on", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="reviews.review")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("review", "place"),
                        name="a_ground_has_one_finding_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finding__in", ["decision", "method", "both", "neither"]), models.Q(("reasons", ""), _negated=True)
                        ),
                        name="a_finding_says_which_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("party", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("what", models.TextField()),
                ("by_when", models.DateField()),
                ("made_by", models.UUIDField()),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="reviews.review")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "place"), name="tellings_of_a_review_are_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party", ""), _negated=True),
                            models.Q(("what", ""), _negated=True),
                            ("kind__in", ["acknowledgement", "answer", "other"]),
                        ),
                        name="a_telling_says_whom_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("how", models.TextField()),
                ("proof", models.CharField(blank=True, max_length=20)),
                ("told_by", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="told", to="reviews.review")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "place"), name="somebody_is_told_once"),
                    models.CheckConstraint(condition=models.Q(("how", ""), _negated=True), name="telling_somebody_says_how"),
                ],
            },
        ),
    ]
