"""An invoice that came on paper is keyed: read as people type, refused in the words of a file, taken in through the same door."""

from datetime import date, timedelta

import pytest

from duly.core.intake.queries import faults_of, import_seen, imports, keyed_by
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.payments.invoices.actions import Typed, key_in, look, take_in, undo
from duly.payments.invoices.queries import beside, invoice, invoices_for
from duly.payments.invoices.typed import Sum, read_day, read_minutes, read_sum
from duly.payments.packages.actions import add_person
from duly.payments.rates.actions import set_rate
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line, an_officer
from duly.primitives.refusal import Refused

ON = date(2026, 11, 22)
LINE = {"person": "P-104882", "service": "home-care", "week_starting": "2/11/2026", "minutes": "90", "rate": "21.36", "amount": "32.04"}


@pytest.fixture
def ada(db):
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


def typed(*lines: dict[str, str], total: str = "32.04", provider: str = "V-1", invoice: str = "LC-77120") -> Typed:
    return Typed(provider, invoice, total, lines or (LINE,))


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("t", "2026-11-22"),
        ("9/11", "2026-11-09"),
        ("9.11.26", "2026-11-09"),
        ("22/12", "2026-12-22"),  # thirty days ahead
        ("24/12", "2025-12-24"),  # thirty-two: the one before is meant
        ("29/2", "2024-02-29"),
        ("31/2", "31/2"),
        ("2026-11-09", "2026-11-09"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_read_as_people_write_it(cell, read):
    assert read_day(cell, today=ON) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [("630", "630"), ("10:30", "630"), ("10.5h", "630"), ("7*45", "315"), ("1/7", "1/7"), ("10:75", "10:75"), ("-5", "-5"), ("2-5", "2-5")],
)
def test_minutes_are_read_from_hours_and_sums_and_else_left_as_typed(cell, read):
    assert read_minutes(cell) == read


def test_a_sum_is_worked_out_and_the_tape_says_it():
    assert read_sum("49.75*21.36", row=3, column="amount") == Sum(3, "amount", "49.75*21.36", 106_266)
    assert read_sum("49.75*21.36", row=3, column="amount").says == "line 3, amount: 49.75*21.36 = 1062.66"
    assert read_sum("1062.66", row=3, column="amount") is None
    assert read_sum("49.75*", row=3, column="amount") is None


def test_a_keyed_invoice_is_kept_as_an_imported_one_is_and_the_record_says_who_keyed_it(ada):
    keyed = key_in(typed({}, LINE | {"amount": "1.5*21.36", "minutes": "1:30"}, {"person": " "}, total="40-7.96"), by=ada)

    assert keyed.outcome.accepted
    seen = invoice("V-1", "LC-77120")
    (line,) = seen.lines
    assert (line.line_no, line.week, line.minutes, line.rate_hundredths, line.pence) == (1, MONDAY, 90, 213_600, 3204)
    came = import_seen(seen.import_ref)
    assert (came.kind, came.source, came.by) == ("invoices", "V-1", ada.ref)
    assert keyed_by([came.ref]) == {came.ref: ada.ref}
    (event,) = history("invoice", "V-1/LC-77120")
    assert event.actor_ref == ada.ref
    assert event.facts["tape"] == ["line 2, amount: 1.5*21.36 = 32.04", "total: 40-7.96 = 32.04"]
    assert [one.lines for one in invoices_for(MONDAY)] == [1]


def test_it_refuses_what_a_file_of_the_same_lines_is_refused_in_the_same_words(ada):
    wrong = LINE | {"week_starting": "3/11/2026", "minutes": "many", "rate": "21,36", "amount": "-1.00", "service": ""}
    looked = look(typed(LINE, wrong), by=ada)
    heads = "invoice,line,provider,person,service,week_starting,minutes,rate,amount\r\n"
    sent = (
        heads + 'LC-77120,1,V-1,P-104882,home-care,02/11/2026,90,21.36,32.04\r\nLC-77120,2,V-1,P-104882,,03/11/2026,many,"21,36",-1.00\r\n'
    )
    outcome = take_in(name="i.csv", content=sent.encode(), source="V-1", by=ada)

    assert not outcome.accepted
    sent_back = [(f.row - 1, f.column, f.found, f.says, f.nearest) for f in faults_of(outcome.ref)]
    told = [(f.row, f.column, f.found, f.says, f.nearest) for f in looked.faults]
    assert len(sent_back) == 3
    assert [one for one in told if one in sent_back] == sent_back
    later = [one for one in told if one not in sent_back]  # what the file would be refused for next
    assert [(column, says[:28]) for _, column, _, says, _ in later] == [
        ("week_starting", "A week begins on a Monday."),
        ("amount", "An invoice line is not below"),
    ]
    assert "5 things are to be mended" in looked.refusal.because


