"""What came with a mail is found by its words."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("finding", "0002_at_once"), ("correspondence", "0007_enclosed")]

    operations = [
        migrations.RunSQL((SQL / "enclosed.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
