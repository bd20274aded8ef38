"""Preferences, drafts, parked work, saved views and presences."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.CharField(max_length=20)),
                ("page", models.CharField(max_length=300)),
                ("form", models.CharField(max_length=300)),
                ("fields", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("officer", "page", "form"), name="one_draft_of_a_form_for_one_person")],
            },
        ),
        migrations.CreateModel(
            name="Parked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.CharField(max_length=20)),
                ("address", models.CharField(max_length=2000)),
                ("title", models.CharField(max_length=200)),
                ("place", models.JSONField(default=dict)),
                ("parked_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "-parked_at"], name="parked_newest_of_a_person")],
                "constraints": [models.UniqueConstraint(fields=("officer", "address"), name="an_address_is_parked_once")],
            },
        ),
        migrations.CreateModel(
            name="Preferences",
            fields=[
                ("officer", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("theme", models.CharField(default="", max_length=5)),
                ("density", models.CharField(default="compact", max_length=11)),
                ("text", models.CharField(default="", max_length=6)),
                ("letters", models.BooleanField(default=True)),
                ("keymap", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("theme__in", ["", "light", "dark"])), name="theme_is_known"),
                    models.CheckConstraint(condition=models.Q(("density__in", ["compact", "comfortable"])), name="density_is_known"),
                    models.CheckConstraint(condition=models.Q(("text__in", ["", "large", "larger"])), name="text_size_is_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("about", models.CharField(max_length=300)),
                ("writing", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["about", "seen_at"], name="who_is_at_a_thing")],
                "constraints": [models.UniqueConstraint(fields=("officer", "about"), name="one_presence_of_a_person_at_a_thing")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.CharField(max_length=20)),
                ("page", models.CharField(max_length=300)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=1700)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("officer", "page", "name"), name="one_view_of_a_name_on_a_page")],
            },
        ),
    ]
