"""The words of what came with a mail stand beside its own, and a mark in them says in which attachment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0006_same_message"),
    ]

    operations = [
        migrations.AddField(model_name="item", name="enclosed", field=models.TextField(blank=True, default="")),
        migrations.AddField(model_name="mark", name="part", field=models.PositiveIntegerField(default=0)),
        migrations.RemoveConstraint(model_name="mark", name="words_are_marked_once_by_a_rule"),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                fields=("item", "rule", "where", "part", "page", "paragraph", "start"),
                condition=models.Q(("superseded_by__isnull", True)),
                name="words_are_marked_once_by_a_rule",
            ),
        ),
        migrations.RemoveConstraint(model_name="mark", name="a_mark_is_in_a_known_place"),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("where__in", ("sender", "subject", "text", "attachment"))), name="a_mark_is_in_a_known_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__gt", 0), ("where", "attachment")),
                    models.Q(models.Q(("where", "attachment"), _negated=True), ("part", 0)),
                    _connector="OR",
                ),
                name="a_mark_of_an_attachment_says_which",
            ),
        ),
    ]
