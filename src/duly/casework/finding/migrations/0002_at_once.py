"""Counts beside a list in one question, words narrowed by the list's filters, and words of very many cases taken as they stand."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("finding", "0001_initial")]

    operations = [migrations.RunSQL((SQL / "at_once.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop)]
