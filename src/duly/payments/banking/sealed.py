"""The only place where the account paid from, and the bytes of bank files, are sealed and opened. Nothing here prints them."""

from typing import Any

from duly.core.vault.sealing import blind, seal
from duly.payments.banking.rules import Payer
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refusal, Refused

FILES, ACCOUNTS = "banking_bankfile", "banking_payingaccount"
ONE_ACCOUNT = "bank account"
"""What the blind digest is for: the same as of providers' accounts, so that ours is known among them."""


def sealed_bytes(file_ref: str, content: bytes) -> bytes:
    """A file's bytes, sealed for it."""
    return seal(content, table=FILES, row=file_ref, field="content")


def opened_bytes(file: Any) -> bytes:
    """A stored file's bytes: "not-as-issued" when they are not those that were issued; other refusals as of `open_sealed`."""
    content: bytes = file.sealed.opened(file)["content"]
    if sha256_hex(content) != file.sha256:
        says = "These are not the bytes that were issued, so they are not given out. Tell the system's owner before anything else."
        raise Refused(Refusal("not-as-issued", says))
    return content


def sealed_account(made_by: object, *, sort_code: str, account_number: str) -> dict[str, bytes | str]:
    """The columns of a new account to pay from, sealed for the event that makes it."""
    sealed = {"sort_code": sort_code, "account_number": account_number}
    return {
        **{field: seal(value, table=ACCOUNTS, row=str(made_by), field=field) for field, value in sealed.items()},
        "ending": account_number[-4:],
        "blind": blind(f"{sort_code} {account_number}", use=ONE_ACCOUNT),
    }


def opened_account(account: Any) -> Payer:
    """A stored account to pay from, in full."""
    found = account.sealed.opened(account)
    return Payer(account.name, found["sort_code"].decode(), found["account_number"].decode())
