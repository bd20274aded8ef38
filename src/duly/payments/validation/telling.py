"""What comes out of a folder, told in a line: how much there is, and its digest; some weeks at a time, in memory that does not grow with its weeks.

It is the judgement that `judge_frozen` gives, and its digest that of `digest`, without ever holding it.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from heapq import merge
from itertools import chain, groupby
from pathlib import Path

from duly.payments.validation.collecting import judgement_of
from duly.payments.validation.digest import canonical_rows
from duly.payments.validation.engine import Limits, opened
from duly.payments.validation.facts import Judgement, LineWeek, VisitResult
from duly.payments.validation.inputs import read_inputs, read_manifest
from duly.payments.validation.judging import NIGHTS, key_of
from duly.payments.validation.months import LINE_WEEKS, VISITS, judge_to_parquet, months_of
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.tolerance.candidates import lines_with_candidates
from duly.payments.validation.tolerance.frozen import letting_frozen

MEMORY_MIB = 500
"""What the engine may use; the program needs about 150 more. With less, it writes what it keeps to disk and reads it back, for a quarter more time."""
_BATCH = 10_000


@dataclass(frozen=True)
class Told:
    """How many visits and line-weeks were judged, and the digest of the judgement."""

    visits: int
    line_weeks: int
    digest: str


def tell_by_month(folder: Path) -> Told:
    """Judge everything frozen in a folder. `InputsRefused` when a file has changed, or the specification refuses the inputs."""
    with tempfile.TemporaryDirectory(prefix="duly-judge-") as name:
        results = Path(name) / "results"
        judge_to_parquet(folder, results, limits=Limits(memory_mib=MEMORY_MIB))
        told, counted, first = sha256(), [0, 0], b""
        for kind, judged in enumerate((_visits(results), _line_weeks(folder, results))):
            for part in judged:
                for row in canonical_rows(part):
                    told.update(first + row.encode())
                    counted[kind], first = counted[kind] + 1, b"\n"
    return Told(counted[0], counted[1], told.hexdigest())


def _visits(results: Path) -> Iterator[Judgement]:
    """Every visit, in key order: sorted on disk."""
    with opened(Limits(memory_mib=MEMORY_MIB)) as connection:
        connection.execute(f"SET temp_directory = '{results.parent}'")
        rows = connection.sql(f"FROM read_parquet('{results / VISITS}/*.parquet') ORDER BY visit_ref").to_arrow_reader(_BATCH)
        for batch in rows:
            yield Judgement(visits=tuple(VisitResult(*row) for row in zip(*batch.to_pydict().values(), strict=True)))


def _line_weeks(folder: Path, results: Path) -> Iterator[Judgement]:
    """Every line-week, in key order, with what its contract let through and those by the night among them."""
    lines = frozenset(chain.from_iterable(lines_with_candidates(month) for month in _months(results)))
    letting = letting_frozen(folder, lines)
    by_the_minute: Iterable[LineWeek] = chain.from_iterable(_months(results))
    if letting is not None:
        weeks = groupby(by_the_minute, key=lambda row: row.week)
        by_the_minute = chain.from_iterable(letting.of_week(week, tuple(found)) for week, found in weeks)
    nights: Iterable[LineWeek] = ()
    if (folder / NIGHTS).is_dir():
        weeks_judged = read_manifest(folder / NIGHTS).weeks
        nights = sorted(judge_nights(read_inputs(folder / NIGHTS), weeks=weeks_judged), key=key_of)
    for row in merge(by_the_minute, nights, key=key_of):
        yield Judgement(line_weeks=(row,))


def _months(results: Path) -> Iterator[tuple[LineWeek, ...]]:
    """The line-weeks of each month, with their parts, cuts and codes."""
    for file in sorted((results / LINE_WEEKS).iterdir()):
        yield judgement_of(months_of(results, file.name)).line_weeks
