"""The database itself hands over no file that a witness has not seen, unless two people have overridden that."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "handing_over.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("banking", "0007_forms"), ("log", "0001_log")]

    operations = [migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop)]
