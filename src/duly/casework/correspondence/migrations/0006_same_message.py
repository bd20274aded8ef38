"""A Message-ID may come again with other bytes, as gateways and mailing lists make it: it is looked up, and no longer held to be one letter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0005_closing"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="item", name="post_is_registered_once_by_message_id"),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["message_id"], condition=models.Q(("message_id", ""), _negated=True), name="post_by_message_id"),
        ),
    ]
