"""The same rules in PostgreSQL and in Spark."""

from benchmarks import peers_sql
from benchmarks.figures import Part


def measured(visits: int) -> Part:
    """DuckDB and its peers; one that cannot be run here is left out with a line that says so."""
    return peers_sql.measured(visits)
