"""The headings of a file of visits."""

from collections.abc import Collection

from duly.core.intake.columns import Column, local_moment, one_of, reference, text
from duly.payments.evidence.rules import OUTCOMES, REASONS, SOURCES

PERSON = reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,29}", "P-104882")


def columns(providers: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the providers that are known. Times are London's unless they carry an offset.

    A person who is not known is taken in as that; so is a visit with no end. `outcome` is "delivered" where it is not told.
    """
    return (
        Column("visit_ref", reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", "V-20417")),
        Column("provider", text(20), known=providers),
        Column("person", PERSON),
        Column("service", reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")),
        Column("carer", reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", "W-3102")),
        Column("starts", local_moment),
        Column("ends", local_moment, may_be_empty=True),
        Column("outcome", one_of(*OUTCOMES), required=False),
        Column("source", one_of(*SOURCES), required=False),
        Column("cancelled_at", local_moment, required=False),
        Column("reason", one_of(*REASONS), required=False),
        Column("person_name", text(120), required=False),
    )
