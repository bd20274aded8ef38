"""A subject's entries are stamped in the order of its history, though the clock be put back between them."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "stamp_in_order.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("record", "0002_account_for_at_once")]
    operations = [migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop)]
