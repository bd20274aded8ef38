"""What the rooms behind know, frozen as columns: the same files as from `freeze.inputs_known`, byte for byte, without a value for each of a council's
hundred thousand visits and calls. A test holds one to the other."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from duly.core.lists.columns import schema_of
from duly.payments.contracts import queries as contracts
from duly.payments.evidence import queries as evidence
from duly.payments.invoices import queries as invoices
from duly.payments.packages import queries as packages
from duly.payments.rates.queries import rates_in_columns
from duly.payments.validation import facts
from duly.payments.validation.again import Before, Seen
from duly.payments.validation.clocks import NIGHT_MINUTES
from duly.payments.validation.freeze import Clocks, few_known, under_their_provider
from duly.payments.validation.inputs import KINDS, put_in_order, table_of, write_tables
from duly.payments.validation.judging import NIGHTS, Frozen, minutes_sha256, nights_sha256
from duly.primitives.digest import canonical, sha256_hex

Tables = dict[str, pa.Table]
_CARE = ("provider_ref", "person_ref", "service")
_BETWEEN = "\0"
"""Between parts of a key: the database keeps no text with it."""


def freeze_known(weeks: Sequence[date], folder: Path, *, before: Before | None = None) -> Frozen:
    """Freeze everything a judgement of these Mondays reads, as now known, in a folder: by the minute, and by the night where there is any. Ask inside one
    snapshot. What a judgement of the same weeks froze before of the visits is used again where it still holds.

    `InputsRefused` as `freeze.inputs_known`, or where a week does not begin on a Monday.
    """
    starts, ends = min(weeks), max(weeks) + timedelta(days=7)
    clocks, terms = Clocks(starts, ends), contracts.terms_known()
    minutes, nights = apart(_but_visits(weeks, terms, clocks))
    seen = None if clocks.changing else Seen(*evidence.visits_told(starts, ends), _asked_sha256())
    visits = before.visits(seen, nights["lines"]) if before and seen else None
    minutes["visits"], nights["visits"] = visits or apart_visits(_visits_known(starts, ends, terms, clocks), nights["lines"])
    seen_json = seen.as_json() if seen else None
    frozen = write_tables(minutes, folder, weeks=weeks, ruleset_sha256=minutes_sha256(), visits_seen=seen_json)
    if not nights["lines"].num_rows and not nights["claims"].num_rows:
        return Frozen(frozen, None)
    return Frozen(frozen, write_tables(nights, folder / NIGHTS, weeks=weeks, ruleset_sha256=nights_sha256()))


def _but_visits(weeks: Sequence[date], terms: Collection[contracts.Terms], clocks: Clocks) -> Tables:
    """Every kind of input but the visits, as `freeze.inputs_known` has it, as columns in key order."""
    starts, ends, last = min(weeks), max(weeks) + timedelta(days=7), max(weeks)
    rates, claims = rates_in_columns(), invoices.claims_in_columns(starts, last)
    others = under_their_provider(
        facts.Claim, "invoice_ref", (*invoices.claims_for_stays(starts, last), *invoices.withdrawn_between(starts, last))
    )
    calls = packages.calls_in_columns(starts, ends)
    if clocks.changing:
        clocks.know(packages.lines_known(), terms)
        calls = _counted(calls, clocks.changing, lambda c: clocks.planned(c["line_ref"], c["on"], c["starts_minute"], c["minutes"]))
    found = {
        "lines": packages.lines_in_columns(),
        "commissions": packages.commissions_in_columns(),
        "calls": calls,
        "rates": rates,
        "claims": put_in_order("claims", pa.concat_tables([claims, table_of("claims", others)])) if others else claims,
        "openings": packages.openings_in_columns(),
    }
    few = few_known(weeks, terms, rates["day_type"].unique().to_pylist())
    return {name: table.cast(schema_of(KINDS[name][0])) for name, table in found.items()} | {
        name: table_of(name, rows) for name, rows in few.items()
    }


def _visits_known(starts: date, ends: date, terms: Collection[contracts.Terms], clocks: Clocks) -> pa.Table:
    """The visits that bear on the weeks, in key order, as long as their contracts count them."""
    visits = evidence.visits_in_columns(starts, ends).cast(schema_of(facts.Visit))
    if not clocks.changing:
        return visits
    return _counted(
        visits, clocks.changing, lambda v: clocks.made(tuple(v[name] for name in _CARE), v["on"], v["starts_minute"], v["minutes"])
    )


@lru_cache(maxsize=1)
def _asked_sha256() -> str:
    """The digest of how visits are asked for: asked otherwise, they may be others."""
    return sha256_hex(canonical([evidence.BEARING, Path(__file__).read_text(encoding="utf-8")]))


def apart(tables: Tables) -> tuple[Tables, Tables]:
    """Columns by the minute, and by the night, as `judging.apart`."""
    contracts_by_night = pc.unique(tables["terms"].filter(pc.field("basis") == NIGHTS.upper())["contract_ref"])
    lines = tables["lines"]
    by_night = lines.filter(pc.is_in(lines["contract_ref"], contracts_by_night)).combine_chunks()
    found: tuple[Tables, Tables] = ({}, {})
    for name, table in tables.items():
        nightly = _nightly(name, table, contracts_by_night, lines, by_night)
        for kept, rows in zip(found, (table, table) if nightly is None else _parted(table, nightly), strict=True):
            kept[name] = rows
    return found


def apart_visits(visits: pa.Table, lines_by_night: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Visits by the minute, and to people and services of these lines."""
    return _parted(visits, pc.is_in(_care(visits), _care(lines_by_night)))


def _parted(table: pa.Table, nightly: Any) -> tuple[pa.Table, pa.Table]:
    return table.filter(pc.invert(nightly)).combine_chunks(), table.filter(nightly).combine_chunks()


def _nightly(name: str, table: pa.Table, contracts_by_night: pa.Array, lines: pa.Table, by_night: pa.Table) -> Any:
    """Whether each row is by the night; None when all of them are of both."""
    if name == "claims":
        nobodys = pc.and_(pc.greater(table["nights"], 0), pc.invert(pc.is_in(_care(table), _care(lines))))
        return pc.or_(pc.is_in(_care(table), _care(by_night)), nobodys)
    if name in ("lines", "terms", "contracts", "bands", "steps", "rates"):
        return pc.is_in(table["contract_ref"], contracts_by_night)
    if name in ("commissions", "calls", "paid", "openings", "lettings"):
        return pc.is_in(table["line_ref"], by_night["line_ref"])
    return pa.array([True] * table.num_rows, pa.bool_()) if name in ("absences", "returns", "fundings") else None


def _care(table: pa.Table) -> Any:
    return pc.binary_join_element_wise(*(table[name] for name in _CARE), _BETWEEN)


def _counted(table: pa.Table, changing: Collection[date], minutes: Callable[[dict[str, Any]], int]) -> pa.Table:
    long = pc.and_(pc.is_in(table["on"], pa.array(sorted(changing), pa.date32())), pc.greater_equal(table["minutes"], NIGHT_MINUTES))
    told = pa.array([minutes(row) for row in table.filter(long).to_pylist()], pa.int64())
    place = table.schema.get_field_index("minutes")
    return table.set_column(place, "minutes", pc.replace_with_mask(table["minutes"].combine_chunks(), long.combine_chunks(), told))
