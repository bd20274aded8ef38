"""A decision is of a paper that is ready, and never of one that was withdrawn: the database itself refuses it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_counts_as"),
        ("submissions", "0011_stays_as_it_ended"),
    ]

    operations = [
        migrations.RunSQL((SQL / "of_a_ready_paper.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
