"""Files to rows, or to faults."""

import csv
import io
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.core.intake import columns
from duly.core.intake.columns import Column
from duly.core.intake.faults import Fault
from duly.core.intake.reading import error_file, read_table
from duly.core.intake.telling import heard_by

CONTRACT = Column("contract", columns.reference(r"C-\d{4}", "C-0001"), known={"C-0001", "C-0042"})
RATE = Column("rate", columns.rate)
NOTE = Column("note", columns.text(500), required=False)
COLUMNS = (CONTRACT, RATE, NOTE)
ANY = tuple(Column(h, columns.text(500), required=False) for h in ("a", "b", "c"))


def sentences(content: bytes, name: str = "rates.csv", of=COLUMNS) -> list[str]:
    return [fault.sentence for fault in read_table(content, name, of).faults]


def values(content: bytes, name: str = "x.csv", of=ANY) -> list[tuple]:
    read = read_table(content, name, of)
    assert read.faults == ()
    return [(row.number, *row.values.values()) for row in read.rows]


def workbook(*rows, sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for n in range(sheets):
        sheet = book.active if n == 0 else book.create_sheet(f"Other {n}")
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_file_is_read_in_any_order_of_headings():
    read = read_table(b"Rate,contract\r\n21.36,C-0001\r\n", "rates.csv", COLUMNS)

    assert read.faults == ()
    assert [(row.number, row.values) for row in read.rows] == [(2, {"contract": "C-0001", "rate": 213600, "note": None})]


def test_a_fault_says_where_what_was_read_and_what_may_be_meant():
    assert sentences(b'contract,rate\nC-0001,21.36\nC-0043,"21,36"\nC-0001,\n') == [
        'Row 3, column contract: "C-0043" is not known. Did you mean C-0042?',
        'Row 3, column rate: "21,36" is not a rate in pounds an hour, such as 21.36. Did you mean 21.36?',
        "Row 4, column rate: This is empty, and must not be.",
    ]


@pytest.mark.parametrize(
    ("read", "cell", "nearest"),
    [
        (columns.rate, "£21.36/h", "21.36"),
        (columns.rate, "2l.36", "21.36"),
        (columns.pounds, "1.234,50", "1234.50"),
        (columns.pounds, "12.5", "12.50"),
        (columns.clock_minute, "08.05", "08:05"),
        (columns.clock_minute, "0805", "08:05"),
        (columns.day, "2/1/2026", "02/01/2026"),
        (columns.day, "02.01.2026", "02/01/2026"),
        (columns.reference(r"C-\d{4}", "C-0001"), "c-0001", "C-0001"),
        (columns.one_of("visit", "sleep-in"), "sleepin", "sleep-in"),
        (columns.day, "tomorrow", ""),
        (columns.reference(r"[\w-]+", "P-104882"), "home care", ""),
    ],
)
def test_the_nearest_valid_value_is_offered(read, cell, nearest):
    (fault,) = read_table(f'a\n"{cell}"\n'.encode(), "x.csv", [Column("a", read)]).faults

    assert fault.nearest == nearest


def test_unknown_and_missing_headings_are_named_with_the_nearest():
    assert sentences(b"contrct,rate\nC-0001,1\n") == [
        'Row 1: The heading "contrct" is not known here. Did you mean contract?',
        'Row 1, column contract: The heading "contract" is missing. There is one that reads "contrct".',
    ]
    assert sentences(b"contract,rate,rate\nC-0001,1,2\n") == ['Row 1, column rate: The heading "rate" stands twice.']
    assert sentences(b"contract;rate\nC-0001;1\n") == [
        "Row 1: The columns are separated by semicolons. Save the file with commas between them."
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\r\n\r\n", "The file is empty."),
        (b"contract,rate\n", "The file has headings and no rows."),
        ("contract,rate\nC-0001,1\n".encode("utf-16"), "The file is in UTF-16. Save it as “CSV UTF-8” and send it again."),
        (b"contract,rate\nC-0001,\xa31\n", "Row 2: There is a byte (0xA3) that is not UTF-8."),
        (b"contract,rate\nC-0001,\0\n", "Row 2: There is a NUL byte in the file"),
        (b"contract,rate\nC-0001,\xed\xa0\x80\n", "Row 2: There is a byte (0xED) that is not UTF-8."),
        (b'contract,rate\nC-0001,"1\n', "Row 2: Quotation marks are not as CSV has them"),
        (b'contract,rate\nC-0001,"1"2\n', "Row 2: Quotation marks are not as CSV has them"),
        (b"contract,rate\nC-0001,1,2,3\n", 'Row 2: "2" stands beyond the last heading. Is there a comma too many?'),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, says):
    assert sentences(content)[0].startswith(says)


def test_a_file_may_begin_with_a_byte_order_mark():
    assert values(b"\xef\xbb\xbfa,b,c\n1,2,3\n") == [(2, "1", "2", "3")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'a,b,c\n1,"x, y",3\n', [(2, "1", "x, y", "3")]),  # comma in quotes
        (b'a,b,c\n1,"",""\n2,3,4\n', [(2, "1", None, None), (3, "2", "3", "4")]),  # empty
        (b'a,b,c\r\n1,"",""\r\n2,3,4\r\n', [(2, "1", None, None), (3, "2", "3", "4")]),  # empty, with carriage returns
        (b'a,b\n1,"ha ""ha"" ha"\n', [(2, "1", 'ha "ha" ha', None)]),  # escaped quotes
        (b'a,b\n1,"{""type"": ""Point"", ""at"": [102.0, 0.5]}"\n', [(2, "1", '{"type": "Point", "at": [102.0, 0.5]}', None)]),  # JSON
        (b'a,b,c\n1,2,3\n"Once \nupon",5,6\n7,8,9\n', [(2, "1", "2", "3"), (3, "Once \nupon", "5", "6"), (4, "7", "8", "9")]),  # newlines
        (b'a,b,c\r\n1,2,3\r\n"Once \r\nupon",5,6\r\n', [(2, "1", "2", "3"), (3, "Once \r\nupon", "5", "6")]),
        (b'a,b\n1,"ha \n""ha"" \nha"\n3,4\n', [(2, "1", 'ha \n"ha" \nha', None), (3, "3", "4", None)]),  # quotes and newlines
        (b"a,b,c\n1,2,3", [(2, "1", "2", "3")]),  # simple, no newline at the end
        (b"a,b,c\r1,2,3\r", [(2, "1", "2", "3")]),  # carriage returns alone
        ("a,b,c\n1,2,3\n4,5,ʤ\n".encode(), [(2, "1", "2", "3"), (3, "4", "5", "ʤ")]),  # UTF-8
        (b"a,b,c\n1,2,3\n\n4,5,6\n", [(2, "1", "2", "3"), (4, "4", "5", "6")]),  # a blank row counts and is passed over
    ],
)
def test_the_known_shapes_of_csv_are_read(content, expected):
    assert values(content) == expected


