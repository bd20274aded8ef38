"""What providers say is unpaid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TheirFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider_ref", models.CharField(max_length=20)),
                ("pence", models.BigIntegerField()),
                ("said_on", models.DateField()),
                ("came_by", models.CharField(max_length=12)),
                ("lines", models.JSONField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("provider_ref",),
                        name="a_provider_has_one_figure_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("pence__gte", 0)), name="a_figure_of_what_is_unpaid_is_nothing_or_more"),
                    models.CheckConstraint(
                        condition=models.Q(("came_by__in", ("e-mail", "letter", "telephone", "statement", "in person"))),
                        name="a_figure_came_one_of_five_ways",
                    ),
                    models.CheckConstraint(condition=models.Q(("provider_ref", ""), _negated=True), name="a_figure_is_a_providers"),
                ],
            },
        ),
    ]
