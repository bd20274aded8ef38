"""Movements of paper files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("volume", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("way", models.CharField(max_length=10)),
                ("where", models.CharField(max_length=200)),
                ("holder", models.CharField(blank=True, max_length=20)),
                ("moved_on", models.DateField()),
                ("due_back", models.DateField(null=True)),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case_ref", "volume", "place"), name="a_volume_moves_one_step_at_a_time"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["store", "out", "back"]), models.Q(("where", ""), _negated=True), ("volume__gte", 1)
                        ),
                        name="a_movement_says_how_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_back__isnull", True), models.Q(("way", "out"), ("due_back__gte", models.F("moved_on"))), _connector="OR"
                        ),
                        name="only_what_is_out_is_due_back_later",
                    ),
                ],
            },
        ),
    ]
