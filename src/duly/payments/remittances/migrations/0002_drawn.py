"""Remittances as PDF, as they were first opened."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "drawn.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("remittances", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemittanceDrawn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pdf", models.BinaryField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("template_sha256", models.CharField(max_length=64)),
                ("made_by", models.UUIDField()),
                (
                    "remittance",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drawn", to="remittances.storedremittance"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("remittance",), name="a_remittance_is_drawn_once")],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
