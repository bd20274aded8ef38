"""Invoices in finished words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import LONDON
from duly.core.record.queries import Entry
from duly.payments.flow import STATES, InvoiceWent, LineWent
from duly.payments.invoices.queries import InvoiceVersion
from duly.payments.screens.exceptions.words import weighed, why
from duly.primitives.money import plain_pounds, pounds, rate_in_pounds, sterling
from duly.primitives.period import week_name
from duly.ui.environment import hours
from duly.ui.frame import Cell, Column, Fact, Happening, Row, Table

TONES = {"To decide": "amber", "Held": "amber", "Stopped": "red", "Refused": "red", "Not judged": "plain", "Payable": "blue", "Part paid": "blue", "Paid": "green"}  # fmt: skip


@dataclass(frozen=True)
class InvoiceRow:
    """One invoice in the list."""

    key: str
    ref: str
    provider: str
    provider_name: str
    received: date
    weeks: str
    lines: int
    pence: int
    state: str
    keyed_by: str
    came_in: str


INVOICES = ListOf(
    name="invoices",
    key="key",
    columns=(
        Shown("ref", "Invoice"),
        Shown("provider_name", "Provider"),
        Shown("received", "Received", "day"),
        Shown("weeks", "For"),
        Shown("lines", "Lines", "number"),
        Shown("pence", "Claimed £", "pounds"),
        Shown("state", "What became of it"),
        Shown("came_in", "Came in"),
    ),
    facets=(
        Facet("state", "What became of it"),
        Facet("provider", "Provider"),
        Facet("how", "How it came", value=lambda row: "keyed" if row.keyed_by else "file", label=lambda how: {"keyed": "Keyed by hand"}.get(how, "In a file")),
    ),
    sorts=("ref", "provider_name", "received", "lines", "pence"),
    default_sort="provider_name",
    money="pence",
    also=("week",),
)  # fmt: skip
AS_FILE = replace(INVOICES, columns=(*INVOICES.columns, Shown("provider", "Provider reference"), Shown("keyed_by", "Keyed by")))
"""The same list for machines."""

CELLS = {
    "ref": lambda row: Cell(row.ref, address(row.provider, row.ref), ref=True),
    "provider_name": lambda row: Cell(row.provider_name, f"/providers/{row.provider}/"),
    "pence": lambda row: Cell(pounds(row.pence), strong=True),
    "state": lambda row: Cell(row.state, tone=TONES.get(row.state, ""), tag=True),
    "came_in": lambda row: Cell(row.came_in, f"/imports/{row.came_in}/", ref=True, note=f"keyed by {row.keyed_by}" if row.keyed_by else ""),
}


def address(provider: str, ref: str) -> str:
    """Where an invoice's page is."""
    return f"/invoices/{quote(provider)}/{quote(ref)}/"


def with_names(names: Mapping[str, str]) -> ListOf:
    """The list with providers called by their names, and states in the order of their weight."""
    called = {f.key: f for f in INVOICES.facets}
    facets = (called["state"], replace(called["provider"], label=lambda ref: names.get(ref, ref)), called["how"])
    return replace(INVOICES, facets=facets)


def rows(found: Iterable[InvoiceWent], names: Mapping[str, str], keyed: Mapping[str, str]) -> list[InvoiceRow]:
    """The list's rows. `keyed` is who keyed what came in each import that was keyed."""
    told = []
    for one in found:
        seen = one.invoice
        weeks = sorted({week for *_, week in seen.cares})
        told.append(
            InvoiceRow(
                f"{seen.provider_ref}/{seen.ref}",
                seen.ref,
                seen.provider_ref,
                names.get(seen.provider_ref, seen.provider_ref),
                seen.received_on,
                week_name(weeks[0]) + (f" to {week_name(weeks[-1])}" if len(weeks) > 1 else ""),
                seen.lines,
                seen.pence + seen.vat_pence,
                one.state,
                keyed.get(seen.import_ref, ""),
                seen.import_ref,
            )
        )
    return told


def strip(lines: Sequence[LineWent]) -> tuple[Fact, ...]:
    """What was claimed, and how much of it is in each state: the parts come to the whole."""
    total = sum(_claimed(one) for one in lines)
    many = len(lines)
    parts = [(state, [one for one in lines if one.state == state]) for state in STATES]
    tones = {"amber": "amber", "red": "red", "green": "green"}
    return (
        Fact("Claimed", sterling(total), f"{many:,} line{'' if many == 1 else 's'}"),
        *(
            Fact(
                f"Claimed on lines: {state.lower()}",
                sterling(sum(_claimed(one) for one in some)),
                f"{len(some):,} line{'' if len(some) == 1 else 's'}",
                tones.get(TONES.get(state, ""), ""),
            )
            for state, some in parts
            if some
        ),
    )


