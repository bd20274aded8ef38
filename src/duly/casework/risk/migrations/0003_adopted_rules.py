"""Rules of risk that an office adopts: dimensions and what forces an assessment are of a set of them, no list of the program's."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0002_involvement"),
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
        ),
        migrations.RemoveConstraint(
            model_name="assessment",
            name="an_assessment_has_no_more_points_than_there_are",
        ),
        migrations.RemoveConstraint(
            model_name="due",
            name="a_case_is_due_for_a_known_happening",
        ),
        migrations.RemoveConstraint(
            model_name="score",
            name="a_score_is_of_a_known_dimension",
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__lte", 60)), name="an_assessment_has_no_more_points_than_there_are"
            ),
        ),
        migrations.AddConstraint(
            model_name="adoptedrules",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 2)), name="the_first_rules_of_risk_are_ours"),
        ),
        migrations.RunSQL((SQL / "of_its_rules.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
