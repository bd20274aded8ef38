"""A contract may be paid under on the days it is in force, and on none of an embargo."""

from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id
from duly.core.record.queries import history
from duly.payments.contracts import models
from duly.payments.contracts.actions import (
    end_contract,
    lift_embargo,
    place_embargo,
    put_in_force,
    take_in,
    take_in_further,
)
from duly.payments.contracts.queries import (
    ContractSpan,
    bands_known,
    clauses_known,
    contract_spans_known,
    in_force,
    steps_known,
    terms_on,
)
from duly.payments.contracts.rules import Span, joined, without
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, an_officer
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
TUESDAY, NEXT = date(2026, 11, 3), date(2026, 11, 9)
HEAD = (
    "contract,provider,version,from,to,basis,tolerance_minutes,floor_minutes,match_window_minutes,double_up_percent,trim_limit,"
    "trim_limit_percent,clause"
)
TERMS = "ACTUAL_MINUTE,0,0,120,80,5.00,1.00,7.2"


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    return officer


def spans(ref: str = "C-1") -> list[tuple[date, date]]:
    return [(s.starts, s.ends) for s in contract_spans_known() if s.contract_ref == ref]


def file(*lines: str, head: str = HEAD) -> dict:
    return {"name": "a.csv", "content": "\r\n".join((head, *lines)).encode(), "source": "Commissioning"}


def test_first_terms_put_a_contract_in_force_and_ending_it_is_new_knowledge(ada):
    assert spans() == [(APRIL, FOREVER)]

    end_contract("C-1", ends=MONDAY, because="Handed back.", by=ada)
    put_in_force("C-1", starts=NEXT, because="Taken up again.", by=ada)

    assert spans() == [(APRIL, MONDAY), (NEXT, FOREVER)]
    assert [e.action for e in history("contract", "C-1")] == ["contract.made", "terms.agreed", "contract.ended", "contract.put_in_force"]
    assert "Handed back." in history("contract", "C-1")[2].sentence


def test_an_embargo_takes_its_days_away_until_it_is_lifted(ada):
    place_embargo("C-1", starts=MONDAY, because="Rated inadequate.", by=ada)
    assert spans() == [(APRIL, MONDAY)]
    with pytest.raises(Refused, match="There is an embargo on C-1 from 2 November 2026 already"):
        place_embargo("C-1", starts=NEXT, because="Again.", by=ada)
    with pytest.raises(Refused, match="cannot be lifted before"):
        lift_embargo("C-1", lifted=APRIL, because="Wrong.", by=ada)

    lift_embargo("C-1", lifted=NEXT, because="Put right.", by=ada)

    assert spans() == [(APRIL, MONDAY), (NEXT, FOREVER)]
    assert in_force() == (ContractSpan("C-1", APRIL, FOREVER),)
    with pytest.raises(Refused, match="no embargo on C-1 to lift"):
        lift_embargo("C-1", lifted=NEXT, because="Again.", by=ada)


def test_an_embargo_lifted_from_its_first_day_was_never_there(ada):
    place_embargo("C-1", starts=MONDAY, because="A mistake.", by=ada)

    lift_embargo("C-1", lifted=MONDAY, because="It was the other contract.", by=ada)

    assert spans() == [(APRIL, FOREVER)]


