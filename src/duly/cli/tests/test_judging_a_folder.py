"""`duly judge --inputs`: which engine judges, and what is said when it cannot."""

import json
import sys

import pytest

from duly.cli import exits
from duly.payments.validation.inputs import write_inputs
from duly.payments.validation.rules.examples import a_week


@pytest.fixture
def folder(tmp_path):
    write_inputs(a_week(), tmp_path)
    return tmp_path


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_a_folder_is_judged_by_the_engine_named(folder, duly, engine):
    code, wrote, _ = duly("judge", "--inputs", folder, "--engine", engine, "--json")

    assert (code, json.loads(wrote)["lines"]) == (exits.DONE, 1)


def test_an_engine_nobody_knows_is_not_taken_for_another(folder, duly):
    code, wrote, said = duly("judge", "--inputs", folder, "--engine", "sparks")

    assert (code, wrote) == (exits.USAGE, "")
    assert "'sparks' is not an engine: duckdb, spark, reference." in said


def test_a_master_is_for_spark(folder, duly):
    code, _, said = duly("judge", "--inputs", folder, "--master", "spark://elsewhere:7077")

    assert (code, "--master is for the engine spark; duckdb runs here." in said) == (exits.USAGE, True)


def test_without_spark_it_is_said_what_is_missing(folder, duly, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)

    code, wrote, said = duly("judge", "--inputs", folder, "--engine", "spark")

    assert (code, wrote) == (exits.INVALID, "")
    assert "Spark is not installed here: it needs Java 17, and pyspark 4.3" in said
