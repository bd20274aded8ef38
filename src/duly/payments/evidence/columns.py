"""The headings of a file of visits."""

from collections.abc import Collection

from duly.core.intake.columns import Column, local_moment, reference, text


def columns(providers: Collection[str], people: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the providers and people that are known. Times are London's unless they carry an offset."""
    return (
        Column("visit_ref", reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", "V-20417")),
        Column("provider", text(20), known=providers),
        Column("person", text(30), known=people),
        Column("service", reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")),
        Column("carer", reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", "W-3102")),
        Column("starts", local_moment),
        Column("ends", local_moment),
    )
