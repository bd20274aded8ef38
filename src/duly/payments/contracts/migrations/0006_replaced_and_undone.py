"""What files told of contracts and their terms is kept by file, so that a corrected file replaces it and a wrong import is undone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0005_tolerance"),
    ]

    operations = [
        migrations.AddField(
            model_name="band",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="clause",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="contract",
            name="known",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="inforce",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="step",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="terms",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.CreateModel(
            name="ContractTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider_ref", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("contract", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="told", to="contracts.contract")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("contract",), name="a_contract_is_told_by_one_file"
                    )
                ],
            },
        ),
    ]
