"""The outcome of the complaint that a paper proposes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0003_circumstances"),
    ]

    operations = [
        migrations.AddField(
            model_name="submissionversion",
            name="outcome",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="submissionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "upheld", "partly upheld", "not upheld", "discontinued"])),
                name="submission_proposes_a_known_outcome",
            ),
        ),
    ]
