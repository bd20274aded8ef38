"""Who the providers are, and where they are paid: masked, except for making a payment."""

import uuid
from dataclasses import dataclass, field

from duly.payments.providers import payee
from duly.payments.providers.models import Provider
from duly.payments.providers.rules import ending


@dataclass(frozen=True)
class ProviderSeen:
    """A provider. `version` counts what has been recorded of it."""

    ref: str
    name: str
    slug: str
    version: int


@dataclass(frozen=True)
class PayeeShown:
    """An account as people may see it: its name, and the number as "••••1234"."""

    provider_ref: str
    account_name: str
    ending: str
    set_by_event: uuid.UUID


@dataclass(frozen=True)
class PayeeForPayment:
    """An account in full, for a payment file and nothing else. Its repr does not show the details."""

    provider_ref: str
    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)
    account_name: str = field(repr=False)
    set_by_event: uuid.UUID = field(repr=False)


def providers_known() -> tuple[ProviderSeen, ...]:
    """Every provider, by reference."""
    return tuple(_seen(p) for p in Provider.objects.order_by("ref"))


def provider(ref: str) -> ProviderSeen:
    """One provider by reference. `Provider.DoesNotExist` when there is none."""
    return _seen(Provider.objects.get(ref=ref))


def provider_at(slug: str) -> ProviderSeen | None:
    """One provider by its name in addresses, or None."""
    found = Provider.objects.filter(slug=slug).first()
    return _seen(found) if found else None


def provider_names() -> dict[str, str]:
    """Every provider's name by reference."""
    return dict(Provider.objects.order_by("ref").values_list("ref", "name"))


def payee_shown(provider_ref: str) -> PayeeShown | None:
    """Where a provider is paid, as people may see it; None when no account is set."""
    found = payee.details(provider_ref)
    return PayeeShown(provider_ref, found[2], ending(found[1]), found[3]) if found else None


def payee_for_payment(provider_ref: str) -> PayeeForPayment | None:
    """Where a provider is paid, in full, for making a payment file. None when no account is set."""
    found = payee.details(provider_ref)
    return PayeeForPayment(provider_ref, *found) if found else None


def _seen(found: Provider) -> ProviderSeen:
    return ProviderSeen(found.ref, found.name, found.slug, found.version)
