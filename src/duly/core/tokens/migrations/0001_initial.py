"""Tokens of officers, kept as digests, and when each was last used."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("record", "0001_record")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE tokens_token_number", reverse_sql="DROP SEQUENCE tokens_token_number"),
        migrations.CreateModel(
            name="LastUse",
            fields=[
                ("ref", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("live", "live"), ("revoked", "revoked")], max_length=20)),
                ("officer_ref", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ("secret_sha256", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField()),
                ("ends", models.DateField()),
                ("revoked_by", models.CharField(max_length=40, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["officer_ref"], name="token_of_an_officer")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("state__in", ["live", "revoked"])), name="token_is_in_a_known_state"),
                    models.CheckConstraint(
                        condition=models.Q(("secret_sha256__regex", "^[0-9a-f]{64}$")), name="token_keeps_only_a_digest"
                    ),
                    models.CheckConstraint(condition=models.Q(("ends__gt", models.F("made_on"))), name="token_ends_after_it_was_made"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "scopes__contained_by",
                                [
                                    "read:payments",
                                    "write:payments",
                                    "approve:payments",
                                    "release:payments",
                                    "read:casework",
                                    "read:record",
                                    "read:office",
                                ],
                            ),
                            ("scopes__len__gt", 0),
                        ),
                        name="token_has_known_scopes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_by__isnull", False), ("state", "revoked")),
                            models.Q(("revoked_by__isnull", True), ("state", "live")),
                            _connector="OR",
                        ),
                        name="token_revoked_says_by_whom",
                    ),
                ],
            },
        ),
    ]
