"""The log: a queue of committed events, the tree they are sealed in, its checkpoints, and what witnesses answered."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "log.sql").read_text(encoding="utf-8")
TABLES = {
    "Pending": "pending",
    "Leaf": "leaf",
    "Tile": "tile",
    "TreeState": "tree_state",
    "SignedCheckpoint": "checkpoint",
    "Cosignature": "cosignature",
    "Mark": "mark",
    "MarkKept": "mark_kept",
    "LogAlarm": "alarm",
}


class Migration(migrations.Migration):
    initial = True
    dependencies = [("record", "0002_account_for_at_once")]
    operations = [
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
        *(
            migrations.CreateModel(name=name, fields=[], options={"managed": False, "db_table": f'audit"."{table}'})
            for name, table in TABLES.items()
        ),
    ]
