"""Remittances as they were first made."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "remittances.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredRemittance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run_ref", models.CharField(max_length=16)),
                ("provider_ref", models.CharField(max_length=20)),
                ("text", models.BinaryField()),
                ("text_sha256", models.CharField(max_length=64)),
                ("csv", models.BinaryField()),
                ("csv_sha256", models.CharField(max_length=64)),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run_ref", "provider_ref"), name="one_remittance_of_a_run_to_a_provider")],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
