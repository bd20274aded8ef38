"""Counts of what is open gathered from an index of its own."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("finding", "0004_nearer")]

    operations = [migrations.RunSQL((SQL / "open.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop)]
