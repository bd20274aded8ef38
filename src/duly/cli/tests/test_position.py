"""`duly position`: figures that add up, as at an entry, and what is said when there is none."""

import json

import pytest

from duly.cli import exits
from duly.core.log.tests.sealing import seal_now


@pytest.fixture
def week(people):
    """An office with its week judged (this name is the stage it is begun from), and all of it sealed."""
    seal_now()


def test_a_position_is_told_by_week_and_by_line_and_adds_up(week, duly):
    code, wrote, _ = duly("position", "V-1", "--weeks", "--json")
    _, by_line, _ = duly("position", "V-1", "--lines", "--json")

    told, lines = json.loads(wrote), json.loads(by_line)
    assert code == exits.DONE
    total = {part: round(float(pounds) * 100) for part, pounds in told["total"].items()}
    assert total["claimed"] == sum(total[part] for part in ("payable", "trimmed", "held", "blocked", "refused")) > 0
    assert told["total"] == lines["total"]
    for part in total:
        assert total[part] == sum(round(float(row[part]) * 100) for row in told["rows"])
        assert total[part] == sum(round(float(row[part]) * 100) for row in lines["rows"])
    assert duly("position", "V-1", "--weeks")[1].count("total") == 1


def test_a_position_is_the_statement_of_its_page_in_every_form(week, duly, tmp_path):
    code, wrote, _ = duly("position", "V-1")
    values = json.loads(duly("position", "V-1", "--json")[1])
    pdf, rows = tmp_path / "v-1.pdf", duly("position", "V-1", "--format", "csv")[1]

    assert code == exits.DONE
    assert values["spoken"] in " ".join(wrote.split())
    assert values["ties_out"]
    assert max(len(line) for line in wrote.splitlines()) <= 78
    assert "As at entry,Of,Invoice" in rows
    assert duly("position", "V-1", "--format", "pdf")[0] == exits.USAGE
    assert duly("position", "V-1", "--format", "pdf", "--out", str(pdf))[0] == exits.DONE
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert duly("position", "V-1", "--format", "pdf", "--out", str(pdf))[0] == exits.INVALID


def test_an_earlier_entry_knows_less(week, duly):
    _, wrote, _ = duly("position", "V-1", "--weeks", "--as-at", "0", "--json")

    assert json.loads(wrote)["rows"] == []
    assert json.loads(wrote)["total"]["claimed"] == "0.00"


def test_a_provider_or_an_entry_that_is_not_there_is_said(week, duly):
    code, _, said = duly("position", "V-404")
    assert (code, "No provider has the reference V-404, and no person." in said) == (exits.INVALID, True)
    code, _, said = duly("position", "V-1", "--as-at", "999999")
    assert (code, "there is no entry 999999" in said) == (exits.INVALID, True)
