"""The stages on Apache Spark, for when one machine is outgrown: `duly judge --inputs FOLDER --engine spark --master URL`.

Nothing of Duly runs on the workers: the stages are Spark's own SQL. Every worker must be able to read the folder by the same path.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot
from sqlglot import exp

from duly.payments.validation.carried.carrier import judgement, look_over, run
from duly.payments.validation.collecting import RESULTS
from duly.payments.validation.engine import INPUTS
from duly.payments.validation.facts import Judgement
from duly.payments.validation.inputs import frozen_before
from duly.payments.validation.ruleset import STAGES
from duly.payments.validation.stages import carried

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "local[*]"
"""The master that is this machine alone."""
MISSING = (
    "Spark is not installed here: it needs Java 17, and pyspark 4.3 (make peers installs it in .peers, with a duly command of its own)."
)
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""What a session starts with; sums that overflow stop it."""
_ON_ONE_MACHINE = {"spark.sql.shuffle.partitions": "8", "spark.driver.memory": "6g"}
"""And where it has no cluster, whose own settings say how its work is parted."""


_COLUMNS = {pa.string(): "STRING", pa.int64(): "BIGINT", pa.bool_(): "BOOLEAN", pa.date32(): "DATE"}


class SparkMissing(Exception):
    """There is no Spark, or no Java, to judge with."""


class Spark:
    """A Spark session with the inputs of one folder as views."""

    def __init__(self, session: "SparkSession", folder: Path):
        self._session = session
        self._often = _how_often()
        for name in INPUTS:
            self._see(name, folder)

    def _see(self, name: str, folder: Path) -> None:
        whole = frozen_before(folder, name)
        if whole is not None:
            self._session.createDataFrame(whole).createOrReplaceTempView(name)
            return
        path = folder.resolve() / f"{name}.parquet"
        columns = ", ".join(
            f"`{column.name}` {_COLUMNS[column.type]}" for column in pq.read_schema(path)
        )  # said here, it is not looked for
        self._session.read.schema(columns).parquet(str(path)).createOrReplaceTempView(name)

    def keep(self, name: str, sql: str) -> None:
        """A view of a SELECT; what is read more than once is worked out once, and kept in memory or on disk."""
        found = self._session.sql(carried(sql, "spark"))
        if self._often[name] > 1:  # how often it is read here says more than `is_view`, which is what suits DuckDB
            found = found.localCheckpoint(eager=False)
        found.createOrReplaceTempView(name)

    def rows(self, sql: str) -> Sequence[Sequence[Any]]:
        """The rows of a SELECT, in its order."""
        return self._session.sql(carried(sql, "spark")).collect()

    def write(self, sql: str, path: Path) -> None:
        """The rows of a SELECT as a folder of Parquet files."""
        self._session.sql(carried(sql, "spark")).write.mode("overwrite").parquet(str(path.resolve()))


@contextmanager
def opened(folder: Path, master: str = HERE) -> Iterator[Spark]:
    """A session on a master, with a folder's inputs. `SparkMissing` when pyspark is not installed."""
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise SparkMissing(MISSING) from missing
    builder = SparkSession.builder.master(master).appName("duly judge")
    settings = _SETTINGS | (_ON_ONE_MACHINE if master.startswith("local") else {})
    for setting, value in settings.items():
        builder = builder.config(setting, value)
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as missing:
        raise SparkMissing(MISSING) from missing
    session.sparkContext.setLogLevel("FATAL")  # what stops a judgement is raised here; the rest is of Spark's own book-keeping
    try:
        yield Spark(session, folder)
    finally:
        session.stop()


def judge_on_spark(folder: Path, master: str = HERE) -> Judgement:
    """Judge a folder of frozen inputs on Spark.

    `InputsRefused` when a file has changed since it was frozen, or when the specification refuses the inputs; `SparkMissing` without Spark.
    """
    look_over(folder)
    with opened(folder, master) as engine:
        run(engine)
        return judgement(engine)


def _how_often() -> Counter[str]:
    """How often each table is read, by the stages and by what is asked of them."""
    read: Counter[str] = Counter()
    for sql in (*(stage.sql for stage in STAGES), *RESULTS.values()):
        read.update(table.name for table in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table))
    return read
