"""The remittances that were made."""

from dataclasses import dataclass
from datetime import date

from duly.payments.banking.queries import files
from duly.payments.banking.states import FileState
from duly.payments.remittances.models import RemittanceDrawn, StoredRemittance
from duly.payments.runs.queries import payments_of


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


@dataclass(frozen=True)
class Drawn:
    """A remittance as PDF, as it was first opened, with its digest."""

    run_ref: str
    provider_ref: str
    pdf: bytes
    sha256: str


def drawn(run_ref: str, provider_ref: str) -> Drawn | None:
    """The PDF of a remittance as it was first opened, or None."""
    found = RemittanceDrawn.objects.filter(remittance__run_ref=run_ref, remittance__provider_ref=provider_ref).first()
    return Drawn(run_ref, provider_ref, bytes(found.pdf), found.pdf_sha256) if found else None


@dataclass(frozen=True)
class RemittanceKnown:
    """What an issued run pays a provider, and whether it was told: `made` and `drawn` say that the remittance, and its PDF, are there."""

    run_ref: str
    provider_ref: str
    pay_date: date
    lines: int
    pence: int
    made: bool
    drawn: bool


def remittances_known(*, provider_ref: str = "", run_ref: str = "") -> tuple[RemittanceKnown, ...]:
    """Every payment of a run that has a bank file, the newest first, and whether its provider was told of it."""
    issued = {one.run_ref: one.pay_date for one in files(run_ref) if one.state != FileState.VOIDED}
    made = set(StoredRemittance.objects.values_list("run_ref", "provider_ref"))
    opened = set(RemittanceDrawn.objects.values_list("remittance__run_ref", "remittance__provider_ref"))
    return tuple(
        RemittanceKnown(run, provider, issued[run], lines, pence, (run, provider) in made, (run, provider) in opened)
        for run, provider, pence, lines in payments_of(issued, provider_ref=provider_ref)
    )


def made_for(run_ref: str) -> tuple[str, ...]:
    """The providers a run's remittances were made for."""
    return tuple(StoredRemittance.objects.filter(run_ref=run_ref).order_by("provider_ref").values_list("provider_ref", flat=True))


def seen(found: StoredRemittance) -> Remittance:
    """A stored remittance as a value."""
    return Remittance(found.run_ref, found.provider_ref, bytes(found.text), bytes(found.csv), found.text_sha256, found.csv_sha256)
