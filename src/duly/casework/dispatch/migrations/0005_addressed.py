"""A letter says whose entry of the directory it is addressed to, and what else it tells of; one that concerns something needs no case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0004_dropped"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="a_letter_is_about_a_case_or_an_item_of_post",
        ),
        migrations.AddField(
            model_name="letter",
            name="concerns",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="letter",
            name="to_ref",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case_ref", ""), _negated=True),
                    models.Q(("item_ref", ""), _negated=True),
                    models.Q(("concerns", []), _negated=True),
                    _connector="OR",
                ),
                name="a_letter_is_about_a_case_or_an_item_of_post",
            ),
        ),
    ]
