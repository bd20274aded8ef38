"""Bank files and the account to pay from, kept in the clear until now, are sealed. There is no way back."""

from django.db import migrations

from duly.core.vault.sealing import blind, seal
from duly.core.vault.upgrading import seal_rows


def seal_banking(apps, schema_editor):
    """Each as `sealed.py` seals a new one, written out here so that this stays as it was when it shipped."""

    def file(one):
        one.content = seal(bytes(one.content), table="banking_bankfile", row=one.ref, field="content")

    def account(one):
        row, table = str(one.made_by), "banking_payingaccount"
        one.sort_code = seal(one.plain_sort_code, table=table, row=row, field="sort_code")
        one.account_number = seal(one.plain_account_number, table=table, row=row, field="account_number")
        one.ending = one.plain_account_number[-4:]
        one.blind = blind(f"{one.plain_sort_code} {one.plain_account_number}", use="bank account")
        one.plain_sort_code = one.plain_account_number = ""

    seal_rows(apps.get_model("banking", "BankFile"), file)
    seal_rows(apps.get_model("banking", "PayingAccount"), account)


class Migration(migrations.Migration):
    dependencies = [("banking", "0003_columns_for_sealed_accounts"), ("record", "0001_record")]
    operations = [migrations.RunPython(seal_banking)]
