"""The headings of files of visits, occupancy and attendance."""

from collections.abc import Collection

from duly.core.intake.columns import Column, day, local_moment, one_of, reference, text
from duly.payments.evidence.rules import ABSENCES, OUTCOMES, REASONS, SESSIONS, SOURCES, STATUSES

REF = reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", "V-20417")
SERVICE = reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")
PERSON = reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,29}", "P-104882")


def visits(providers: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the providers that are known. Times are London's unless they carry an offset.

    A person who is not known is taken in as that; so is a visit with no end. `outcome` is "delivered" where it is not told.
    """
    return (
        Column("visit_ref", REF),
        Column("provider", text(20), known=providers),
        Column("person", PERSON),
        Column("service", SERVICE),
        Column("carer", reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", "W-3102")),
        Column("starts", local_moment),
        Column("ends", local_moment, may_be_empty=True),
        Column("outcome", one_of(*OUTCOMES), required=False),
        Column("source", one_of(*SOURCES), required=False),
        Column("cancelled_at", local_moment, required=False),
        Column("reason", one_of(*REASONS), required=False),
        Column("person_name", text(120), required=False),
    )


def occupancy(providers: Collection[str]) -> tuple[Column, ...]:
    """A row for each stay, each absence, or a stay with an absence; a row with a period alone says that nobody stayed.

    `period_to` is the last night of the period, `discharged` the day somebody left (empty while they are there), `absent_to` the last night away
    (empty while they are away).
    """
    return (
        Column("provider", text(20), known=providers),
        Column("period_from", day),
        Column("period_to", day),
        Column("person", PERSON, may_be_empty=True),
        Column("service", SERVICE, may_be_empty=True),
        Column("stay", REF, required=False),
        Column("admitted", day, required=False),
        Column("discharged", day, required=False),
        Column("absent_from", day, required=False),
        Column("absent_to", day, required=False),
        Column("absence", one_of(*ABSENCES), required=False),
        Column("person_name", text(120), required=False),
    )


def attendance(providers: Collection[str]) -> tuple[Column, ...]:
    """A row for each person, day and session."""
    return (
        Column("provider", text(20), known=providers),
        Column("person", PERSON),
        Column("service", SERVICE),
        Column("date", day),
        Column("session", one_of(*SESSIONS)),
        Column("status", one_of(*STATUSES)),
        Column("person_name", text(120), required=False),
    )
