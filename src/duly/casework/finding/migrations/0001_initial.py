"""The words of cases and of post, the orders their lists are read in, and the functions that find and count within what may be seen."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("cases", "0002_parties"), ("correspondence", "0003_held_back")]

    operations = [
        migrations.RunSQL((SQL / "words.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "finding.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
