"""A commit settles what its transaction noted by the index, not by looking at all of it for each."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "account_for.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_record")]
    operations = [migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop)]
