"""A role is had by an entry of the kind it is for, and the database refuses another."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_names_nearly_alike"),
    ]

    operations = [migrations.RunSQL((SQL / "roles_fit.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop)]
