"""What was done once is kept by core, for either wing: the keys kept here go there, and none is lost."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "forms_move.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("banking", "0009_answers_dealt_with"), ("once", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop, state_operations=[migrations.DeleteModel(name="FormDone")]),
    ]
