"""The headings of a file of rates. `to` is the last day, inclusive; empty when there is no end."""

from collections.abc import Collection

from duly.core.intake.columns import Column, day, rate, reference, text


def columns(contracts: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the contracts that are known."""
    return (
        Column("rate_ref", reference(r"[A-Z][A-Z0-9-]{0,29}", "R-5501")),
        Column("contract", text(20), known=contracts),
        Column("service", reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")),
        Column("from", day),
        Column("to", day, required=False),
        Column("rate", rate),
    )
