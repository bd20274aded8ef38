"""Who is a party to a case, by their entry in the directory."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=20)),
                ("entry_ref", models.CharField(db_index=True, max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="cases.case")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ("complainant", "aggrieved", "representative", "body", "member of parliament"))),
                        name="a_party_is_of_a_known_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("case", "role", "entry_ref"),
                        name="a_party_is_named_once",
                    ),
                ],
            },
        ),
    ]
