"""The record's schema: events, payloads, and the guards that refuse a silent write."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "record.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(SQL, reverse_sql="DROP SCHEMA audit CASCADE"),
        migrations.CreateModel(
            name="StoredEvent",
            fields=[],
            options={"managed": False, "db_table": 'audit"."event'},
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[],
            options={"managed": False, "db_table": 'audit"."payload'},
        ),
    ]
