"""The same rules in PostgreSQL and in Spark at one million visits, or fewer (`python -m benchmarks.peers_sql 18000000` for more)."""

from benchmarks import peers_sql
from benchmarks.figures import Part

MOST = 1_000_000


def measured(visits: int) -> Part:
    """DuckDB and its peers; one that cannot be run here is left out with a line that says so."""
    return peers_sql.measured(min(MOST, visits))