def test_a_workbook_gives_what_somebody_would_have_typed():
    content = workbook(
        ["a", "b", "c"],
        [404784, 21.36, "C-0001"],
        [date(2026, 11, 2), datetime(2026, 11, 2, 8, 0), time(8, 5)],  # noqa: DTZ001  (a workbook knows no time zone)
        [],
        [True, -5, 0.1 + 0.2],
    )

    assert values(content, "x.xlsx") == [
        (2, "404784", "21.36", "C-0001"),
        (3, "2026-11-02", "2026-11-02 08:00:00", "08:05"),
        (5, "yes", "-5", "0.30"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbook(["a", "b"], ["x", "=1+1"]), "Row 2, column B: The cell B2 holds a formula without its value."),
        (workbook(["a", "b"], ["x", "#N/A"]), "Row 2, column B: The cell B2 shows an error (#N/A)."),
        (
            workbook(["a"], [12345678901234567890]),
            "Row 2, column A: The cell A2 holds a number so long that the spreadsheet has rounded it.",
        ),
        (workbook(["a"], ["x"], sheets=2), "The workbook has several sheets (Sheet, Other 1)."),
        (workbook(), "The workbook is empty."),
        (b"PK\x03\x04 not a workbook", "The workbook cannot be opened."),
    ],
)
def test_a_workbook_that_would_be_misread_is_refused(content, says):
    assert sentences(content, "x.xlsx", ANY)[0].startswith(says)


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1"])
def test_a_cell_far_away_does_not_fill_the_memory(place):
    book = openpyxl.Workbook()
    book.active["A1"], book.active[place] = "a", "far"
    buffer = io.BytesIO()
    book.save(buffer)

    assert sentences(buffer.getvalue(), "x.xlsx", ANY) == [
        f"The sheet has something in {place}; at most 250,000 rows and 200 columns are read."
    ]


