"""Versions of standard letters, and the trigger that holds the words of one that was put forward."""

from pathlib import Path

from django.db import migrations, models

STAYS = (Path(__file__).parent.parent / "sql" / "wording_stays.sql").read_text()


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=60, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("put forward", "put forward"), ("in use", "in use"), ("replaced", "replaced")],
                        max_length=20,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("owner", models.CharField(max_length=40)),
                ("expires", models.DateField()),
                ("written_by", models.CharField(max_length=40)),
                ("adopted_by", models.CharField(blank=True, max_length=40)),
                ("adopted_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in use")), fields=("code",), name="one_version_of_a_standard_letter_is_in_use"
                    ),
                    models.UniqueConstraint(fields=("code", "number"), name="a_version_of_a_standard_letter_has_its_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_by__gt", ""), ("adopted_on__isnull", False), ("state__in", ["in use", "replaced"])),
                            models.Q(
                                models.Q(("state__in", ["in use", "replaced"]), _negated=True),
                                ("adopted_by", ""),
                                ("adopted_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="an_adopted_wording_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adopted_by", models.F("written_by")), _negated=True),
                        name="a_wording_is_not_adopted_by_who_wrote_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), _negated=True), models.Q(("code", ""), _negated=True), ("number__gte", 1)
                        ),
                        name="a_wording_has_an_owner_and_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "put forward", "in use", "replaced"])),
                        name="a_wording_is_in_a_known_state",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, reverse_sql="DROP TRIGGER wording_stays ON wordings_wording; DROP FUNCTION wordings_wording_stays()"),
    ]
