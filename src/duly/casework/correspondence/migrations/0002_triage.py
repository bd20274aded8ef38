"""Triage: what was noticed in post, whom it was told to, what is watched for, what was sent on, and the rules; every item owned from its first day."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE correspondence_watch_number", reverse_sql="DROP SEQUENCE correspondence_watch_number"),
        migrations.CreateModel(
            name="Adopted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("starts", models.DateField(unique=True)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Alerted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, unique=True)),
                ("to_post", models.CharField(max_length=40)),
                ("officers", models.JSONField()),
                ("level", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_name", models.CharField(max_length=200)),
                ("to_address", models.CharField(max_length=320)),
                ("document_ref", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("message_id", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=40)),
                ("tone", models.CharField(blank=True, max_length=10)),
                ("urgent", models.BooleanField()),
                ("where", models.CharField(max_length=10)),
                ("page", models.PositiveIntegerField()),
                ("paragraph", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("day", models.DateField(null=True)),
                ("by_person", models.BooleanField(default=False)),
                ("rules_number", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Watched",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("what", models.CharField(max_length=100)),
                ("because", models.TextField()),
                ("starts", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="triaged_post_has_an_owner_and_a_next_action",
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="post_item_is_in_a_known_state",
        ),
        migrations.AddField(
            model_name="item",
            name="rules_number",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="item",
            name="thread",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="item",
            name="state",
            field=models.CharField(
                choices=[
                    ("registered", "registered"),
                    ("directed", "directed"),
                    ("allocated", "allocated"),
                    ("duplicate", "duplicate"),
                    ("no reply", "no reply"),
                    ("held", "held"),
                    ("forwarded", "forwarded"),
                    ("closed", "closed"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(condition=models.Q(("sender_address", ""), _negated=True), fields=["sender_address"], name="post_by_sender"),
        ),
        # What was registered before and is not yet triaged has no owner: it is left as it is, and listed, until somebody triages it.
        AddConstraintNotValid(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("owner", ""), _negated=True), models.Q(("next_action", ""), _negated=True)),
                name="post_has_an_owner_and_a_next_action",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["registered", "directed", "allocated", "duplicate", "no reply", "held", "forwarded", "closed"])
                ),
                name="post_item_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="adopted",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 2)), name="adopted_rules_come_after_the_first"),
        ),
        migrations.AddField(
            model_name="alerted",
            name="item",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="alerted", to="correspondence.item"),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="item",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="forwarding", to="correspondence.item"),
        ),
        migrations.AddField(
            model_name="mark",
            name="item",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="correspondence.item"),
        ),
        migrations.AddConstraint(
            model_name="watched",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("what",), name="a_thing_is_watched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="watched",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("what", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                name="what_is_watched_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="alerted",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("at"))), name="an_alert_leaves_time_to_acknowledge_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="alerted",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 9)), name="an_alert_is_on_a_step_of_the_ladder"
            ),
        ),
        migrations.AddConstraint(
            model_name="forwarding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to_name", ""), _negated=True),
                    models.Q(("to_address", ""), _negated=True),
                    models.Q(("message_id", ""), _negated=True),
                    models.Q(("document_ref", ""), _negated=True),
                ),
                name="forwarding_is_proved",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                fields=("item", "rule", "where", "page", "paragraph", "start"),
                name="words_are_marked_once_by_a_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_person", True), ("end__gt", models.F("start")), _connector="OR"),
                name="a_mark_covers_words_or_is_a_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("where__in", ("sender", "subject", "text"))), name="a_mark_is_in_a_known_place"
            ),
        ),
    ]
