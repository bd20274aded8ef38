"""Somebody at risk, and violence, force another look at the risk of a case by the first rules too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0003_adopted_rules"),
    ]

    operations = [
        migrations.RunSQL((SQL / "somebody_at_risk.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
