"""No case is closed under review, or while anybody is still to be told of one: the database itself refuses it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0001_initial"),
        ("cases", "0005_closing"),
    ]

    operations = [
        migrations.RunSQL((SQL / "not_closed_under_review.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
