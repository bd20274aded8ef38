"""The only reader and writer of account details. They are sealed here and opened here; nothing here, or called from here, prints them."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from duly.core.vault.sealing import blind, seal
from duly.payments.providers.models import SEALED, PayeeAccount, PayeeChange, Provider

ONE_ACCOUNT, ALL_DETAILS = "bank account", "payee"
"""What the two blind digests are for: whether accounts are the same, and whether anything about a payee is another."""


@dataclass(frozen=True)
class Details:
    """An account in full. Its repr shows nothing of it."""

    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)
    account_name: str = field(repr=False)

    @property
    def blind(self) -> str:
        """By which the same account is found elsewhere."""
        return blind(f"{self.sort_code} {self.account_number}", use=ONE_ACCOUNT)

    def fingerprint(self, provider_ref: str) -> str:
        """By which it is found that a provider's details are no longer those approved. Keyed: they could be guessed from a plain digest."""
        return blind(f"{provider_ref} {self.sort_code} {self.account_number} {self.account_name}", use=ALL_DETAILS)


def sealed_for(row: str, details: Details, table: type[PayeeAccount] | type[PayeeChange]) -> dict[str, bytes | str]:
    """The columns of a new row, sealed for it."""
    sealed = {one: seal(getattr(details, one), table=table._meta.db_table, row=row, field=one) for one in SEALED}
    return {**sealed, "account_name": details.account_name, "ending": details.account_number[-4:], "blind": details.blind}


def put_in_use(change: PayeeChange, *, made_by: uuid.UUID) -> None:
    """Put a confirmed change's account in use, and supersede the one before. Call inside a unit of work, after the checks."""
    PayeeAccount.objects.filter(provider=change.provider, superseded_by__isnull=True).update(superseded_by=made_by)
    sealed = sealed_for(f"{change.provider.ref} {made_by}", opened(change), PayeeAccount)
    PayeeAccount.objects.create(provider=change.provider, change=change, made_by=made_by, **sealed)


def in_use(provider_ref: str) -> PayeeAccount | None:
    """The account a provider is paid into, still sealed; None when it has none."""
    found = PayeeAccount.objects.filter(provider__ref=provider_ref, superseded_by__isnull=True)
    return found.select_related("provider", "change").first()


def confirmed_since(day: date) -> tuple[PayeeAccount, ...]:
    """Accounts in use that were confirmed on or after a day, still sealed."""
    found = PayeeAccount.objects.filter(superseded_by__isnull=True, change__settled_at__date__gte=day)
    return tuple(found.select_related("provider", "change").order_by("provider__ref"))


def opened(kept: PayeeAccount | PayeeChange) -> Details:
    """Account details in full. Refused when they were not sealed for this row, or the key is lost."""
    found = kept.sealed.opened(kept)
    return Details(found["sort_code"].decode(), found["account_number"].decode(), kept.account_name)


def others_with(blind_index: str, *, but: Provider) -> tuple[tuple[str, str, bool], ...]:
    """Providers, but for one, that are or were paid into an account: reference, name, and whether they are still."""
    found = PayeeAccount.objects.filter(blind=blind_index).exclude(provider=but).select_related("provider").order_by("provider__ref", "pk")
    newest = {one.provider.ref: (one.provider.ref, one.provider.name, one.superseded_by is None) for one in found}
    return tuple(newest.values())
