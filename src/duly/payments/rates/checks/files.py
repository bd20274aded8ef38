"""What is wrong with rows of rates that read well: between themselves, and beside what is known."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.payments.rates.columns import ends_of, keys_of, rate_of
from duly.payments.rates.corrections import rates_after
from duly.payments.rates.queries import rates_known
from duly.payments.rates.rules import Rate, clashes
from duly.primitives.period import say_span


def faults_in(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """References used twice, rates of nothing, spans without a day, and rates that would answer for a cell another answers for.

    A file that `replaces` is held to what would be known beside it: what somebody set or adopted stays, and is not a file's to replace.
    """
    known = tuple(rates_after(rows)) if replaces else rates_known()
    yield from _faults_of_rows(rows, rates_known(), {r.rate_ref for r in known} if replaces else None)
    at = {}
    given = []
    for row in rows:
        if row.values["from"] < ends_of(row):
            given.append(replace(rate_of(row), rate_ref=f"row {row.number}"))
            at[given[-1].rate_ref] = row
    contracts = {rate.contract_ref for rate in given}
    adopted = [r for r in known if r.approved and r.contract_ref in contracts]
    for one, other in clashes([*adopted, *given]):
        if other.rate_ref not in at:
            continue  # both known already
        row = at[other.rate_ref]
        says = f"This rate of {other.contract_ref} for {other.service} overlaps {one.rate_ref}, in force {say_span(one.starts, one.ends)}"
        yield Fault(row.number, "from", str(other.starts), f"{says}{', and is as particular' if one.key != other.key else ''}.")


def faults_in_put_forward(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """As for a file taken in, but for rates that answer for one cell: what those replace is settled when they are adopted."""
    yield from _faults_of_rows(rows, rates_known())


def _faults_of_rows(rows: tuple[Row, ...], known: tuple[Rate, ...], stay: Collection[str] | None = None) -> Iterator[Fault]:
    """`stay` are the references that a file which replaces does not reach; without it every known one is a fault."""
    others = {r.rate_ref for r in known} if stay is None else {r.rate_ref for r in known if r.rate_ref in stay or not r.approved}
    why = "is known already" if stay is None else "was set or put forward by somebody, and is not a file's to replace"
    seen = dict.fromkeys(others, 0)
    for row in rows:
        ref = row.values["rate_ref"]
        if ref in seen:
            where = f"stands in row {seen[ref]} too" if seen[ref] else why
            yield Fault(row.number, "rate_ref", ref, f"Rate {ref} {where}.")
        seen.setdefault(ref, row.number)
        if row.values["rate"] == 0:
            yield Fault(row.number, "rate", "0", "A rate is above nothing.")
        if row.values["from"] >= ends_of(row):
            yield Fault(row.number, "to", str(row.values["to"]), "The last day is before the first.")
        keys = keys_of(row)
        if keys["band_from"] > keys["band_to"]:
            yield Fault(row.number, "length_to", str(keys["band_to"]), "The longest call is shorter than the shortest.")
