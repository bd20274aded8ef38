"""What the record says of invoices beside their imports."""

from dataclasses import dataclass

from duly.primitives.event import Event


@dataclass(frozen=True)
class InvoiceKeyed(Event):
    """An invoice that came on paper was keyed by whoever this is by. `ref` is its provider's reference and its own; `tape` is every sum they typed."""

    code = "invoice.keyed"
    subject = "invoice"
    says = "Invoice {ref} was keyed by hand, and taken in as {import_ref}: {lines} lines, {total_pence:pounds} with VAT."
    ref: str
    version: int
    import_ref: str
    lines: int
    total_pence: int
    tape: tuple[str, ...]
