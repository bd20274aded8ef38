"""Rows read a column at a time are the rows, and the faults, that reading them one by one gives."""

from collections.abc import Iterator

import pytest

from duly.core.intake import reading
from duly.payments.evidence.columns import visits
from tests.files.mutating import TABLES, a_mutated_file, as_csv

COLUMNS = visits({"V-1": "Quillbank Homecare"})


def _files() -> Iterator[tuple[str, bytes]]:
    whole = [list(row) for row in TABLES["visits"]]
    yield "whole.csv", as_csv(whole)
    yield "long.csv", as_csv([whole[0], *([f"{row[0]}-{n}", *row[1:]] for n in range(400) for row in whole[1:])])
    for wrong in (["", *[""] * 11], ["X-9"], ["X-9", "V-9", *whole[1][2:]], [*whole[1], "too much"]):
        yield "wrong.csv", as_csv([*whole, wrong, *whole[1:]])
    for seed in range(300):
        kind, name, content = a_mutated_file(seed)
        if kind == "visits":
            yield name, content


def test_both_ways_of_reading_agree(monkeypatch):
    monkeypatch.setattr(reading, "TOGETHER", 3)
    quickly = [reading.read_table(content, name, COLUMNS) for name, content in _files()]
    monkeypatch.setattr(reading._Quick, "rows", lambda *_: None)

    one_by_one = [reading.read_table(content, name, COLUMNS) for name, content in _files()]

    assert quickly == one_by_one
    assert sum(not read.faults for read in quickly) > 5


@pytest.mark.parametrize("heading", ["visit_ref", "person"])
def test_a_cell_that_is_wrong_is_told_where_it_stands(heading):
    cells = [list(row) for row in TABLES["visits"]]
    cells[3][cells[0].index(heading)] = "not a reference"

    (fault,) = reading.read_table(as_csv(cells), "visits.csv", COLUMNS).faults

    assert (fault.row, fault.column, fault.found) == (4, heading, "not a reference")
