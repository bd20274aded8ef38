"""A party is an entry of the directory of the kind that may be that, and the database refuses another."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_closed_by_whose_rule"),
        ("directory", "0001_initial"),
    ]

    operations = [migrations.RunSQL((SQL / "parties_fit.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop)]
