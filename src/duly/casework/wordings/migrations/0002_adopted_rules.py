"""Rules of mandatory paragraphs that an office adopts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wordings", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdoptedRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("starts", models.DateField()),
                ("content", models.JSONField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 2)), name="the_first_rules_of_letters_are_ours"),
                ],
            },
        ),
    ]
