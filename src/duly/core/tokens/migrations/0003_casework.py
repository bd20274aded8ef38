"""Two scopes more: doing things in casework, and signing there."""

from django.db import migrations, models

KNOWN = [
    "read:payments",
    "write:payments",
    "approve:payments",
    "release:payments",
    "read:casework",
    "write:casework",
    "sign:casework",
    "read:record",
    "read:office",
    "read:desk",
    "write:desk",
]


class Migration(migrations.Migration):
    dependencies = [("tokens", "0002_alerts")]

    operations = [
        migrations.RemoveConstraint(model_name="token", name="token_has_known_scopes"),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(("scopes__contained_by", KNOWN), ("scopes__len__gt", 0)), name="token_has_known_scopes"
            ),
        ),
    ]
