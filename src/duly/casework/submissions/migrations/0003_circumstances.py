"""What the scheme asks of a case, and papers passed although a check fails, with why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0002_points_remarks_answers_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Circumstances",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office", models.CharField(blank=True, max_length=60)),
                ("subject", models.CharField(blank=True, max_length=60)),
                ("stage", models.CharField(blank=True, max_length=60)),
                ("formal_interviews", models.PositiveIntegerField(null=True)),
                ("public_interest", models.BooleanField(null=True)),
                ("settled_guidance", models.BooleanField(null=True)),
                ("concerns_members", models.BooleanField(null=True)),
                ("doubt_about_stopping", models.BooleanField(null=True)),
                ("fault_without_injustice", models.BooleanField(null=True)),
                ("said_by", models.CharField(max_length=40)),
                ("said_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.AddField(
            model_name="readysheet",
            name="despite",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="readysheet",
            name="failing",
            field=models.JSONField(default=list),
        ),
        migrations.AddConstraint(
            model_name="readysheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("failing", []), models.Q(("despite", ""), _negated=True), _connector="OR"),
                name="paper_passed_despite_a_check_says_why",
            ),
        ),
        migrations.AddField(
            model_name="circumstances",
            name="submission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="circumstances", to="submissions.submission"),
        ),
        migrations.AddConstraint(
            model_name="circumstances",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_by", ""), _negated=True), name="circumstances_say_whose_word_they_are"
            ),
        ),
    ]
