"""Why invoices may not be taken in, and what is wrong with a file of them."""

from collections.abc import Iterator

from duly.core.intake.changes import Changes
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen, made_by
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.invoices import powers
from duly.payments.invoices.queries import known_among, superseding_events
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds
from duly.primitives.period import monday_of
from duly.primitives.refusal import Refusal, Refused

MOST_NIGHTS = 366
_WEEK, _STAY = ("week_starting", "minutes"), ("from", "to", "nights")


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of invoices."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in(rows: tuple[Row, ...], *, theirs: str, replaces: bool = False) -> Iterator[Fault]:
    """Lines of a provider other than `theirs`, where that is one, invoices taken in before, lines numbered twice, weeks not of a Monday, stays without nights, and money below nothing.

    Refused whole with 101 when every invoice was taken in before: it is the same file again, with other bytes. A file that `replaces` may hold
    invoices that are known.
    """
    told: dict[str, set[str]] = {}
    for row in rows:
        told.setdefault(row.values["provider"], set()).add(row.values["invoice"])
    known = {} if replaces else {provider: known_among(provider, refs) for provider, refs in told.items()}
    if rows and not replaces and all(row.values["invoice"] in known[row.values["provider"]] for row in rows):
        raise Refused(Refusal("101", "Every invoice of this file was taken in before. Nothing was kept a second time."))
    seen: dict[tuple[str, str, int], int] = {}
    for row in rows:
        v = row.values
        if theirs and v["provider"] != theirs:
            yield Fault(row.number, "provider", v["provider"], f"This file came from {theirs}, and may hold only its invoices.", theirs)
        key = v["provider"], v["invoice"], v["line"]
        if v["invoice"] in known.get(v["provider"], ()):
            yield Fault(row.number, "invoice", v["invoice"], "This invoice was taken in before.")
        elif key in seen:
            yield Fault(row.number, "line", str(v["line"]), f"Line {v['line']} of {v['invoice']} stands in row {seen[key]} too.")
        seen.setdefault(key, row.number)
        yield from _wrong_dates(row)
        yield from _wrong_money(row)


def _wrong_dates(row: Row) -> Iterator[Fault]:
    """A line is for one week and its minutes, or for a stay's dates and its nights, and never for both or neither."""
    told = {heading: row.values.get(heading) is not None for heading in (*_WEEK, *_STAY)}
    if any(told[heading] for heading in _STAY):
        for heading in _WEEK:
            if told[heading]:
                yield Fault(
                    row.number, heading, str(row.values[heading]), "A line is for a week or for the nights of a stay, and not for both."
                )
        yield from (_missing(row, heading, "A line for a stay") for heading in _STAY if not told[heading])
        if all(told[heading] for heading in _STAY):
            yield from _wrong_stay(row)
        return
    yield from (_missing(row, heading, "A line for a week") for heading in _WEEK if not told[heading])
    week = row.values["week_starting"]
    if week is not None and week.weekday():
        yield Fault(row.number, "week_starting", str(week), "A week begins on a Monday.", str(monday_of(week)))


def _missing(row: Row, heading: str, of: str) -> Fault:
    return Fault(row.number, heading, "", f"{of} says its {heading.replace('_', ' ')}.")


def _wrong_stay(row: Row) -> Iterator[Fault]:
    first, last, nights = (row.values[heading] for heading in _STAY)
    days = (last - first).days + 1
    if days < 1:
        yield Fault(row.number, "to", str(last), "The last night is before the first.")
    elif days > MOST_NIGHTS:
        yield Fault(row.number, "to", str(last), f"A line for a stay is for {MOST_NIGHTS} nights at most.")
    elif nights > days:
        yield Fault(row.number, "nights", str(nights), f"There are {days} nights in these dates.", str(days))


def _wrong_money(row: Row) -> Iterator[Fault]:
    """Money below nothing. A sum that is not its minutes at its rate is taken in as it is, for rule 104 to speak of; so is VAT, for 105."""
    for heading in ("amount", "vat"):
        if (row.values.get(heading) or 0) < 0:
            says = "An invoice line is not below nothing; a credit is sent as a credit note."
            yield Fault(row.number, heading, plain_pounds(row.values[heading]), says)


NO_CHANGES = Changes((), 0)
"""What is compared with nothing: an invoice that is keyed replaces none."""


def faults_of_total(found_pence: int, stated_pence: int) -> tuple[Fault, ...]:
    """The fault of an invoice whose lines come to something else than the total that it states, in the words of one that comes as XML."""
    if found_pence == stated_pence:
        return ()
    found, stated = plain_pounds(found_pence), plain_pounds(stated_pence)
    return (Fault(0, "total", stated, f"The total and its tax come to {found}, and the total with tax is told as {stated}."),)


def why_not_agreed(changes: Changes, agreed: str) -> Refusal | None:
    """Why changes may not be made that somebody agreed to, by digest, after looking: "changed-since"."""
    if not agreed or agreed == changes.digest:
        return None
    return Refusal("changed-since", "What this file would change is no longer what you looked at. Look at it again.")


def why_not_stood_upon(seen: ImportSeen) -> Refusal | None:
    """Why an import may not be undone yet: "stood-upon", where a later import, not undone itself, replaced some of its invoices."""
    for event in superseding_events(seen.ref):
        other = made_by(event)
        if other is not None and other.undone_event is None:
            return Refusal("stood-upon", f"{other.ref} replaced some of what {seen.ref} told. Undo that first.")
    return None
