"""What the rooms behind know, frozen as columns: the same files as from `freeze.inputs_known`, byte for byte, without a value for each of a council's
hundred thousand visits and calls. A test holds one to the other."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
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
from duly.payments.validation.clocks import NIGHT_MINUTES
from duly.payments.validation.freeze import Clocks, few_known, under_their_provider
from duly.payments.validation.inputs import KINDS, put_in_order, table_of, write_tables
from duly.payments.validation.judging import NIGHTS, Frozen, minutes_sha256, nights_sha256

Tables = dict[str, pa.Table]
_CARE = ("provider_ref", "person_ref", "service")
_BETWEEN = "\0"
"""Between parts of a key: the database keeps no text with it."""


def freeze_known(weeks: Sequence[date], folder: Path) -> Frozen:
    """Freeze everything a judgement of these Mondays reads, as now known, in a folder: by the minute, and by the night where there is any. Ask inside one
    snapshot. `InputsRefused` as `freeze.inputs_known`, or where a week does not begin on a Monday."""
    minutes, nights = apart(tables_known(weeks))
    frozen = write_tables(minutes, folder, weeks=weeks, ruleset_sha256=minutes_sha256())
    if not nights["lines"].num_rows and not nights["claims"].num_rows:
        return Frozen(frozen, None)
    return Frozen(frozen, write_tables(nights, folder / NIGHTS, weeks=weeks, ruleset_sha256=nights_sha256()))


def tables_known(weeks: Sequence[date]) -> Tables:
    """Every kind of input as `freeze.inputs_known` has it, as columns in key order."""
    starts, ends, last = min(weeks), max(weeks) + timedelta(days=7), max(weeks)
    terms, rates = contracts.terms_known(), rates_in_columns()
    others = under_their_provider(
        facts.Claim, "invoice_ref", (*invoices.claims_for_stays(starts, last), *invoices.withdrawn_between(starts, last))
    )
    claims = invoices.claims_in_columns(starts, last)
    calls, visits = _by_the_clock(terms, starts, ends, packages.calls_in_columns(starts, ends), evidence.visits_in_columns(starts, ends))
    many = {
        "lines": packages.lines_in_columns(),
        "commissions": packages.commissions_in_columns(),
        "calls": calls,
        "rates": rates,
        "visits": visits,
        "claims": put_in_order("claims", pa.concat_tables([claims, table_of("claims", others)])) if others else claims,
        "openings": packages.openings_in_columns(),
    }
    few = few_known(weeks, terms, rates["day_type"].unique().to_pylist())
    return {name: many[name].cast(schema_of(kind)) if name in many else table_of(name, few[name]) for name, (kind, _) in KINDS.items()}


def apart(tables: Tables) -> tuple[Tables, Tables]:
    """Columns by the minute, and by the night, as `judging.apart`."""
    contracts_by_night = pc.unique(tables["terms"].filter(pc.field("basis") == NIGHTS.upper())["contract_ref"])
    lines = tables["lines"]
    by_night = lines.filter(pc.is_in(lines["contract_ref"], contracts_by_night))
    found: tuple[Tables, Tables] = ({}, {})
    for name, table in tables.items():
        nightly = _nightly(name, table, contracts_by_night, lines, by_night)
        for wanted, kept in enumerate(found):
            kept[name] = table if nightly is None else table.filter(nightly if wanted else pc.invert(nightly)).combine_chunks()
    return found


def _nightly(name: str, table: pa.Table, contracts_by_night: pa.Array, lines: pa.Table, by_night: pa.Table) -> Any:
    """Whether each row is by the night; None when all of them are of both."""
    if name in ("claims", "visits"):
        known = pc.is_in(_care(table), _care(by_night))
        if name == "visits":
            return known
        return pc.or_(known, pc.and_(pc.greater(table["nights"], 0), pc.invert(pc.is_in(_care(table), _care(lines)))))
    if name in ("lines", "terms", "contracts", "bands", "steps", "rates"):
        return pc.is_in(table["contract_ref"], contracts_by_night)
    if name in ("commissions", "calls", "paid", "openings", "lettings"):
        return pc.is_in(table["line_ref"], by_night["line_ref"])
    return pa.array([True] * table.num_rows, pa.bool_()) if name in ("absences", "returns", "fundings") else None


def _care(table: pa.Table) -> Any:
    return pc.binary_join_element_wise(*(table[name] for name in _CARE), _BETWEEN)


def _by_the_clock(
    terms: Collection[contracts.Terms], starts: date, ends: date, calls: pa.Table, visits: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Calls and visits as long as their contracts count them: only those of a night in which the clocks change are looked at."""
    clocks = Clocks(starts, ends)
    if not clocks.changing:
        return calls, visits
    clocks.know(packages.lines_known(), terms)
    return (
        _counted(calls, clocks.changing, lambda c: clocks.planned(c["line_ref"], c["on"], c["starts_minute"], c["minutes"])),
        _counted(
            visits, clocks.changing, lambda v: clocks.made(tuple(v[name] for name in _CARE), v["on"], v["starts_minute"], v["minutes"])
        ),
    )


def _counted(table: pa.Table, changing: Collection[date], minutes: Callable[[dict[str, Any]], int]) -> pa.Table:
    long = pc.and_(pc.is_in(table["on"], pa.array(sorted(changing), pa.date32())), pc.greater_equal(table["minutes"], NIGHT_MINUTES))
    told = pa.array([minutes(row) for row in table.filter(long).to_pylist()], pa.int64())
    place = table.schema.get_field_index("minutes")
    return table.set_column(place, "minutes", pc.replace_with_mask(table["minutes"].combine_chunks(), long.combine_chunks(), told))
