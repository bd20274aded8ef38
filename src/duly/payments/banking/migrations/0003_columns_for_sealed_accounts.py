"""Columns for the sealed account to pay from, beside the plain ones of before; and a file's bytes need no longer be their own digest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("banking", "0002_answering"), ("vault", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("PayingAccount", "paying_sort_code_is_six_digits"),
        migrations.RemoveConstraint("PayingAccount", "paying_account_is_eight_digits"),
        migrations.RenameField("PayingAccount", "sort_code", "plain_sort_code"),
        migrations.RenameField("PayingAccount", "account_number", "plain_account_number"),
        migrations.AddField("PayingAccount", "sort_code", models.BinaryField(default=b""), preserve_default=False),
        migrations.AddField("PayingAccount", "account_number", models.BinaryField(default=b""), preserve_default=False),
        migrations.AddField("PayingAccount", "ending", models.CharField(default="", max_length=4), preserve_default=False),
        migrations.AddField("PayingAccount", "blind", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.RunSQL(
            "ALTER TABLE banking_bankfile DROP CONSTRAINT file_bytes_match_their_digest, DROP CONSTRAINT file_bytes_are_counted",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
