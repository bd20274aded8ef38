"""A refused file comes back as a workbook with its faults in it, and mended it is sent again as it is."""

import io

import openpyxl

from duly.core.intake.columns import Column, rate, reference
from duly.core.intake.giving_back import error_workbook, name_of_error_workbook, row_of
from duly.core.intake.reading import TO_MEND, read_table

COLUMNS = (Column("person", reference(r"P-\d+", "P-104882")), Column("rate", rate))
FILE = b'Person,rate\r\nP-1,21.36\r\n=1+1,"21,36"\r\n\r\nP-2,\r\n'


def sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_each_faulty_cell_is_marked_and_every_row_says_what_to_mend():
    faults = read_table(FILE, "rates.csv", COLUMNS).faults
    back = sheet(error_workbook(FILE, "rates.csv", faults))

    assert [[cell.value for cell in row] for row in back.iter_rows(max_col=2)][:2] == [["Person", "rate"], ["P-1", "21.36"]]
    assert back["C1"].value == TO_MEND
    assert back["C2"].value is None
    assert "Did you mean 21.36?" in back["C3"].value
    assert back["C3"].value.count("Row 3") == 2
    assert (back["A3"].data_type, back["A3"].value) == ("s", "=1+1")  # as text: nothing in it runs
    assert "is not a reference" in back["A3"].comment.text
    assert back["A2"].comment is None
    assert "Row 5" in back["C5"].value


def test_mended_it_is_read_as_it_is_and_given_back_again_without_another_column():
    faults = read_table(FILE, "rates.csv", COLUMNS).faults
    once = error_workbook(FILE, "rates.csv", faults)
    book = openpyxl.load_workbook(io.BytesIO(once))
    book.active["A3"], book.active["B3"], book.active["B5"] = "P-3", "21.36", "21.40"
    out = io.BytesIO()
    book.save(out)

    mended = read_table(out.getvalue(), name_of_error_workbook("rates.csv"), COLUMNS)

    assert mended.faults == ()
    assert [row.values["rate"] for row in mended.rows] == [213_600, 213_600, 214_000]
    again = sheet(error_workbook(once, "rates-to-mend.xlsx", read_table(once, "rates-to-mend.xlsx", COLUMNS).faults))
    assert [cell.value for cell in again[1]] == ["Person", "rate", TO_MEND]
    assert name_of_error_workbook("rates-to-mend.xlsx") == "rates-to-mend.xlsx"


def test_what_is_no_table_gives_no_workbook_and_no_row():
    assert error_workbook(b"\0", "x.csv", ()) is None
    assert row_of(b"\0", "x.csv", 1) == ()


def test_one_row_is_shown_with_its_headings_even_where_it_is_too_long_or_not_there():
    assert row_of(FILE, "rates.csv", 3) == (("Person", "=1+1"), ("rate", "21,36"))
    assert row_of(b"a,b\r\n1,2,3\r\n", "x.csv", 2) == (("a", "1"), ("b", "2"), ("", "3"))
    assert row_of(FILE, "rates.csv", 99) == ()
