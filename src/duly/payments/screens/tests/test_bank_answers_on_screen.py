"""The bank's answers as a page, as CSV and as JSON at one address: each answer once, and what stands to be done about it."""

import csv
import io
import json

import pytest

from duly.payments import flow

HEADS = "bank,answer,reference,date,file,payment,amount,reason\n"
ANSWERS = (
    HEADS
    + "Northern Bank,returned,RT-1,2026-11-16,,HC2026W45-0077,16.80,AC04\n"
    + "Northern Bank,acknowledged,AK-1,2026-11-13,F-000404,,,\n"
)


@pytest.fixture
def answered(office):
    """Two answers that match nothing of ours."""
    outcome = flow.IMPORTS["bank-answers"]("answers.csv", ANSWERS.encode(), "Northern Bank", office["femi"])
    assert outcome.accepted, outcome


def test_the_same_rows_are_a_page_a_table_and_json(answered, at_desk):
    ines = at_desk("ines")

    page = ines.get("/bank-answers/").content.decode()
    rows = list(csv.DictReader(io.StringIO(ines.get("/bank-answers/?format=csv").content.decode("utf-8-sig"))))
    told = json.loads(ines.get("/bank-answers/?format=json").content)

    assert [row["Its reference"] for row in rows] == ["RT-1", "AK-1"]
    assert {row["Stands"] for row in rows} == {"to look at"}
    assert all(row["What to do"] for row in rows)
    assert rows[0]["£"] == "16.80"
    assert [row["reference"] for row in told["items"]] == ["RT-1", "AK-1"]
    for row in rows:
        assert row["Its reference"] in page


def test_a_filter_leaves_the_rest_out(answered, at_desk):
    rows = list(csv.DictReader(io.StringIO(at_desk("ines").get("/bank-answers/?format=csv&kind=returned").content.decode("utf-8-sig"))))

    assert [row["Answer"] for row in rows] == ["returned"]


def test_the_page_filters_chooses_columns_and_saves_views_as_every_list_does(answered, at_desk):
    page = at_desk("ines").get("/bank-answers/?kind=returned&columns=ref,reference").content.decode()

    newest = page.partition(">The newest answers<")[2]
    assert "RT-1" in newest
    assert "AK-1" not in newest, "what the filter leaves out; it still stands above, among those to look at"
    assert "AK-1" in page
    assert "Taken in as</th>" not in newest
    assert "/views/?page=%2Fbank-answers%2F" in page
