"""The question that every list of cases asks, planned once for a connection."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_parties_fit")]

    operations = [
        migrations.RunSQL((SQL / "some.sql").read_text(encoding="utf-8"), reverse_sql="DROP FUNCTION cases_some(text[])"),
    ]
