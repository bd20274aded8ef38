"""Reasons of returns that an office adopts: each return keeps the number of the rules it was made by. Those of before were made by the first."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0005_laid_down"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="returnnote", name="return_gives_a_known_reason"),
        migrations.RemoveConstraint(model_name="returnpoint", name="point_gives_a_known_reason"),
        migrations.AddField(model_name="returnnote", name="rules", field=models.PositiveIntegerField(default=1)),
        migrations.AddField(model_name="returnpoint", name="rules", field=models.PositiveIntegerField(default=1)),
        migrations.RunSQL((SQL / "of_its_reasons.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
