"""Post that was closed or sent on by mistake is taken up again: how it ended is superseded, and stays."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0009_by_what_it_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="closing",
            name="item",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="correspondence.item"),
        ),
        migrations.AlterField(
            model_name="forwarding",
            name="item",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="forwardings", to="correspondence.item"),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("item",), name="post_is_closed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="forwarding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("item",), name="post_is_sent_on_once"
            ),
        ),
        migrations.RunSQL((SQL / "taken_up.sql").read_text(encoding="utf-8"), reverse_sql=migrations.RunSQL.noop),
    ]
