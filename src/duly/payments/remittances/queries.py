"""The remittances that were made."""

from dataclasses import dataclass

from duly.payments.remittances.models import StoredRemittance


@dataclass(frozen=True)
class Remittance:
    """What a provider is told of a payment, as text and as a table, with their digests."""

    run_ref: str
    provider_ref: str
    text: bytes
    csv: bytes
    text_sha256: str
    csv_sha256: str


def remittance(run_ref: str, provider_ref: str) -> Remittance | None:
    """The remittance of a run to a provider as it was first made, or None."""
    found = StoredRemittance.objects.filter(run_ref=run_ref, provider_ref=provider_ref).first()
    return seen(found) if found else None


def made_for(run_ref: str) -> tuple[str, ...]:
    """The providers a run's remittances were made for."""
    return tuple(StoredRemittance.objects.filter(run_ref=run_ref).order_by("provider_ref").values_list("provider_ref", flat=True))


def seen(found: StoredRemittance) -> Remittance:
    """A stored remittance as a value."""
    return Remittance(found.run_ref, found.provider_ref, bytes(found.text), bytes(found.csv), found.text_sha256, found.csv_sha256)
