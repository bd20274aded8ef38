"""The format a letter is made in, such as large print."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="format",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ("", "large print"))), name="letter_is_in_a_format_we_make"
            ),
        ),
    ]
