"""Points of a return and their answers, remarks, the evidence list, the ticked checklist, and who reviews it instead."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("words", models.TextField()),
                ("answered_by", models.CharField(max_length=40)),
                ("answered_on", models.DateField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("answered_by", ""), _negated=True)),
                        name="answer_says_what_and_whose",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=5)),
                ("title", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=20)),
                ("page", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "label"), name="one_evidence_of_a_label"),
                    models.CheckConstraint(
                        condition=models.Q(("label__regex", "^E[1-9]\\d{0,2}$")), name="evidence_label_is_e_and_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("page__gte", 1), models.Q(("title", ""), _negated=True), models.Q(("source", ""), _negated=True)
                        ),
                        name="evidence_says_what_and_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("checklist", models.DateField()),
                ("ticked", models.JSONField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("submission", "number"), name="a_version_is_passed_once")],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("from_whom", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("said_on", models.DateField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "place"), name="one_remark_at_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["party", "colleague"])), name="remark_is_of_a_party_or_a_colleague"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("from_whom", ""), _negated=True)),
                        name="remark_says_what_and_whose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=20)),
                ("words", models.TextField()),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("who_fixes", models.CharField(max_length=40)),
                ("fix_by", models.DateField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="points", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "number", "place"), name="one_point_at_a_place_of_a_return"),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["evidence", "remedy", "comments", "facts", "authority", "clarity"])),
                        name="point_gives_a_known_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("who_fixes", ""), _negated=True)),
                        name="point_says_what_and_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=40)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="routes", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("post", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="route_says_where_and_why",
                    )
                ],
            },
        ),
    ]
