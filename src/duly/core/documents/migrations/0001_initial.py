"""Documents: one table, insert-only, with the hash the database checks."""

import django.db.models.functions.text
from django.db import migrations, models

import duly.core.documents.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE documents_document_number", reverse_sql="DROP SEQUENCE documents_document_number"),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("content", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256", duly.core.documents.models.HexOfHash("content"))),
                        name="document_hash_is_of_its_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size", django.db.models.functions.text.Length("content"))),
                        name="document_size_is_of_its_content",
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="document_is_not_empty"),
                ],
            },
        ),
    ]
