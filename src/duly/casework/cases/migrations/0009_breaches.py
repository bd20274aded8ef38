"""Papers filed to the wrong case become one kind of breach of several, with what it is of, the risk as judged, and the volume of a paper file that was lost."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = ["filed wrongly", "sent wrongly", "sent on wrongly", "lost", "opened without need", "otherwise"]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_some"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="misfiling", name="a_paper_filed_wrongly_has_its_right_case"),
        migrations.RenameModel("Misfiling", "Breach"),
        migrations.RenameField("breach", "item_ref", "about"),
        migrations.RenameField("breach", "wrong", "case"),
        migrations.AddField("breach", "kind", models.CharField(max_length=30, default="filed wrongly"), preserve_default=False),
        migrations.AddField("breach", "volume", models.IntegerField(null=True)),
        migrations.AddField("breach", "risk", models.CharField(blank=True, default="", max_length=10)),
        migrations.AlterField(
            "breach",
            "case",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="breaches", to="cases.case"),
        ),
        migrations.AlterField("breach", "right", models.CharField(blank=True, default="", max_length=20)),
        migrations.AlterField("breach", "seen_by", models.JSONField(default=list)),
        migrations.AddConstraint(
            "breach",
            models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS), models.Q(("about", ""), _negated=True)),
                name="a_breach_says_of_which_kind_and_of_what",
            ),
        ),
        migrations.AddConstraint(
            "breach",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("kind", "filed wrongly"), models.Q(("right", ""), _negated=True)),
                    models.Q(models.Q(("kind", "filed wrongly"), _negated=True), ("right", "")),
                    _connector="OR",
                ),
                name="a_paper_filed_wrongly_and_no_other_has_its_right_case",
            ),
        ),
        migrations.AddConstraint(
            "breach",
            models.CheckConstraint(
                condition=models.Q(
                    ("volume__isnull", True),
                    models.Q(("case__isnull", False), ("kind", "lost"), ("volume__gte", 1)),
                    _connector="OR",
                ),
                name="a_volume_is_of_a_file_that_was_lost",
            ),
        ),
        migrations.AddConstraint(
            "breach",
            models.CheckConstraint(
                condition=models.Q(("risk__in", ["", "unlikely", "risk", "high"])),
                name="the_risk_of_a_breach_is_judged_in_known_words",
            ),
        ),
    ]
