"""The plain columns go, and what must be so of sealed accounts and of changes is held by the database."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "payees.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("providers", "0003_seal_accounts")]

    operations = [
        migrations.RemoveField("PayeeAccount", "plain_sort_code"),
        migrations.RemoveField("PayeeAccount", "plain_account_number"),
        migrations.AddConstraint(
            "PayeeAccount",
            models.CheckConstraint(condition=models.Q(ending__regex=r"^[0-9]{4}$"), name="account_ends_in_four_digits"),
        ),
        migrations.AddConstraint(
            "PayeeAccount",
            models.CheckConstraint(condition=models.Q(blind__regex=r"^[0-9a-f]{64}$"), name="account_has_a_blind_index"),
        ),
        migrations.AddIndex("PayeeAccount", models.Index(fields=["blind"], name="payee_account_by_blind")),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
