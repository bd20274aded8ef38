"""Post: the table of items and the numbers they are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE correspondence_item_number", reverse_sql="DROP SEQUENCE correspondence_item_number"),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("directed", "directed"),
                            ("allocated", "allocated"),
                            ("no reply", "no reply"),
                            ("held", "held"),
                            ("closed", "closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("channel", models.CharField(max_length=20)),
                ("document_ref", models.CharField(max_length=20)),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("message_id", models.CharField(blank=True, max_length=500)),
                ("received_on", models.DateField()),
                ("logged_on", models.DateField()),
                ("late", models.BooleanField()),
                ("why_late", models.TextField(blank=True)),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                ("sender_address", models.CharField(blank=True, max_length=320)),
                ("subject", models.CharField(blank=True, max_length=500)),
                ("addressed_to", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("attachments", models.JSONField(default=list)),
                ("faults", models.JSONField(default=list)),
                ("direct_to", models.CharField(blank=True, max_length=120)),
                ("next_action", models.TextField(blank=True)),
                ("owner", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "received_on"], name="post_by_state_and_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("sha256",), name="post_is_registered_once_by_its_bytes"),
                    models.UniqueConstraint(
                        condition=models.Q(("message_id", ""), _negated=True),
                        fields=("message_id",),
                        name="post_is_registered_once_by_message_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("logged_on__gte", models.F("received_on"))), name="post_is_not_logged_before_it_is_received"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("late", False), models.Q(("why_late", ""), _negated=True), _connector="OR"),
                        name="late_post_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "registered"),
                            models.Q(models.Q(("owner", ""), _negated=True), models.Q(("next_action", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="triaged_post_has_an_owner_and_a_next_action",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ("e-mail", "letter", "phone", "hand", "portal", "social"))),
                        name="post_comes_by_a_known_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["registered", "directed", "allocated", "no reply", "held", "closed"])),
                        name="post_item_is_in_a_known_state",
                    ),
                ],
            },
        ),
    ]
