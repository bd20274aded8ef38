"""Why invoices may not be taken in, and what is wrong with a file of them."""

from collections.abc import Iterator

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.invoices import powers
from duly.payments.invoices.queries import known_refs
from duly.payments.invoices.rules import sum_should_be
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds
from duly.primitives.period import monday_of
from duly.primitives.refusal import Refusal, Refused


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of invoices."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in(rows: tuple[Row, ...], *, source: str) -> Iterator[Fault]:
    """Lines of another provider, invoices taken in before, lines numbered twice, weeks not of a Monday, VAT, and sums that are wrong.

    Refused whole with 101 when every invoice was taken in before: it is the same file again, with other bytes.
    """
    theirs = source if source in provider_names() else ""
    known = {provider: known_refs(provider) for provider in {row.values["provider"] for row in rows}}
    if rows and all(row.values["invoice"] in known[row.values["provider"]] for row in rows):
        raise Refused(Refusal("101", "Every invoice of this file was taken in before. Nothing was kept a second time."))
    seen: dict[tuple[str, str, int], int] = {}
    for row in rows:
        v = row.values
        if theirs and v["provider"] != theirs:
            yield Fault(row.number, "provider", v["provider"], f"This file came from {theirs}, and may hold only its invoices.", theirs)
        key = v["provider"], v["invoice"], v["line"]
        if v["invoice"] in known[v["provider"]]:
            yield Fault(row.number, "invoice", v["invoice"], "This invoice was taken in before.")
        elif key in seen:
            yield Fault(row.number, "line", str(v["line"]), f"Line {v['line']} of {v['invoice']} stands in row {seen[key]} too.")
        seen.setdefault(key, row.number)
        yield from _wrong_week(row)
        yield from _wrong_money(row)


def _wrong_week(row: Row) -> Iterator[Fault]:
    week = row.values["week_starting"]
    if week.weekday():
        yield Fault(row.number, "week_starting", str(week), "A week begins on a Monday.", str(monday_of(week)))


def _wrong_money(row: Row) -> Iterator[Fault]:
    v = row.values
    if v["vat"]:
        yield Fault(row.number, "vat", plain_pounds(v["vat"]), "Care is claimed without VAT.", "0.00")
    if v["amount"] < 0:
        yield Fault(
            row.number, "amount", plain_pounds(v["amount"]), "An invoice line is not below nothing; a credit is sent as a credit note."
        )
        return
    should_be = sum_should_be(v["minutes"], v["rate"], v["amount"])
    if should_be is not None:
        says = f"{v['minutes']} minutes at this rate come to £{plain_pounds(should_be)}."
        yield Fault(row.number, "amount", plain_pounds(v["amount"]), says, plain_pounds(should_be))
