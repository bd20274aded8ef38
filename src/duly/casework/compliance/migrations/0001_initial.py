"""Recommendations that are followed, what proves them, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE compliance_followed_number", reverse_sql="DROP SEQUENCE compliance_followed_number"),
        migrations.CreateModel(
            name="Followed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("recommendation_ref", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("body", models.CharField(db_index=True, max_length=200)),
                ("ours", models.BooleanField()),
                ("due", models.DateField()),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("recommendation_ref",), name="a_recommendation_is_followed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["due", "partial", "met", "met late", "refused", "unmet"])),
                        name="compliance_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("state__in", ["due", "partial"])),
                            models.Q(models.Q(("state__in", ["due", "partial"]), _negated=True), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="compliance_that_ended_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["met", "met late"]), _negated=True),
                            models.Q(("ended_on__lte", models.F("due")), ("state", "met")),
                            models.Q(("ended_on__gt", models.F("due")), ("state", "met late")),
                            _connector="OR",
                        ),
                        name="met_is_by_the_day_and_late_is_after_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("body", ""), _negated=True), models.Q(("case_ref", ""), _negated=True)),
                        name="compliance_says_whose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source_ref", models.CharField(max_length=20)),
                ("document_ref", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("made_by", models.UUIDField()),
                (
                    "followed",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="compliance.followed"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$"), models.Q(("source_ref", ""), _negated=True)),
                        name="proof_says_from_what",
                    )
                ],
            },
        ),
    ]
