"""Rates, batches and answers in finished words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import LONDON
from duly.core.record.queries import Entry
from duly.payments.flow import WhereUsed
from duly.payments.rates.queries import Ambiguous, BatchSeen, NoRate, PassedOver, Rate, RateFound, Version
from duly.payments.rates.rules import DAY_TYPES, rise_percent, say_keys
from duly.primitives.money import rate_in_pounds, sterling
from duly.primitives.period import FOREVER, say_day, say_span, week_name
from duly.ui.frame import Cell, Column, Fact, Link, Row, Table, Tag

PER = {"hour": "an hour", "night": "a night", "week": "a week"}
TONES = {"put forward": "amber", "adopted": "green", "withdrawn": "plain", "taken back": "plain"}
MOST_SHOWN = 200
"""Rates passed over, or versions, printed on one page; the rest are counted."""


@dataclass(frozen=True)
class RateRow:
    """One rate of the book. `last` is its last day, None when it has no end; `keys` what narrows it, in words."""

    ref: str
    provider: str
    contract: str
    service: str
    unit: str
    keys: str
    starts: date
    last: date | None
    rate_hundredths: int
    line: str
    day_type: str
    length_from: int
    length_to: int
    carer: int
    zone: str
    adopted: bool


RATES = ListOf(
    name="rates",
    key="ref",
    columns=(
        Shown("ref", "Rate"),
        Shown("provider", "Provider"),
        Shown("contract", "Contract"),
        Shown("service", "Service"),
        Shown("keys", "Narrowed to"),
        Shown("starts", "From", "day"),
        Shown("last", "Last day", "day"),
        Shown("rate_hundredths", "£", "rate"),
        Shown("unit", "Per"),
    ),
    facets=(
        Facet("service", "Service"),
        Facet("unit", "Paid by the"),
        Facet("day_type", "Kind of day", label=lambda value: DAY_TYPES.get(value, value).capitalize()),
        Facet("adopted", "Adopted", label=lambda value: "Adopted" if value == "yes" else "Put forward, not adopted"),
        Facet("provider", "Provider"),
        Facet("contract", "Contract"),
    ),
    sorts=("provider", "service", "starts", "rate_hundredths"),
    default_sort="provider",
    also=("on",),
)
AS_FILE = replace(
    RATES,
    columns=(
        *RATES.columns,
        Shown("line", "Line"),
        Shown("day_type", "Kind of day"),
        Shown("length_from", "Shortest call", "number"),
        Shown("length_to", "Longest call", "number"),
        Shown("carer", "Carer", "number"),
        Shown("zone", "Zone"),
        Shown("adopted", "Adopted", "yes/no"),
    ),
)
"""The same list for machines: what narrows a rate in columns of its own."""

CELLS = {
    "ref": lambda row: Cell(row.ref, f"/rates/{row.ref}/", ref=True, note="" if row.adopted else "put forward"),
    "contract": lambda row: Cell(row.contract, f"/contracts/{row.contract}/", ref=True),
    "keys": lambda row: "" if row.keys == "any" else row.keys,
    "last": lambda row: say_day(row.last) if row.last else "no end",
    "rate_hundredths": lambda row: Cell(rate_in_pounds(row.rate_hundredths), strong=True),
}


@dataclass(frozen=True)
class BatchRow:
    """One batch in the list of them."""

    ref: str
    title: str
    state: str
    rates: int
    put_forward_by: str
    put_forward_on: date
    settled_by: str


BATCHES = ListOf(
    name="rate-batches",
    key="ref",
    columns=(
        Shown("ref", "Batch"),
        Shown("title", "What it is"),
        Shown("state", "State"),
        Shown("rates", "Rates", "number"),
        Shown("put_forward_by", "Put forward by"),
        Shown("put_forward_on", "On", "day"),
        Shown("settled_by", "Settled by"),
    ),
    facets=(Facet("state", "State"), Facet("put_forward_by", "Put forward by")),
    sorts=("put_forward_on", "rates"),
    default_sort="-put_forward_on",
)
BATCH_CELLS = {
    "ref": lambda row: Cell(row.ref, f"/rates/batches/{row.ref}/", ref=True),
    "state": lambda row: Cell(row.state, tag=True, tone=TONES[row.state]),
}


@dataclass(frozen=True)
class ChangeRow:
    """One rate of a batch beside the one of its key before it. `before` is None where there was none; `rises` whole percent, rounded up."""

    ref: str
    contract: str
    service: str
    keys: str
    unit: str
    starts: date
    before: int | None
    after: int
    rises: int | None


CHANGES = ListOf(
    name="rates-put-forward",
    key="ref",
    columns=(
        Shown("ref", "Rate"),
        Shown("contract", "Contract"),
        Shown("service", "Service"),
        Shown("keys", "Narrowed to"),
        Shown("starts", "From", "day"),
        Shown("before", "Before, £", "rate"),
        Shown("after", "After, £", "rate"),
        Shown("unit", "Per"),
        Shown("rises", "Rises by %", "number"),
    ),
    facets=(Facet("service", "Service"), Facet("rises", "Rises by %"), Facet("contract", "Contract")),
    sorts=("starts", "after", "rises"),
    default_sort="-rises",
)
CHANGE_CELLS = {
    "ref": lambda row: Cell(row.ref, f"/rates/{row.ref}/", ref=True),
    "contract": lambda row: Cell(row.contract, ref=True),
    "keys": lambda row: "" if row.keys == "any" else row.keys,
    "before": lambda row: "new" if row.before is None else rate_in_pounds(row.before),
    "after": lambda row: Cell(rate_in_pounds(row.after), strong=True),
}


def row(rate: Rate, providers: Mapping[str, str], names: Mapping[str, str]) -> RateRow:
    """A rate as the list has it."""
    provider = providers.get(rate.contract_ref, "")
    return RateRow(
        ref=rate.rate_ref,
        provider=names.get(provider, provider),
        contract=rate.contract_ref,
        service=rate.service,
        unit=rate.unit,
        keys=say_keys(rate),
        starts=rate.starts,
        last=None if rate.ends >= FOREVER else rate.ends - timedelta(days=1),
        rate_hundredths=rate.rate_hundredths,
        line=rate.line_ref,
        day_type=rate.day_type,
        length_from=rate.band_from,
        length_to=rate.band_to,
        carer=rate.carer,
        zone=rate.zone,
        adopted=rate.approved,
    )


def batch_row(batch: BatchSeen, people: Mapping[str, str]) -> BatchRow:
    """A batch as the list has it."""
    by, settled = (people.get(ref, ref) for ref in (batch.put_forward_by, batch.settled_by))
    return BatchRow(
        batch.ref, batch.title, str(batch.state), batch.rates, by, batch.put_forward_at.astimezone(LONDON).date(), settled or "nobody yet"
    )


def changes(rates: Iterable[Rate], known: Iterable[Rate], *, settled: bool) -> list[ChangeRow]:
    """Each rate of a batch beside the one of its key: in force on its first day, or, once adopted, on the day before."""
    by_key: dict[tuple[Any, ...], list[Rate]] = {}
    for one in known:
        by_key.setdefault(one.key, []).append(one)
    told = []
    for rate in rates:
        on = rate.starts - timedelta(days=1) if settled else rate.starts
        old = next((r.rate_hundredths for r in by_key.get(rate.key, ()) if r.starts <= on < r.ends), None)
        rises = None if old is None else rise_percent(old, rate.rate_hundredths)
        where = (rate.rate_ref, rate.contract_ref, rate.service, say_keys(rate), rate.unit, rate.starts)
        told.append(ChangeRow(*where, old, rate.rate_hundredths, rises))
    return told


def say_price(rate: Rate) -> str:
    """£21.36 an hour."""
    return f"£{rate_in_pounds(rate.rate_hundredths)} {PER[rate.unit]}"


def say_answer(found: RateFound | NoRate | Ambiguous) -> str:
    """The answer to what a cell is paid, in a sentence."""
    if isinstance(found, RateFound):
        rate = found.rate
        keys = say_keys(rate)
        of = "" if keys == "any" else f" ({keys})"
        return f"{say_price(rate)}: rate {rate.rate_ref}{of}, {say_span(rate.starts, rate.ends)}."
    return found.because


def passed_over(found: Iterable[PassedOver]) -> Table:
    """Every other rate of the contract, and why it is not the answer; those nearest to answering first."""
    ordered = sorted(found, key=lambda one: _nearness(one.because))
    rows = tuple(
        Row((Cell(p.rate.rate_ref, f"/rates/{p.rate.rate_ref}/", ref=True), about(p.rate), p.because)) for p in ordered[:MOST_SHOWN]
    )
    left = len(ordered) - len(rows)
    return Table(
        "Passed over, and why",
        (Column("Rate"), Column("What it is for", "wrap"), Column("Why it is not the one", "wrap")),
        rows,
        foot=(f"and {left:,} more", "", "") if left > 0 else (),
        empty="No other rate of this contract is known.",
    )


def about(rate: Rate) -> str:
    """What a rate is for, and when, in a line."""
    keys = say_keys(rate)
    return f"{rate.service}, {say_price(rate)}{'' if keys == 'any' else f', {keys}'}, {say_span(rate.starts, rate.ends)}"


def standing(rate: Rate | None, *, on: date) -> Tag:
    """Where a rate stands, in a tag; None is one that is no longer known."""
    if rate is None:
        return Tag("Not known any more", "plain")
    if not rate.approved:
        return Tag("Put forward", "amber")
    if on < rate.starts:
        return Tag("Not begun", "blue")
    return Tag("In force", "green") if on < rate.ends else Tag("Ended", "plain")


def facts(rate: Rate, provider: str, batch_ref: str) -> list[tuple[str, Any]]:
    """A rate in pairs of a word and what it is here."""
    batch = [("Came in batch", Link(batch_ref, f"/rates/batches/{batch_ref}/"))] if batch_ref else []
    return [
        ("Pays", Cell(say_price(rate), strong=True)),
        ("Provider", provider),
        ("Contract", Link(rate.contract_ref, f"/contracts/{rate.contract_ref}/")),
        ("Its other rates", Link(f"Rates of {rate.contract_ref}", f"/rates/?on=any&contract={rate.contract_ref}")),
        ("Service", rate.service),
        ("Narrowed to", say_keys(rate)),
        ("In force", say_span(rate.starts, rate.ends)),
        *batch,
    ]


def strip(rate: Rate, used: WhereUsed | None, versions: int) -> tuple[Fact, ...]:
    """A rate in figures: what it pays, for how many lines, what it priced last, and how often its cell was changed."""
    told = [Fact("Pays", f"£{rate_in_pounds(rate.rate_hundredths)}", PER[rate.unit])]
    if used is not None:
        many = len(used.lines)
        told.append(Fact("Answers for", f"{many:,} line{'' if many == 1 else 's'}", f"in the week of {say_day(used.monday)}"))
        if used.weeks:
            last = used.weeks[0]
            told.append(Fact("Priced last", sterling(last.pence), f"{last.lines:,} lines in {week_name(last.week)}"))
    return (*told, Fact("Versions of its cell", f"{versions:,}", "as the history has them"))


def history(versions: Iterable[Version], people: Mapping[str, str], ref: str) -> Table:
    """Every version of a cell, oldest first: what was known, from which entry of the record, and until which."""
    rows = []
    for v in versions:
        said = say_price(v.rate) if v.rate.approved else f"{say_price(v.rate)}, put forward"
        link = Cell(v.rate.rate_ref, "" if v.rate.rate_ref == ref else f"/rates/{v.rate.rate_ref}/", ref=True)
        until = _entry(v.superseded_by, people) if v.superseded_by else Cell("known now")
        rows.append(Row((link, said, say_span(v.rate.starts, v.rate.ends), _entry(v.made_by, people), until)))
    columns = (Column("Rate"), Column("Pays"), Column("In force", "wrap"), Column("Known from", "wrap"), Column("Until", "wrap"))
    return Table("History of this cell", columns, tuple(rows[-MOST_SHOWN:]))


def lines_used(used: WhereUsed, names: Mapping[str, str]) -> Table:
    """The lines a rate answers for, and by how much of their week."""
    rows = tuple(
        Row((Cell(one.line_ref, ref=True), Cell(names.get(one.person_ref, one.person_ref), f"/care/{one.person_ref}/", note=one.person_ref), Cell(one.provider_ref, f"/providers/{one.provider_ref}/", ref=True), f"{one.answered} of {one.of}"))
        for one in used.lines[:MOST_SHOWN]
    )  # fmt: skip
    left = len(used.lines) - len(rows)
    columns = (Column("Line"), Column("Person"), Column("Provider"), Column("Of its week", "number"))
    return Table(
        "Lines it answers for",
        columns,
        rows,
        foot=(f"and {left:,} more", "", "", "") if left > 0 else (),
        empty=f"No line in force in the week of {say_day(used.monday)} has a call or a day that this rate answers for.",
    )


def weeks_used(used: WhereUsed) -> Table:
    """The weeks judged with a rate."""
    rows = tuple(
        Row((Cell(week_name(w.week), f"/exceptions/?week={week_name(w.week)}&show=all", ref=True), w.judgement_ref, f"{w.lines:,}", sterling(w.pence)))
        for w in used.weeks
    )  # fmt: skip
    columns = (Column("Week"), Column("Judgement"), Column("Lines", "number"), Column("Priced with it", "number"))
    return Table("Weeks judged with it", columns, rows, empty="No week has been judged with it.")


def _entry(entry: Entry, people: Mapping[str, str]) -> Cell:
    at = entry.at.astimezone(LONDON)
    who = people.get(entry.actor_ref, entry.actor_ref)
    return Cell(f"{say_day(at.date())} {at:%H:%M}, {who}", f"/record/{entry.event_id}/", note=entry.sentence)


def _nearness(because: str) -> int:
    """Those that came nearest to answering first: less particular, then another key, another day, and last another service or time of knowing."""
    for place, words in enumerate(("less particular", "batch nobody", "for calls", "carer", "zone", "line", "force", "superseded")):
        if words in because:
            return place
    return 20 if because.startswith("It is for ") and not any(day in because for day in DAY_TYPES.values() if day) else 4
