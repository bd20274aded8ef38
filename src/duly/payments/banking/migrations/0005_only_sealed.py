"""The plain columns go, and that everything is sealed is held by the database."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "sealed.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("banking", "0004_seal_files_and_account")]

    operations = [
        migrations.RemoveField("PayingAccount", "plain_sort_code"),
        migrations.RemoveField("PayingAccount", "plain_account_number"),
        migrations.AddConstraint(
            "PayingAccount",
            models.CheckConstraint(condition=models.Q(ending__regex=r"^[0-9]{4}$"), name="paying_account_ends_in_four_digits"),
        ),
        migrations.AddConstraint(
            "PayingAccount",
            models.CheckConstraint(condition=models.Q(blind__regex=r"^[0-9a-f]{64}$"), name="paying_account_has_a_blind_index"),
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
