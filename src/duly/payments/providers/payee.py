"""The only reader and writer of payee account details. Nothing here, or called from here, prints them."""

import uuid

from duly.payments.providers.models import PayeeAccount, Provider


def replace(provider: Provider, *, sort_code: str, account_number: str, account_name: str, made_by: uuid.UUID) -> None:
    """Put a new account in use, and supersede the one before. Call inside a unit of work, after the checks."""
    PayeeAccount.objects.filter(provider=provider, superseded_by__isnull=True).update(superseded_by=made_by)
    PayeeAccount.objects.create(
        provider=provider, sort_code=sort_code, account_number=account_number, account_name=account_name, made_by=made_by
    )


def details(provider_ref: str) -> tuple[str, str, str, uuid.UUID] | None:
    """Sort code, account number, account name, and the event that set them; None when the provider has no account."""
    return (
        PayeeAccount.objects.filter(provider__ref=provider_ref, superseded_by__isnull=True)
        .values_list("sort_code", "account_number", "account_name", "made_by")
        .first()
    )
