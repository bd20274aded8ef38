"""What became of closed post, and the trigger that lets none be closed without it."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0004_acknowledged"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=20)),
                ("principles", models.JSONField()),
                ("rules_number", models.PositiveIntegerField()),
                ("closed_on", models.DateField(db_index=True)),
                ("made_by", models.UUIDField()),
                (
                    "item",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="closing", to="correspondence.item"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["reply", "forward", "file", "no reply", "escalate"])),
                        name="post_ends_with_a_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principles", []), _negated=True), name="closing_post_says_which_principles_were_met"
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "closed_with_an_outcome.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
