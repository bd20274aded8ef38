"""Rules of submissions that an office adopts, and by which checklists each paper was passed. Those of before were passed by the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0004_proposed_outcome"),
    ]

    operations = [
        migrations.AddField(
            model_name="readysheet",
            name="rules",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="LaidDown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("starts", models.DateField()),
                ("content", models.JSONField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="rules_of_submissions_have_their_number"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 2)), name="the_first_rules_of_submissions_are_ours"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["checklists", "returns", "checking", "weights"])),
                        name="rules_of_submissions_are_of_a_known_kind",
                    ),
                ],
            },
        ),
    ]
