"""Rows about packages and people name the import they came in, and a line that was never paid is known no longer when its import is undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("packages", "0003_fundings"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="packageline",
            name="one_line_for_a_person_provider_and_service",
        ),
        migrations.AddField(
            model_name="callpattern",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="commission",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="death",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="funding",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="interruption",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="opening",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="packageline",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="packageline",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="import_ref",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AlterField(
            model_name="packageline",
            name="line_ref",
            field=models.CharField(max_length=30),
        ),
        migrations.AddConstraint(
            model_name="packageline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("line_ref",), name="a_line_reference_is_used_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="packageline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                fields=("person_ref", "provider_ref", "service"),
                name="one_line_for_a_person_provider_and_service",
            ),
        ),
    ]