@pytest.mark.parametrize(
    ("act", "because"),
    [
        (lambda by: put_in_force("C-1", starts=MONDAY, because="Again.", by=by), "is in force from 1 April 2026 already"),
        (lambda by: put_in_force("C-9", starts=MONDAY, because="New.", by=by), "There is no contract C-9"),
        (lambda by: put_in_force("C-1", starts=MONDAY, ends=MONDAY, because="New.", by=by), "one day at least"),
        (lambda by: place_embargo("C-1", starts=MONDAY, because=" ", by=by), "Say why"),
        (lambda by: end_contract("C-1", ends=MONDAY, because="", by=by), "Say why"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(ada, act, because):
    with pytest.raises(Refused, match=because):
        act(ada)

    assert spans() == [(APRIL, FOREVER)]


def test_somebody_in_no_such_post_may_not_stop_or_start_a_contract(ada):
    bob = an_officer("bob", may=False)

    for act in (
        lambda: place_embargo("C-1", starts=MONDAY, because="No.", by=bob),
        lambda: end_contract("C-1", ends=MONDAY, because="No.", by=bob),
        lambda: put_in_force("C-1", starts=date(2020, 1, 1), ends=APRIL, because="No.", by=bob),
    ):
        with pytest.raises(Refused, match="No post you hold may"):
            act()


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (models.InForce, {"during": DateRange(MONDAY, None)}),
        (models.InForce, {"during": DateRange(None, APRIL)}),
        (models.Embargo, {"during": DateRange(TUESDAY, None), "placed_by": "O-1"}),
        (models.Embargo, {"during": DateRange(APRIL, APRIL), "placed_by": "O-1"}),
        (models.Embargo, {"during": DateRange(date(2020, 1, 1), date(2020, 2, 1)), "placed_by": ""}),
    ],
)
def test_the_database_refuses_what_cannot_be(ada, model, row):
    place_embargo("C-1", starts=MONDAY, because="Inadequate.", by=ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(contract=models.Contract.objects.get(), made_by=new_event_id(), **row)


def test_a_file_says_when_a_contract_is_in_force_or_its_terms_do(ada):
    head = HEAD + ",contract_from,contract_to,death_days,night_clock"
    outcome = take_in(
        **file(
            f"C-2,V-1,1,2026-04-01,2026-09-30,{TERMS},,,3,wall",
            f"C-2,V-1,2,2026-10-01,2027-03-31,{TERMS},,,,",
            f"C-3,V-1,1,2026-04-01,,{TERMS},2026-05-04,2027-03-31,,",
            head=head,
        ),
        by=ada,
    )

    assert outcome.accepted
    assert spans("C-2") == [(APRIL, date(2027, 4, 1))]
    assert spans("C-3") == [(date(2026, 5, 4), date(2027, 4, 1))]
    assert (terms_on("C-2", on=MONDAY).night_clock, terms_on("C-2", on=APRIL).night_clock) == ("elapsed", "wall")
    assert [terms_on("C-2", on=day).death_days for day in (APRIL, MONDAY)] == [3, 0]

    assert take_in(**file(f"C-2,V-1,3,2027-04-01,,{TERMS}"), by=ada).accepted
    assert spans("C-2") == [(APRIL, FOREVER)]


def test_a_file_does_not_end_a_contract_nor_say_two_things_of_it(ada):
    head = HEAD + ",contract_from,contract_to"
    outcome = take_in(
        **file(
            f"C-1,V-1,2,2020-01-01,2020-01-31,{TERMS},2020-01-01,2026-11-30",
            f"C-2,V-1,1,2026-04-01,2026-09-30,{TERMS},2026-04-01,2026-03-01",
            f"C-2,V-1,2,2026-10-01,,{TERMS},2026-05-01,",
            head=head,
        ),
        by=ada,
    )

    assert [fault.sentence.partition(": ")[0] for fault in outcome.faults]
    said = " ".join(fault.sentence for fault in outcome.faults)
    assert not outcome.accepted
    for words in (
        "Contract C-1 is in force from 1 April 2026 already",
        "The last day is before the first",
        "Row 3 says other dates of contract C-2",
    ):
        assert words in said


def test_bands_steps_and_clauses_come_in_files_of_their_own(ada):
    banded = TERMS.replace("ACTUAL_MINUTE", "BANDED")
    assert take_in(**file(f"C-2,V-1,1,2026-04-01,,{banded}"), by=ada).accepted
    bands, steps = "contract,version,from_minute,to_minute,pay_minutes", "contract,version,kind,from_day,to_day,percent"
    clauses = "contract,version,about,number,words"

    assert take_in_further("bands", **file("C-2,1,1,15,15", "C-2,1,16,30,30", head=bands), by=ada).accepted
    assert take_in_further("steps", **file("C-2,1,hospital,1,14,50", "C-2,1,respite,1,14,0", head=steps), by=ada).accepted
    assert take_in_further("clauses", **file("C-2,1,cancelling,7.9,Cancelled calls", "C-2,1,rates,9.1,", head=clauses), by=ada).accepted

    assert [(b.from_minute, b.to_minute, b.pay_minutes) for b in bands_known()] == [(1, 15, 15), (16, 30, 30)]
    assert [(s.kind, s.from_day, s.to_day, s.percent) for s in steps_known()] == [("hospital", 1, 14, 50), ("respite", 1, 14, 0)]
    assert [(c.about, c.number, c.words) for c in clauses_known()] == [("cancelling", "7.9", "Cancelled calls"), ("rates", "9.1", "")]

    wrong = take_in_further("bands", **file("C-2,1,30,45,45", "C-1,1,1,2,2", "C-2,7,1,2,2", "C-2,1,60,50,50", head=bands), by=ada)
    said = " ".join(fault.sentence for fault in wrong.faults)
    for words in (
        "(16 to 30)",
        "pays by ACTUAL_MINUTE, and has no bands",
        "has no version 7",
        "The last of its minutes is before the first",
    ):
        assert words in said
    assert not take_in_further("steps", **file("C-2,1,hospital,10,20,50", head=steps), by=ada).accepted
    assert not take_in_further("clauses", **file("C-2,1,rates,9.2,", head=clauses), by=ada).accepted


@pytest.mark.parametrize(
    ("spans", "holes", "left"),
    [
        ([(1, 10)], [], [(1, 10)]),
        ([(1, 10)], [(3, 5)], [(1, 3), (5, 10)]),
        ([(1, 10)], [(0, 1), (10, 12)], [(1, 10)]),
        ([(1, 10)], [(1, 10)], []),
        ([(1, 4), (4, 10)], [(3, 3)], [(1, 10)]),
        ([(5, 9), (1, 6)], [(2, 3), (8, 20)], [(1, 2), (3, 8)]),
    ],
)
def test_spans_less_holes(spans, holes, left):
    def days(pairs):
        return tuple(Span(date(2026, 1, a + 1), date(2026, 1, b + 1)) for a, b in pairs)

    assert without(days(spans), days(holes)) == days(left)
    assert joined(days(left)) == days(left)


def test_a_file_says_what_each_version_lets_through(ada):
    head = HEAD + ",let_minutes,let_pence,let_bp,let_person_minutes,let_run_pence,let_run_bp"
    wrong = take_in(**file(f"C-3,V-1,1,2026-04-01,,{TERMS},5,200,10001,15,25000,50", head=head), by=ada)
    assert [(fault.column, fault.row) for fault in wrong.faults] == [("let_bp", 2)]

    assert take_in(**file(f"C-3,V-1,1,2026-04-01,,{TERMS},5,200,500,15,25000,50", head=head), by=ada).accepted
    content = b"contract,version,about,number,words\nC-3,1,tolerance,7.11,Small differences"
    assert take_in_further("clauses", name="c.csv", content=content, source="Commissioning", by=ada).accepted

    terms = terms_on("C-3", on=MONDAY)
    assert [getattr(terms, f"let_{name}") for name in ("minutes", "pence", "bp", "person_minutes", "run_pence", "run_bp")] == [
        5, 200, 500, 15, 25_000, 50,
    ]  # fmt: skip
    assert [(c.about, c.number) for c in clauses_known("C-3")] == [("tolerance", "7.11")]
