"""Judging 60,000 visits: the engine beside the plain reference, which says the same, row for row, on the same machine at the same time."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.figures import Row
from duly.payments.validation.digest import digest
from duly.payments.validation.engine import judge_folder
from duly.payments.validation.facts import Inputs
from duly.payments.validation.inputs import write_inputs
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.ruleset import ruleset_sha256
from tests.offices.office import make_office

Found = TypeVar("Found")
VISITS = 60_000
TIMES = 3


def an_office_of(visits: int) -> Inputs:
    """One council's week of about this many visits, every kind of fault planted in it."""
    fewer, more = (make_office(11, people=people).inputs for people in (1_000, 2_000))
    a_person = (len(more.visits) - len(fewer.visits)) / 1_000
    return make_office(11, people=1_000 + round((visits - len(fewer.visits)) / a_person)).inputs


def seconds(work: Callable[[], Found]) -> tuple[float, float, Found]:
    """Seconds by the clock, seconds of the processor, and what came of it."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - clock, time.process_time() - processor, found


def measured() -> tuple[list[Row], list[str]]:
    """The engine, in rows and in lines: best of three by the clock, each time beside the reference."""
    inputs = an_office_of(VISITS)
    with tempfile.TemporaryDirectory(prefix="duly-bench-") as name:
        folder = Path(name)
        freezing, _, _ = seconds(lambda: write_inputs(inputs, folder, ruleset_sha256=ruleset_sha256()))
        rounds = [(seconds(lambda: judge_folder(folder)), seconds(lambda: judge(inputs))) for _ in range(TIMES)]
    engine, plain = min(r[0][:2] for r in rounds), min(r[1][:2] for r in rounds)
    same = len({digest(judged) for r in rounds for _, _, judged in r}) == 1
    rows = [
        Row("a council's week judged", "DuckDB", len(inputs.visits), *engine),
        Row(
            "a council's week judged",
            "the plain reference",
            len(inputs.visits),
            *plain,
            same=same,
            figure=plain[1] / engine[1],
            unit="times DuckDB's CPU",
        ),
    ]
    return rows, [
        f"judging {len(inputs.visits):,} visits, {len(inputs.calls):,} calls, {len(inputs.claims):,} claims (best of {TIMES}, taken in turns)",
        f"  engine           {engine[0]:7.2f} s by the clock, {engine[1]:7.2f} s of processor",
        f"  plain reference  {plain[0]:7.2f} s by the clock, {plain[1]:7.2f} s of processor",
        f"  ratio            {plain[0] / engine[0]:7.1f} times faster by the clock",
        f"  freezing inputs  {freezing:7.2f} s, once, before either",
        f"  the judgements are {'the same, to the byte' if same else 'DIFFERENT'}",
    ]
