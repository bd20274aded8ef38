"""What the record says of remittances."""

from dataclasses import dataclass

from duly.primitives.event import Event


@dataclass(frozen=True)
class RemittanceFirstOpened(Event):
    code = "remittance.drawn"
    subject = "remittance"
    says = "The remittance of run {run_ref} to {provider_ref} was opened as PDF for the first time, and is kept as it was drawn."
    ref: str
    version: int
    run_ref: str
    provider_ref: str
    pdf_sha256: str
    template_sha256: str


@dataclass(frozen=True)
class RemittanceMade(Event):
    code = "remittance.made"
    subject = "remittance"
    says = "The remittance of run {run_ref} to {provider_ref} was made: {lines} lines, {pence:pounds}."
    ref: str
    version: int
    run_ref: str
    provider_ref: str
    lines: int
    pence: int
    text_sha256: str
    csv_sha256: str
