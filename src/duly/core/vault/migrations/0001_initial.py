"""The wrapped data keys, which only the vault reads, and what keeps them from being lost."""

import uuid
from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "vault.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="WrappedKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("of_table", models.CharField(max_length=63)),
                ("of_row", models.CharField(max_length=120)),
                ("under", models.CharField(db_index=True, max_length=8)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("of_table", "of_row"), name="one_key_for_a_sealed_row"),
                    models.CheckConstraint(condition=models.Q(("under__regex", "^[0-9a-f]{8}$")), name="key_is_wrapped_under_a_named_key"),
                ],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
