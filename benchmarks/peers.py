"""Every rule, the same SQL carried to PostgreSQL and to Spark, over the same frozen folder, with the same rows written as Parquet.

Each engine has a process of its own, whose processor time and memory are counted whole: PostgreSQL's server and workers, Spark's Java. Loading, indexing and
analysing are before the time and are told beside it. The rows of each are compared with DuckDB's one by one. On one machine neither is what it is for: a
database that is asked for one row among many, and a program for more machines than one.
"""

from benchmarks import peers_sql
from benchmarks.figures import Part, Row
from benchmarks.large import folder_of

MOST = 1_000_000
NAMES = {"duckdb": "DuckDB", "postgres": "PostgreSQL", "spark": "Spark on one machine"}


def measured(visits: int) -> Part:
    """One million visits of a year, or fewer; peers that cannot be run here are left out with a line that says so."""
    size = min(MOST, visits)
    found = peers_sql.rows(folder_of(size), size)
    ours = found[0]
    rows = []
    for one in found:
        times, goal = (one.cpu_s / ours.cpu_s, peers_sql.GOALS.get(one.engine)) if one is not ours else (None, None)
        note = f"after {one.loading_s:.1f} s ({one.loading_cpu_s:.1f} s of CPU) of loading" if one.loading_s else ""
        same = None if one is ours else one.same
        name = NAMES.get(one.engine, one.engine)
        told = (one.visits, one.wall_s, one.cpu_s, one.peak_mib, same, times, "times DuckDB's CPU" if times else "", goal, False, note)
        rows.append(Row("all the rules", name, *told))
    missing = [NAMES[name] for name in peers_sql.ENGINES if name not in {one.engine for one in found}]
    lines = tuple(f"{name} could not be run here." for name in missing)
    return Part("The same rules in PostgreSQL and in Spark", " ".join((__doc__ or "").split()), tuple(rows), lines)
