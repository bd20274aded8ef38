"""What files told of providers is kept by file, so that a corrected file replaces it and a wrong import is undone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0005_nothing_left_behind"),
    ]

    operations = [
        migrations.AddField(
            model_name="provider",
            name="known",
            field=models.BooleanField(default=True),
        ),
        migrations.CreateModel(
            name="ProviderTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("provider", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="told", to="providers.provider")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("provider",), name="a_provider_is_told_by_one_file"
                    )
                ],
            },
        ),
    ]
