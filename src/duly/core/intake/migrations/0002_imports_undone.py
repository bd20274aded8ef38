"""An import may be undone, once, by somebody and at a time; then the same bytes may come again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="import",
            name="import_accepted_once_for_the_same_bytes",
        ),
        migrations.AddField(
            model_name="import",
            name="undone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="undone_by",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="import",
            name="undone_event",
            field=models.UUIDField(null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted", True), ("undone_event__isnull", True)),
                fields=("kind", "sha256"),
                name="import_accepted_once_for_the_same_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by", ""), ("undone_event__isnull", True)),
                    models.Q(
                        models.Q(("undone_by", ""), _negated=True),
                        ("accepted", True),
                        ("undone_at__isnull", False),
                        ("undone_event__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="import_undone_was_accepted_and_has_its_who_and_when",
            ),
        ),
    ]
