"""The headings of a file of providers."""

from duly.core.intake.columns import Column, reference, text

COLUMNS = (
    Column("provider", reference(r"[A-Z][A-Z0-9-]{0,19}", "V-20417")),
    Column("name", text(120)),
)
