"""By which rule, of which scheme and as which post each case was closed; null of those closed before this was kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_closing"),
    ]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="closed_as",
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="closed_by",
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="on_behalf",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="closing",
            name="rule",
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="scheme",
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_as__isnull", True), ("closed_by__isnull", True), ("rule__isnull", True), ("scheme__isnull", True)),
                    models.Q(
                        ("closed_as__isnull", False),
                        ("closed_by__isnull", False),
                        ("rule__isnull", False),
                        ("scheme__isnull", False),
                        models.Q(("closed_by", ""), _negated=True),
                        models.Q(("closed_as", ""), _negated=True),
                        models.Q(("rule", ""), _negated=True),
                        models.Q(("scheme", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_closing_names_who_and_by_which_rule",
            ),
        ),
    ]
