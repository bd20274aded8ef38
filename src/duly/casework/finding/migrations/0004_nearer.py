"""Pages read without going through all the rest, counts weighed in one question, and the orders of lists that are narrowed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("finding", "0003_enclosed"), ("confidentiality", "0002_named_of_an_officer")]

    operations = [migrations.RunSQL((SQL / "nearer.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop)]
