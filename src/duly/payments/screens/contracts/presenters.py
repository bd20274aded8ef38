"""Contracts in finished words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.contracts.queries import (
    Band,
    Clause,
    ContractSeen,
    ContractSpan,
    EmbargoSeen,
    Step,
    Terms,
)
from duly.payments.contracts.rules import ABOUT
from duly.payments.screens.contracts.words import BASES, lets_through, pays
from duly.primitives.money import sterling
from duly.primitives.period import FOREVER, say_span
from duly.ui.frame import Cell, Column, Row, Table


@dataclass(frozen=True)
class ContractRow:
    """One contract as it stands on a day. `last` is the last day it may be paid under, None where there is no end or no day."""

    ref: str
    title: str
    provider: str
    provider_name: str
    state: str
    last: date | None
    version: int
    pays: str
    rates: int


CONTRACTS = ListOf(
    name="contracts",
    key="ref",
    columns=(
        Shown("ref", "Contract"),
        Shown("title", "Title"),
        Shown("provider_name", "Provider"),
        Shown("state", "Today"),
        Shown("last", "Last day", "day"),
        Shown("version", "Terms", "number"),
        Shown("pays", "Pays"),
        Shown("rates", "Rates", "number"),
    ),
    facets=(Facet("state", "Today"), Facet("pays", "Pays")),
    sorts=("ref", "provider_name", "last", "rates"),
    default_sort="ref",
)
TONES = {"In force": "green", "Under embargo": "red", "Not in force": ""}
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/contracts/{row.ref}/", ref=True),
    "provider_name": lambda row: Cell(row.provider_name, f"/providers/{row.provider}/"),
    "state": lambda row: Cell(row.state, tone=TONES[row.state], tag=True),
    "last": lambda row: row.last.strftime("%-d %B %Y") if row.last else "–",
    "version": lambda row: f"version {row.version}" if row.version else "none in force",
}


def rows(
    known: Sequence[ContractSeen],
    spans: Sequence[ContractSpan],
    embargoes: Sequence[EmbargoSeen],
    terms: Sequence[Terms],
    rates: Mapping[str, int],
    providers: Mapping[str, str],
    on: date,
) -> list[ContractRow]:
    """Every contract as it stands on a day."""
    made = []
    for one in known:
        mine = [s for s in spans if s.contract_ref == one.ref]
        now = next((t for t in terms if t.contract_ref == one.ref and t.starts <= on < t.ends), None)
        ends = max((s.ends for s in mine), default=FOREVER)
        made.append(
            ContractRow(
                one.ref,
                one.title,
                one.provider_ref,
                providers.get(one.provider_ref, one.provider_ref),
                state(mine, [e for e in embargoes if e.contract_ref == one.ref], on),
                None if ends >= FOREVER else ends - timedelta(days=1),
                now.version if now else 0,
                BASES[now.basis] if now else "Nothing",
                rates.get(one.ref, 0),
            )
        )
    return made


def state(spans: Sequence[ContractSpan], embargoes: Sequence[EmbargoSeen], on: date) -> str:
    """How a contract stands on a day. `spans` are without its embargoes."""
    if any(e.starts <= on < e.ends for e in embargoes):
        return "Under embargo"
    return "In force" if any(s.starts <= on < s.ends for s in spans) else "Not in force"


def spans(found: Sequence[ContractSpan], embargoes: Sequence[EmbargoSeen], names: Mapping[str, str]) -> Table:
    """When a contract was agreed to be in force, and its embargoes, by first day."""
    told = [(s.starts, Row((Cell("In force", tone="green", tag=True), say_span(s.starts, s.ends), "–"))) for s in found]
    told += [
        (e.starts, Row((Cell("Embargo", tone="red", tag=True), say_span(e.starts, e.ends), names.get(e.placed_by, e.placed_by))))
        for e in embargoes
    ]
    columns = (Column("What"), Column("When", "wrap"), Column("Placed by"))
    return Table(
        "When it may be paid under", columns, tuple(row for _, row in sorted(told, key=lambda one: one[0])), empty="It was never in force."
    )


@dataclass(frozen=True)
class Version:
    """One version of terms in finished words."""

    title: str
    says: list[tuple[str, str]]
    clauses: Table
    bands: Table | None
    steps: Table | None


def version(terms: Terms, clauses: Sequence[Clause], bands: Sequence[Band], steps: Sequence[Step]) -> Version:
    """A version with the clauses, bands and steps that are its own."""
    numbered = {c.about: c for c in clauses}
    of_bands = tuple(Row((f"{b.from_minute} to {b.to_minute}", str(b.pay_minutes))) for b in bands)
    of_steps = tuple(Row((s.kind.capitalize(), f"{s.from_day} to {s.to_day}", f"{s.percent} %")) for s in steps)
    return Version(
        f"Version {terms.version}, {say_span(terms.starts, terms.ends)}",
        [(words, said) for words, said in _says(terms) if said],
        Table(
            f"Clauses of version {terms.version}",
            (Column("About", "wrap"), Column("Clause"), Column("Words", "wrap")),
            (
                *(Row((ABOUT[c.about].capitalize(), Cell(c.number, strong=True), c.words or "–")) for c in numbered.values()),
                Row(("Everything else" if numbered else "Everything", Cell(terms.clause, strong=True), "–")),
            ),
        ),
        Table(f"Bands of version {terms.version}", (Column("A visit of minutes"), Column("Counts as", "number")), of_bands)
        if bands
        else None,
        Table(
            f"Paid while care is interrupted, version {terms.version}",
            (
                Column("Interrupted by"),
                Column("On day"),
                Column("Of a night" if terms.basis == "NIGHTS" else "Of a planned call", "number"),
            ),
            of_steps,
        )
        if steps
        else None,
    )


def _says(terms: Terms) -> list[tuple[str, str]]:
    cancelled = f"{terms.cancel_percent} % with less than {terms.cancel_notice_minutes} minutes' notice"
    limit = f"{terms.trim_limit_bp // 100}.{terms.trim_limit_bp % 100:02d}%"
    trims = ("Trimmed without a person", f"up to {sterling(terms.trim_limit_pence)} or {limit}, whichever is less")
    after = "nights" if terms.basis == "NIGHTS" else "days"
    dies = ("After a death", f"{terms.death_days} {after}" if terms.death_days else "not paid")
    if terms.basis == "NIGHTS":
        return [("Pays", pays(terms)), dies, trims]
    return [
        ("Pays", pays(terms)),
        ("A visit meets a call", f"up to {terms.match_window_minutes} minutes away"),
        ("Two carers together", f"{terms.double_up_percent} % of the call"),
        ("The week", "minutes over on one day make up for another" if terms.weekly_cap == "week" else "each visit is capped by its call"),
        ("Calls not planned", f"up to {terms.flex_minutes} minutes a week" if terms.flex_minutes else "not paid"),
        ("Visits may overlap by", f"{terms.overlap_minutes} minutes"),
        ("Cancelled", cancelled if terms.cancel_percent else "not paid"),
        ("Nobody in", f"{terms.frustrated_percent} % of the call" if terms.frustrated_percent else "not paid"),
        dies,
        ("Told as under-delivered", f"more than {terms.under_percent} % below what was agreed"),
        ("Nights when clocks change", "by the clock on the wall" if terms.night_clock == "wall" else "by the hours that passed"),
        trims,
        ("Small excess let through", lets_through(terms)),
    ]
