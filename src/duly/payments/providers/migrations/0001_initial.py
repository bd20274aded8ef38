"""Providers and their payee accounts, and the numbers given to providers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE providers_provider_number START 20001", reverse_sql="DROP SEQUENCE providers_provider_number"),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=80, unique=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="provider_has_a_name")],
            },
        ),
        migrations.CreateModel(
            name="PayeeAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_code", models.CharField(max_length=6)),
                ("account_number", models.CharField(max_length=8)),
                ("account_name", models.CharField(max_length=18)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "provider",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="payee_accounts", to="providers.provider"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("provider",),
                        name="one_account_in_use_for_each_provider",
                    ),
                    models.CheckConstraint(condition=models.Q(("sort_code__regex", "^[0-9]{6}$")), name="sort_code_is_six_digits"),
                    models.CheckConstraint(
                        condition=models.Q(("account_number__regex", "^[0-9]{8}$")), name="account_number_is_eight_digits"
                    ),
                    models.CheckConstraint(condition=models.Q(("account_name", ""), _negated=True), name="account_has_a_name"),
                ],
            },
        ),
    ]
