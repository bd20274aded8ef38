"""A paper that was withdrawn or decided stays so, and only one that is ready is decided: the database itself refuses it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0010_withdrawn"),
    ]

    operations = [
        migrations.RunSQL((SQL / "stays_as_it_ended.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
