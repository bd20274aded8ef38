"""A letter that was not handed over may be dropped: it is kept, and never sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0003_drafts_packs_ink_and_formats"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_is_approved_as_its_bytes",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_is_sent_as_approved",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_is_in_a_known_state",
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("returned", "returned"),
                    ("approved", "approved"),
                    ("released", "released"),
                    ("sent", "sent"),
                    ("dropped", "dropped"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_sha256", ""), ("state__in", ["draft", "returned", "dropped"])),
                    models.Q(("approved_sha256", models.F("content_sha256")), ("approved_sha256__gt", "")),
                    _connector="OR",
                ),
                name="letter_is_approved_as_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_sha256", ""), ("state__in", ["draft", "returned", "approved", "dropped"])),
                    models.Q(("state__in", ["released", "sent"]), ("sent_sha256", models.F("approved_sha256"))),
                    _connector="OR",
                ),
                name="letter_is_sent_as_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "returned", "approved", "released", "sent", "dropped"])),
                name="letter_is_in_a_known_state",
            ),
        ),
    ]
