"""The keys of what was done once, for either wing: until now they were kept by the payments, and casework alone had none."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "forms.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FormDone",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("sent_by", models.CharField(max_length=20)),
                ("path", models.CharField(max_length=200)),
                ("body_sha256", models.CharField(max_length=64)),
                ("answer", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("body_sha256__regex", "^[0-9a-f]{64}$")), name="form_digest_is_a_sha256")
                ],
            },
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
