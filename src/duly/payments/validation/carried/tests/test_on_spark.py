"""The rules carried to Spark say the same as DuckDB's, row for row, and refuse in the same words. They run where PySpark and Java are: .peers."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from duly.payments.validation.carried.spark import SparkMissing, judge_on_spark
from duly.payments.validation.carried.tests.differing import OFFICES, REFUSED, first_difference, frozen
from duly.payments.validation.collecting import RESULTS
from duly.payments.validation.digest import digest
from duly.payments.validation.engine import judge_folder
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.ruleset import STAGES
from duly.payments.validation.stages import carried

HERE = "local[2]"
wants_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark is not installed here: 'make peers', then .peers/bin/python -m pytest src/duly/payments/validation/carried",
)


@wants_spark
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("office", ["every fault planted", "drawn at random"])
def test_an_office_is_judged_alike(office: str, tmp_path: Path) -> None:
    frozen(OFFICES[office](), tmp_path)
    ours, theirs = judge_folder(tmp_path), judge_on_spark(tmp_path, HERE)

    assert not first_difference(ours, theirs)
    assert digest(theirs) == digest(ours)


@wants_spark
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("wrong", ["not a Monday", "no terms that day"])
def test_what_is_refused_is_refused_in_the_same_words(wrong: str, tmp_path: Path) -> None:
    frozen(REFUSED[wrong](), tmp_path)

    with pytest.raises(InputsRefused) as ours:
        judge_folder(tmp_path)
    with pytest.raises(InputsRefused) as theirs:
        judge_on_spark(tmp_path, HERE)

    assert theirs.value.because == ours.value.because


def test_what_numbers_rows_is_carried_as_a_whole_number_of_full_length() -> None:
    asked = [sqlglot.parse_one(carried(sql, "spark"), read="spark") for sql in (*(stage.sql for stage in STAGES), *RESULTS.values())]
    numbering = [node.parent for one in asked for node in one.find_all(exp.RowNumber)]

    assert numbering
    assert {window.parent.to.sql("spark") if isinstance(window.parent, exp.Cast) else "INT" for window in numbering} == {"BIGINT"}


def test_where_there_is_no_spark_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    frozen(OFFICES["nothing claimed"](), tmp_path)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)

    with pytest.raises(SparkMissing, match=r"^Spark is not installed here: it needs Java 17, and pyspark 4\.3"):
        judge_on_spark(tmp_path, HERE)