def lines_table(lines: Sequence[LineWent], names: Mapping[str, str]) -> Table:
    """Each line of an invoice, and where it went."""
    head = ("Line", "Person", "Service", "Week", "Time", "Rate £", "Claimed £", "What became of it", "Why", "Pays £", "Paid £", "Run")
    numbers = {"Line", "Time", "Rate £", "Claimed £", "Pays £", "Paid £"}
    columns = tuple(Column(h, "number" if h in numbers else "") for h in head)
    table_rows = tuple(_line(one, names) for one in lines)
    together: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in lines:
        c = one.claim
        together[c.person_ref, c.service, week_name(c.week)] = (one.became.payable_pence if one.became else 0, one.paid_pence)
    pays, paid = (sum(pair[n] for pair in together.values()) for n in (0, 1))
    claimed = sum(_claimed(one) for one in lines)
    foot = ("Total", "", "", "", "", "", pounds(claimed), "", "", pounds(pays), pounds(paid), "")
    return Table("Lines, and where each went", columns, table_rows, foot=foot)


def _line(one: LineWent, names: Mapping[str, str]) -> Row:
    claim, became = one.claim, one.became
    time = f"{claim.nights} night{'' if claim.nights == 1 else 's'}" if claim.nights else hours(claim.minutes)
    codes = ", ".join(why(code) for code in weighed(became.codes)) if became and became.codes else "how"
    shared = f"with {one.beside} other" if one.beside else ""
    known = became is not None and became.how == "payable"
    return Row(
        (
            str(claim.line_no),
            _person(claim.person_ref, names),
            claim.service,
            Cell(week_name(claim.week), ref=True),
            time,
            rate_in_pounds(claim.rate_hundredths),
            Cell(pounds(_claimed(one)), strong=True),
            Cell(one.state, tone=TONES.get(one.state, ""), tag=True, note=shared),
            Cell(codes, f"/exceptions/{became.assessed_id}/") if became else "–",
            pounds(became.payable_pence) if known and became else "–",
            pounds(one.paid_pence) if one.paid_pence else "–",
            Cell(one.run_ref, f"/runs/{one.run_ref}/", ref=True) if one.run_ref else "–",
        )
    )


def _person(ref: str, names: Mapping[str, str]) -> Cell:
    """Whom a line is for. Somebody the council does not know has no page to lead to."""
    return Cell(names[ref], f"/care/{ref}/") if ref in names else Cell(ref, note="Not known here" if ref else "")


def history(
    versions: Iterable[InvoiceVersion], entries: Mapping[Any, Entry], keyed: Iterable[Entry], people: Mapping[str, str]
) -> list[Happening]:
    """What became of an invoice as a paper, the newest first: taken in, keyed, corrected, undone."""
    seen = {e.event_id: e for e in keyed}
    for one in versions:
        for event in (one.made_by, one.superseded_by):
            if event in entries:
                seen.setdefault(entries[event].event_id, entries[event])
    return [
        Happening(
            _moment(entry),
            entry.sentence,
            note=people.get(entry.actor_ref, entry.actor_ref),
            url=f"/record/{entry.event_id}/",
        )
        for entry in sorted(seen.values(), key=lambda e: e.at, reverse=True)
    ]


def tape(keyed: Iterable[Entry]) -> list[dict[str, str]]:
    """The sums that were typed into an invoice, of its last keying: where, and what it said and came to."""
    last = next((e for e in reversed(tuple(keyed)) if e.action == "invoice.keyed"), None)
    return [dict(zip(("where", "says"), one.split(": ", 1), strict=True)) for one in last.facts["tape"]] if last else []


def as_json(lines: Iterable[LineWent]) -> list[dict[str, Any]]:
    """Each line as data: money as pounds in text, of the week of care it is for."""
    return [
        {
            "line": one.claim.line_no,
            "person": one.claim.person_ref,
            "service": one.claim.service,
            "week": one.claim.week.isoformat(),
            "minutes": one.claim.minutes,
            "nights": one.claim.nights,
            "rate": rate_in_pounds(one.claim.rate_hundredths),
            "claimed": plain_pounds(_claimed(one)),
            "state": one.state,
            "codes": list(one.became.codes) if one.became else [],
            "pays": plain_pounds(one.became.payable_pence) if one.became else None,
            "paid": plain_pounds(one.paid_pence),
            "run": one.run_ref,
            "other_lines": one.beside,
        }
        for one in lines
    ]


def _claimed(one: LineWent) -> int:
    return one.claim.pence + one.claim.vat_pence


def _moment(entry: Entry) -> str:
    at = entry.at.astimezone(LONDON)
    return f"{at.day} {at:%b %Y, %H:%M}"
