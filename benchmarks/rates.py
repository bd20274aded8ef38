"""Asking the rate book what a cell is paid, with every rate passed over and why: beside a scan of the whole book, on the same machine at the same time.

The book is the practice copy's: three yearly versions of every rate, about eighty rates a contract. The scan reads every current rate from the
database and asks the same rule; kept in memory it is what a program without an index would do.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from benchmarks.figures import Row, apart
from benchmarks.record import an_office

SIZES = ((1_600, 60), (16_700, 620))
"""Rates a year, and contracts: 4,800 rates in three years, and 50,100."""
ASKED, SCANNED = 400, 5
Asked = tuple[tuple[Any, ...], dict[str, Any]]
"""What `rate_on` is given: its places and its names."""
GOAL = 0.001
"""Seconds for one answer."""


def fill(rates: int, contracts: int) -> tuple[int, list[Asked]]:
    """Put a book of that size in, through the room's own rows. Gives how many, and cells to ask for."""
    from duly.core.intake.reading import read_table
    from duly.core.record.actions import unit_of_work
    from duly.office.practice.ratebook import as_csv, rate_book
    from duly.payments.rates.actions.setting import keep_rows, row_of
    from duly.payments.rates.checks import rate_of
    from duly.payments.rates.columns import columns
    from duly.payments.rates.events import RatesPutForward
    from duly.primitives.actor import SYSTEM

    services = {f"C-{contracts}-{n}": ("home-care", "sleep-in") for n in range(contracts)}
    rows = rate_book(11, services, rates=rates)
    read = read_table(as_csv(rows), "rates.csv", columns(services)).rows
    with unit_of_work() as record:
        event = record.write(RatesPutForward(f"bench-{contracts}", 1, len(rows), contracts, "0" * 64, "", "bench"), by=SYSTEM)
        keep_rows([row_of(rate_of(row), event) | {"rate_ref": f"B{contracts}-{row.values['rate_ref']}"} for row in read])
    return len(rows), list(_cells(rows))


def measured() -> tuple[list[Row], list[str]]:
    """Each size, in rows held to their goal and in lines: median and worst of the look-ups (each the quickest of three), and how many times the scan takes. In a
    process with a database of its own."""
    told = apart("benchmarks.rates:here")["told"]
    return [Row(**row) for row in told["rows"]], told["lines"]


def here() -> dict[str, Any]:
    """The same in this process: rows and lines as plain values."""
    rows, lines = [], ["the rate book: what a cell is paid, with every rate of the contract passed over and why"]
    with an_office():
        from duly.cli.opening import start_django

        start_django()
        held = 0
        for rates, contracts in SIZES:
            put, asked = fill(rates, contracts)
            held += put
            of_size, told = _one(held, asked)
            rows += of_size
            lines += told
    return {"rows": [asdict(row) for row in rows], "lines": lines}


def _one(held: int, asked: list[Asked]) -> tuple[list[Row], list[str]]:
    from duly.payments.rates.queries import rate_on, rates_known
    from duly.payments.rates.rules import Cell, best_rate

    rate_on(*asked[0][0], **asked[0][1])
    began = time.process_time()
    found, took = _each(lambda one: rate_on(*one[0], **one[1]), asked)
    processor = (time.process_time() - began) / len(asked)
    for _ in range(2):
        took = [min(pair) for pair in zip(took, _each(lambda one: rate_on(*one[0], **one[1]), asked)[1], strict=True)]
    book = rates_known()
    scanned, scan_took = _each(
        lambda one: best_rate(Cell(*one[0], **one[1]), [r for r in rates_known() if r.contract_ref == one[0][0]]), asked[:SCANNED]
    )
    held_took = _each(
        lambda one: best_rate(Cell(*one[0], **one[1]), [r for r in book if r.contract_ref == one[0][0]]), asked[: 4 * SCANNED]
    )[1]
    same = [one.rate for one in found[:SCANNED]] == [one.rate for one in scanned]
    over = statistics.mean(len(one.passed_over) for one in found)
    middle, worst = statistics.median(took), sorted(took)[-len(took) // 100]
    scan, kept = statistics.median(scan_took), statistics.median(held_took)
    what = "what a cell is paid, with every rate passed over and why"
    rows = [
        Row(
            what,
            "Duly",
            held,
            cpu_s=processor * len(asked),
            same=same,
            figure=middle * 1000,
            unit="ms",
            goal=GOAL * 1000,
            note=f"the middle of {len(asked)}",
        ),
        Row(what, "a scan of the table", held, figure=scan / middle, unit="times Duly"),
        Row(what, "a scan of a book held in memory", held, figure=kept / middle, unit="times Duly"),
    ]
    return rows, [
        f"  {held:>6,} rates   look-up {middle * 1e6:7.0f} microseconds (1 in 100 over {worst * 1e6:,.0f}), {processor * 1e6:.0f} of our processor, {over:.0f} passed over in words",
        f"                  scan of the table {scan / middle:7.0f} times that; of a book held in memory"
        f" {kept / middle:5.1f} times; the answers are {'the same' if same else 'DIFFERENT'}",
    ]


def _cells(rows: list[dict[str, str]]) -> Iterator[Asked]:
    """Cells that the book has rates for, drawn over its contracts and years."""
    draw = random.Random(5)
    for _ in range(ASKED):
        row = draw.choice(rows)
        on = date.fromisoformat(row["from"]) + timedelta(days=draw.randrange(300))
        unit = {"unit": row["unit"]} if row["unit"] != "hour" else {"minutes": draw.choice((15, 30, 45, 60))}
        yield (
            (row["contract"], row["service"], on),
            {"zone": row["zone"], "carer": draw.choice((1, 2)), "bank_holiday": draw.random() < 0.03} | unit,
        )


def _each(ask: Callable[[Any], Any], asked: list[Any]) -> tuple[list[Any], list[float]]:
    found, took = [], []
    for one in asked:
        began = time.perf_counter()
        found.append(ask(one))
        took.append(time.perf_counter() - began)
    return found, took


if __name__ == "__main__":
    print("\n".join(here()["lines"]))
