"""Homes return who stayed and who was away, day centres who came: dated facts, brought up to date by the next return, taken back by a corrected one."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id
from duly.payments.evidence.actions import take_in_attendance, take_in_occupancy, undo
from duly.payments.evidence.models import Absence, Attendance, OccupancyReturn, Stay
from duly.payments.evidence.queries import (
    Attendance as Session,
)
from duly.payments.evidence.queries import (
    absences_between,
    returns_between,
    sessions_between,
    stays_between,
)
from duly.payments.tests.ground import MONDAY, a_contract, a_line, an_officer
from duly.primitives.period import FOREVER

HEADS = "provider,period_from,period_to,person,service,stay,admitted,discharged,absent_from,absent_to,absence,person_name\n"
WEEK = "V-1,2026-11-02,2026-11-08,"
NEXT = "V-1,2026-11-09,2026-11-15,"
FIRST = (
    HEADS
    + WEEK
    + "P-104882,nursing,S-1,2026-11-04,,2026-11-06,2026-11-07,hospital,Fenna Wrenfold\n"
    + WEEK
    + "P-9,nursing,S-2,2026-10-01,2026-11-08,,,,\n"
)
DAY = date(2026, 11, 4)
SPAN = DateRange(MONDAY, MONDAY + timedelta(days=7))
ROW = {"provider_ref": "V-1", "person_ref": "P-104882", "service": "nursing", "import_ref": "IM-0001", "made_by": new_event_id()}


@pytest.fixture
def ada(db):
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


@pytest.fixture
def undone(db):
    """For tests of constraints alone: rows are made with no event behind them, and undone before anybody asks for it."""
    yield
    transaction.set_rollback(True)


def sent(by, content: str, *, how=take_in_occupancy, **more):
    return how(name="return.csv", content=content.encode(), source="V-1", by=by, **more)


def test_stays_absences_and_the_return_itself_are_known(ada):
    outcome = sent(ada, FIRST)

    assert outcome.accepted, [fault.sentence for fault in outcome.faults]
    assert outcome.counts == {
        "stays": 2,
        "absences": 1,
        "periods": 1,
        "changed": 0,
        "gone": 0,
        "the same": 0,
        "of people not known, or under another name": 1,
    }
    assert [(s.stay_ref, s.admitted, s.discharged) for s in stays_between(MONDAY, MONDAY + timedelta(days=7))] == [
        ("S-1", DAY, FOREVER),
        ("S-2", date(2026, 10, 1), date(2026, 11, 8)),
    ]
    assert [(a.person_ref, a.starts, a.ends, a.kind) for a in absences_between(MONDAY, FOREVER)] == [
        ("P-104882", date(2026, 11, 6), date(2026, 11, 8), "hospital")
    ]
    assert [(r.provider_ref, r.period_starts, r.period_ends) for r in returns_between(MONDAY, FOREVER)] == [
        ("V-1", MONDAY, date(2026, 11, 9))
    ]


def test_the_next_return_brings_a_stay_up_to_date_and_leaves_the_others_alone(ada):
    sent(ada, FIRST)

    outcome = sent(ada, HEADS + NEXT + "P-104882,nursing,S-1,2026-11-04,2026-11-12,,,,\n")

    assert outcome.counts == {"stays": 1, "absences": 0, "periods": 1, "changed": 1, "gone": 0, "the same": 0}
    assert {(s.stay_ref, s.discharged) for s in stays_between(MONDAY, FOREVER)} == {("S-1", date(2026, 11, 12)), ("S-2", date(2026, 11, 8))}
    assert Stay.objects.filter(superseded_by__isnull=False).count() == 1
    assert sent(ada, HEADS + NEXT + "P-104882,nursing,S-1,2026-11-04,2026-11-12,,,,\n\n").refusal.code == "101"


def test_a_corrected_return_takes_back_what_the_first_told_and_it_does_not_and_is_undone(ada):
    sent(ada, FIRST)

    corrected = sent(ada, HEADS + WEEK + "P-104882,nursing,S-1,2026-11-03,,,,,\n", replaces=True)

    assert (corrected.counts["changed"], corrected.counts["gone"]) == (1, 2)
    assert [(s.stay_ref, s.admitted) for s in stays_between(MONDAY, FOREVER)] == [("S-1", date(2026, 11, 3))]
    assert absences_between(MONDAY, FOREVER) == ()

    undo(corrected.ref, because="It was another home's.", by=ada)

    assert [(s.stay_ref, s.admitted) for s in stays_between(MONDAY, FOREVER)] == [("S-1", DAY), ("S-2", date(2026, 10, 1))]
    assert len(absences_between(MONDAY, FOREVER)) == len(returns_between(MONDAY, FOREVER)) == 1


def test_a_return_may_say_that_nobody_stayed(ada):
    outcome = sent(ada, HEADS + WEEK + ",,,,,,,,\n")

    assert outcome.accepted
    assert len(returns_between(MONDAY, FOREVER)) == 1
    assert stays_between(MONDAY, FOREVER) == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (WEEK + "P-104882,nursing,,,,,,,", "The row names somebody, and says neither a stay nor an absence."),
        (WEEK + "P-104882,nursing,S-3,,,,,,", "A row about a stay says its admitted."),
        (WEEK + "P-104882,nursing,,,,2026-11-03,,,", "A row about an absence says its absence."),
        (WEEK + ",nursing,S-3,2026-11-03,,,,,", "A row about a stay says its person."),
        (WEEK + "P-104882,nursing,S-3,2026-11-03,2026-11-03,,,,", "Somebody leaves a day after coming, or later."),
        (WEEK + "P-104882,nursing,S-3,2026-11-09,,,,,", "This is after the period of the return."),
        (WEEK + "P-104882,nursing,S-3,2026-11-03,2026-11-10,,,,", "This is after the period of the return."),
        (WEEK + "P-104882,nursing,,,,2026-11-05,2026-11-04,hospital,", "The last night away is before the first."),
        ("V-1,2026-11-09,2026-11-08,,,,,,,,,", "The last night of the period is before the first."),
        ("V-1,2026-01-01,2026-11-08,,,,,,,,,", "A return is for 92 nights at most."),
        (WEEK + "P-104882,nursing,S-3,2026-11-05,,,,,", "This overlaps stay S-1 already known, from 2026-11-04."),
        (
            WEEK + "P-104882,nursing,S-1,2026-11-04,,,,,\n" + WEEK + "P-104882,nursing,S-1,2026-11-05,,,,,",
            "Row 2 says this stay otherwise.",
        ),
        ("V-2,2026-11-02,2026-11-08,,,,,,,,,", "This file came from V-1, and may hold only its own."),
    ],
)
def test_a_return_that_cannot_be_says_why(ada, row, says):
    a_contract(ada, provider_ref="V-2", contract_ref="C-2")
    sent(ada, FIRST)

    outcome = sent(ada, HEADS + row + "\n")

    assert says in [fault.says for fault in outcome.faults]
    assert Stay.objects.count() == 2


ATTENDED = "provider,person,service,date,session,status\nV-1,P-104882,day-care,2026-11-04,day,attended\nV-1,P-9,day-care,2026-11-04,morning,absent\n"


def test_attendance_is_known_session_by_session_and_corrected(ada):
    assert sent(ada, ATTENDED, how=take_in_attendance).counts == {"sessions": 2, "of people not known, or under another name": 1}

    again = sent(ada, ATTENDED + "\n", how=take_in_attendance)
    corrected = sent(ada, ATTENDED.replace("day,attended", "day,absent"), how=take_in_attendance, replaces=True)

    assert again.refusal.code == "101"
    assert corrected.counts == {"sessions": 1, "new": 0, "changed": 1, "gone": 0, "the same": 1}
    assert sessions_between(MONDAY, MONDAY + timedelta(days=7)) == (
        Session("V-1", "P-104882", "day-care", DAY, "day", "absent"),
        Session("V-1", "P-9", "day-care", DAY, "morning", "absent", "unknown"),
    )


def test_a_session_twice_or_known_is_refused(ada):
    sent(ada, ATTENDED, how=take_in_attendance)
    more = "V-1,P-104882,day-care,2026-11-05,day,attended\n"

    outcome = sent(ada, ATTENDED + more + more, how=take_in_attendance)

    assert [fault.says for fault in outcome.faults] == [
        "This session of this person was taken in before.",
        "This session of this person was taken in before.",
        "This session of this person stands in row 4 too.",
    ]


@pytest.mark.parametrize(
    ("model", "row", "wrong", "constraint"),
    [
        (Stay, {"stay_ref": "S-1", "during": SPAN}, {"service": "respite"}, "a_stay_is_known_once"),
        (Stay, {"stay_ref": "S-1", "during": SPAN}, {"stay_ref": "S-2"}, "one_stay_of_a_person_at_a_time"),
        (Stay, {"stay_ref": "S-1", "during": SPAN}, {"stay_ref": "S-2", "during": DateRange(MONDAY, MONDAY)}, "a_stay_begins_on_a_day"),
        (
            Stay,
            {"stay_ref": "S-1", "during": SPAN},
            {"stay_ref": "S-2", "person_ref": "P-2", "person_check": "?"},
            "a_stays_person_is_known",
        ),
        (Absence, {"kind": "hospital", "during": SPAN}, {"kind": "holiday"}, "one_absence_of_a_person_at_a_time"),
        (Absence, {"kind": "hospital", "during": SPAN}, {"during": DateRange(None, MONDAY)}, "an_absence_begins_on_a_day"),
        (Absence, {"kind": "hospital", "during": SPAN}, {"kind": "bored", "person_ref": "P-2"}, "an_absence_is_of_a_known_kind"),
        (Attendance, {"on": DAY, "session": "day", "status": "attended"}, {}, "a_session_is_attended_once"),
        (Attendance, {"on": DAY, "session": "day", "status": "attended"}, {"session": "night"}, "a_session_is_a_known_part_of_a_day"),
        (
            Attendance,
            {"on": DAY, "session": "day", "status": "attended"},
            {"session": "morning", "status": "late"},
            "attendance_is_one_of_four",
        ),
        (
            Attendance,
            {"on": DAY, "session": "day", "status": "attended"},
            {"session": "evening", "person_check": "?"},
            "an_attenders_person_is",
        ),
    ],
)
def test_the_database_refuses_returns_that_cannot_be(undone, model, row, wrong, constraint):
    model.objects.create(**(ROW | row))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**(ROW | row | wrong))


@pytest.mark.parametrize(
    ("during", "constraint"),
    [(DateRange(MONDAY, None), "a_return_is_for_a_period_with_an_end"), (SPAN, "a_return_is_made_once_in_a_file")],
)
def test_the_database_refuses_a_return_without_an_end_or_twice_in_a_file(undone, during, constraint):
    same = {"provider_ref": "V-1", "import_ref": "IM-0001", "made_by": new_event_id()}
    OccupancyReturn.objects.create(during=SPAN, **same)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OccupancyReturn.objects.create(during=during, **same)
