"""What small excess terms let through, and the clause that says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0004_by_the_night"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="clause",
            name="a_clause_is_about_something_known",
        ),
        migrations.AddField(
            model_name="terms",
            name="let_bp",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="terms",
            name="let_minutes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="terms",
            name="let_pence",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="terms",
            name="let_person_minutes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="terms",
            name="let_run_bp",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="terms",
            name="let_run_pence",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "about__in",
                        [
                            "counting",
                            "matching",
                            "double-up",
                            "trimming",
                            "week",
                            "cancelling",
                            "interruptions",
                            "overlaps",
                            "under-delivery",
                            "evidence",
                            "death",
                            "rates",
                            "nights",
                            "claims",
                            "tolerance",
                        ],
                    )
                ),
                name="a_clause_is_about_something_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(("let_minutes__lte", 10080)), name="let_minutes_of_terms_is_at_most_10080"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(condition=models.Q(("let_bp__lte", 10000)), name="let_bp_of_terms_is_at_most_10000"),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(("let_person_minutes__lte", 10080)), name="let_person_minutes_of_terms_is_at_most_10080"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(condition=models.Q(("let_run_bp__lte", 10000)), name="let_run_bp_of_terms_is_at_most_10000"),
        ),
    ]
