"""Letters, the numbers they are given, and the trigger that holds their bytes."""

from pathlib import Path

from django.db import migrations, models

LETTER_BYTES = (Path(__file__).parent.parent / "sql" / "letter_bytes.sql").read_text()


class Migration(migrations.Migration):
    initial = True

    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE dispatch_letter_number", reverse_sql="DROP SEQUENCE dispatch_letter_number"),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("approved", "approved"), ("released", "released"), ("sent", "sent")], max_length=20
                    ),
                ),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("decision_ref", models.CharField(max_length=20)),
                ("template", models.CharField(max_length=60)),
                ("template_version", models.PositiveIntegerField()),
                ("to_name", models.CharField(max_length=200)),
                ("to_address", models.CharField(max_length=320)),
                ("fields", models.JSONField()),
                ("text", models.TextField(blank=True)),
                ("document_ref", models.CharField(blank=True, max_length=20)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("prepared_by", models.CharField(max_length=40)),
                ("approved_by", models.CharField(blank=True, max_length=40)),
                ("approved_sha256", models.CharField(blank=True, max_length=64)),
                ("sent_sha256", models.CharField(blank=True, max_length=64)),
                ("sent_on", models.DateField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_sha256", ""), ("state", "draft")),
                            models.Q(("approved_sha256", models.F("content_sha256")), ("approved_sha256__gt", "")),
                            _connector="OR",
                        ),
                        name="letter_is_approved_as_its_bytes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_sha256", ""), ("state__in", ["draft", "approved"])),
                            models.Q(("state__in", ["released", "sent"]), ("sent_sha256", models.F("approved_sha256"))),
                            _connector="OR",
                        ),
                        name="letter_is_sent_as_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("message_id__gt", ""), ("sent_on__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="sent_letter_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                        name="letter_is_not_approved_by_who_made_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content_sha256", ""), ("document_ref", "")),
                            models.Q(("content_sha256__gt", ""), ("document_ref__gt", "")),
                            _connector="OR",
                        ),
                        name="letter_bytes_and_document_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "approved", "released", "sent"])), name="letter_is_in_a_known_state"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            LETTER_BYTES,
            reverse_sql="DROP TRIGGER letter_bytes ON dispatch_letter; DROP FUNCTION dispatch_letter_bytes()",
        ),
    ]