def test_a_week_from_no_monday_offers_the_monday(ada):
    (fault,) = look(typed(LINE | {"week_starting": "3/11/2026"}), by=ada).faults

    assert (fault.row, fault.column, fault.nearest, fault.says) == (1, "week_starting", "2026-11-02", "A week begins on a Monday.")


def test_an_invoice_is_keyed_once(ada):
    key_in(typed(), by=ada)

    again = key_in(typed(), by=ada)

    assert again.outcome is None
    assert again.looked.refusal.because == "Every invoice of this file was taken in before. Nothing was kept a second time."
    assert len(imports(kind="invoices")) == 1  # nothing is written of what was only typed


def test_once_undone_it_may_be_keyed_again(ada):
    undo(key_in(typed(), by=ada).outcome.ref, because="Keyed from the wrong page.", by=ada)

    assert invoice("V-1", "LC-77120") is None
    assert key_in(typed(), by=ada).outcome.accepted
    assert [e.version for e in history("invoice", "V-1/LC-77120")] == [1, 2]


def test_the_total_must_be_what_the_lines_come_to(ada):
    looked = look(typed(LINE | {"vat": "6.41"}, total="38.46"), by=ada)

    assert [f.says for f in looked.faults] == ["The total and its tax come to 38.45, and the total with tax is told as 38.46."]
    assert looked.out_by == -1
    assert look(typed(LINE | {"vat": "6.41"}, total="38.45"), by=ada).faults == ()
    assert [f.column for f in look(typed(total=""), by=ada).faults] == ["total"]


def test_a_provider_may_be_typed_by_the_beginning_of_its_name(ada):
    assert key_in(typed(provider="quillb"), by=ada).outcome.accepted
    assert [(f.row, f.column, f.nearest) for f in look(typed(provider="V-11", invoice="LC-2"), by=ada).faults] == [(0, "provider", "V-1")]


def test_a_person_may_be_typed_by_the_end_of_their_reference_or_by_name(ada):
    for typed_as in ("104882", "wrenf", "Fenna Wr", "P-104882"):
        assert look(typed(LINE | {"person": typed_as}), by=ada).lines[1]["person"] == "P-104882"
    add_person(name="Fenna Other", ref="P-2", by=ada)  # of no line of this provider, so not meant
    assert look(typed(LINE | {"person": "Fenna"}), by=ada).lines[1]["person"] == "P-104882"
    assert look(typed(LINE | {"person": "Nobody"}), by=ada).lines[1]["person"] == "Nobody"


def test_nobody_keys_whose_post_may_not_take_in_invoices(ada):
    bill = an_officer("bill", may=False)

    with pytest.raises(Refused, match="take in a file of invoices"):
        look(typed(), by=bill)
    with pytest.raises(Refused, match="take in a file of invoices"):
        key_in(typed(), by=bill)


def test_what_is_agreed_stands_beside_each_line(ada):
    rate = set_rate("C-1", service="home-care", starts=APRIL, rate_hundredths=213_600, because="Agreed.", by=ada).rate_ref
    add_person(name="Nobody Cared For", ref="P-2", by=ada)
    key_in(typed(invoice="LC-1"), by=ada)
    early = {"week_starting": "2/3/2026"}
    lines = (LINE, LINE | {"rate": "22.00"}, LINE | {"person": "P-2"}, LINE | {"person": "P-9"}, LINE | early, LINE | {"amount": "33.04"})

    looked = look(typed(*lines), by=ada)
    found = beside("V-1", looked.rows)

    assert found[1].name == "Fenna Wrenfold"
    assert found[1].line_ref == "L-1"
    assert [(s.code, s.says) for s in found[1].said] == [(0, f"Rate agreed ({rate})."), (102, "Claimed on LC-1, line 1, with £32.04.")]
    assert (303, "rate", f"£21.36 is agreed ({rate}).") in [(s.code, s.column, s.says) for s in found[2].said]
    assert [s.code for s in found[3].said] == [202]
    assert [s.code for s in found[4].said] == [108]
    assert [s.code for s in found[5].said] == [203, 301]
    assert (104, "Its minutes at its rate come to £32.04.") in [(s.code, s.says) for s in found[6].said]


def test_a_stay_is_keyed_by_its_nights(ada):
    stay = {"person": "P-104882", "service": "home-care", "from": "2/11", "to": "8/11", "nights": "7", "rate": "100.00", "amount": "700.00"}

    keyed = key_in(typed(stay, total="700.00"), by=ada)

    assert keyed.outcome.accepted, keyed.looked.faults
    (line,) = invoice("V-1", "LC-77120").lines
    year = MONDAY.year if abs((today() - MONDAY).days) < 300 else line.week.year
    assert (line.nights, line.week.year) == (7, year)
    assert line.week == line.week - timedelta(days=line.week.weekday())
