"""Account details kept in the clear until now are sealed. There is no way back: it would take them out of the vault."""

from django.db import migrations

from duly.core.vault.sealing import blind, seal
from duly.core.vault.upgrading import seal_rows


def seal_accounts(apps, schema_editor):
    """Each as `payee.py` seals a new one, written out here so that this stays as it was when it shipped."""

    def sealed(account):
        row, table = f"{account.provider.ref} {account.made_by}", "providers_payeeaccount"
        account.sort_code = seal(account.plain_sort_code, table=table, row=row, field="sort_code")
        account.account_number = seal(account.plain_account_number, table=table, row=row, field="account_number")
        account.ending = account.plain_account_number[-4:]
        account.blind = blind(f"{account.plain_sort_code} {account.plain_account_number}", use="bank account")
        account.plain_sort_code = account.plain_account_number = ""

    seal_rows(apps.get_model("providers", "PayeeAccount"), sealed)


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_two_people"), ("record", "0001_record")]
    operations = [migrations.RunPython(seal_accounts)]
