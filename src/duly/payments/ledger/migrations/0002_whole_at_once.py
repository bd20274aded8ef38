"""The legs of a journal are written by one statement: a balanced pair could be slipped in after the early check of its own transaction."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "whole_at_once.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """One trigger more."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop)]
