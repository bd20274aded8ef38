"""Complaints withdrawn, what joint complainants agree to, and who carries on after a death."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_ref", models.CharField(max_length=20)),
                ("to", models.CharField(max_length=20)),
                ("given_to", models.CharField(blank=True, default="", max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="cases.case")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to__in", ("withdrawing", "closing", "disclosing"))), name="an_agreement_is_to_a_known_matter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("entry_ref", models.F("given_to")), _negated=True), name="nobody_gives_authority_to_themselves"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("case", "entry_ref", "to"),
                        name="a_party_agrees_to_a_matter_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarryingOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("died", models.CharField(max_length=20)),
                ("who", models.CharField(blank=True, default="", max_length=20)),
                ("as_what", models.CharField(max_length=30)),
                ("evidence", models.CharField(blank=True, default="", max_length=20)),
                ("starts", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="carried_on", to="cases.case")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("case", "died"),
                        name="it_is_decided_once_who_carries_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("as_what", "nobody"), ("who", "")),
                            models.Q(("as_what__in", ("personal representative", "family member")), models.Q(("who", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="whoever_carries_on_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("as_what", "personal representative"), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_personal_representative_shows_the_grant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=20)),
                ("how", models.CharField(max_length=30)),
                ("received_on", models.DateField()),
                ("back_by", models.DateField()),
                ("issues", models.JSONField(default=list)),
                ("settled", models.JSONField(default=list)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="cases.case")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("case",), name="a_complaint_is_withdrawn_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("who", ""), _negated=True),
                            ("how__in", ("letter", "e-mail", "telephone", "in person", "through a representative")),
                        ),
                        name="a_withdrawal_says_by_whom_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("back_by__gte", models.F("received_on"))), name="a_withdrawal_is_taken_back_after_it_came"
                    ),
                ],
            },
        ),
    ]