def test_other_kinds_of_file_are_refused():
    assert sentences(b"a", "x.xls", ANY) == ["The file must be CSV or an Excel workbook, named .csv or .xlsx."]


def test_the_error_file_can_be_mended_and_sent_again():
    content = b'contract,rate,note\nC-0001,"21,36",=1+1\nC-0042,18.00,-5\n'
    faults = read_table(content, "rates.csv", COLUMNS).faults

    back = error_file(content, "rates.csv", faults)

    rows = list(csv.reader(io.StringIO(back.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["contract", "rate", "note", "what to mend"]
    assert rows[1] == ["C-0001", "21,36", "'=1+1", faults[0].sentence]
    assert rows[2] == ["C-0042", "18.00", "-5", ""]
    assert back == error_file(back, "rates.csv", faults)
    mended = read_table(back.replace(b'"21,36"', b"21.36", 1), "rates.csv", COLUMNS)
    assert mended.faults == ()
    assert [row.values["note"] for row in mended.rows] == ["=1+1", "-5"]


def test_the_error_file_of_something_unreadable_lists_what_is_wrong():
    back = error_file(b"\0", "x.csv", [Fault(0, "", "", "It is not text.")])

    assert back.decode("utf-8-sig").splitlines() == ["what to mend", "It is not text."]


GOOD = b'contract,rate,note\r\nC-0001,21.36,"a\r\nb, ""c"""\r\nC-0042,18.5,\r\n'


@st.composite
def mutated(draw) -> bytes:
    content = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        what = draw(st.sampled_from(["set", "cut", "put", "swap"]))
        if what == "set" and at < len(content):
            content[at] = draw(st.one_of(st.integers(0, 255), st.sampled_from(list(b'",\r\n\0=-;\t'))))
        elif what == "cut":
            del content[at : at + draw(st.integers(1, 20))]
        elif what == "put":
            content[at:at] = draw(st.one_of(st.binary(max_size=8), st.text(max_size=4).map(lambda s: s.encode("utf-8", "surrogatepass"))))
        else:
            content = content[at:] + content[:at]
    return bytes(content)


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_a_mutilated_file_is_read_or_refused_never_a_crash(content):
    read = read_table(content, "x.csv", COLUMNS)

    assert read.rows or read.faults
    for fault in read.faults:
        assert fault.sentence
    for row in read.rows:
        assert "\0" not in str(row.values)
    assert error_file(content, "x.csv", read.faults)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 255), min_size=1, max_size=4), st.integers(0, 10**9))
def test_a_mutilated_workbook_is_read_or_refused_never_a_crash(junk, at):
    content = bytearray(WORKBOOK)
    at %= len(content)
    content[at : at + len(junk)] = bytes(junk)

    read = read_table(bytes(content), "x.xlsx", COLUMNS)

    assert read.rows or read.faults


WORKBOOK = workbook(["contract", "rate"], ["C-0001", 21.36])


def test_whoever_listens_hears_how_many_rows_are_done():
    heard = []
    content = b"contract,rate\n" + b"C-0001,21.36\n" * 4_001

    with heard_by(lambda done, total, stage: heard.append((done, total, stage))):
        read_table(content, "rates.csv", COLUMNS[:2])
    read_table(content, "rates.csv", COLUMNS[:2])

    assert heard == [(n, 4_001, "reading every row") for n in (2_000, 4_000, 4_001)]
