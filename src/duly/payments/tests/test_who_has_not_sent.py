"""Files are expected of providers with lines in force, by a deadline that may be said for everybody or for one; what came late is said to be."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from duly.core.intake.columns import LONDON
from duly.core.record.actions import new_event_id
from duly.payments import flow
from duly.payments.evidence.actions import set_deadline
from duly.payments.evidence.models import Deadline
from duly.payments.packages.actions import add_person, commission, plan_call
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line, an_officer
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
VISITS = b"visit_ref,provider,person,service,carer,starts,ends\nV-1,V-1,P-104882,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00\n"
INVOICES = (
    b"invoice,line,provider,person,service,week_starting,minutes,rate,amount\nINV-1,1,V-1,P-104882,home-care,2026-11-02,60,21.36,21.36\n"
)
STAYS = b"provider,period_from,period_to,person,service,stay,admitted\nV-2,2026-11-02,2026-11-29,P-2,nursing,S-1,2026-11-01\n"
LATER = datetime(2026, 12, 20, 12, tzinfo=LONDON)


@pytest.fixture
def ada():
    """V-1 has a line with a call every Monday; V-2 one line with none, which is a stay."""
    officer = an_officer()
    a_contract(officer)
    a_contract(officer, provider_ref="V-2", contract_ref="C-2")
    a_line(officer)
    plan_call("L-1", weekday=0, starts_minute=510, minutes=30, carers=1, starts=APRIL, by=officer)
    add_person(name="Ansel Tollivray", ref="P-2", by=officer)
    commission(person_ref="P-2", provider_ref="V-2", service="nursing", contract_ref="C-2", starts=APRIL, line_ref="L-2", by=officer)
    return officer


@pytest.fixture
def on(monkeypatch):
    """Sets the time at which files come."""

    def at(*when: int) -> None:
        moment = datetime(*when, tzinfo=LONDON)
        monkeypatch.setattr("duly.core.intake.handed.now", lambda: moment)

    return at


def told(at: datetime = LATER, week=MONDAY):
    return {(e.provider_ref, e.kind): e.state for e in flow.expected(week, at=at)}


def test_each_provider_with_a_line_in_force_is_expected_to_send_what_its_lines_need(ada):
    assert told() == {
        ("V-1", "visits"): "Not sent",
        ("V-1", "invoices"): "Not sent",
        ("V-2", "occupancy"): "Not sent",
        ("V-2", "invoices"): "Not sent",
    }
    assert told(week=APRIL - timedelta(days=9)) == {}


def test_what_comes_in_time_is_on_time_and_what_comes_a_minute_after_is_late(ada, on):
    on(2026, 11, 10, 17, 0)
    assert flow.IMPORTS["visits"]("visits.csv", VISITS, "V-1", ada).accepted
    on(2026, 11, 13, 17, 1)
    assert flow.IMPORTS["invoices"]("invoices.csv", INVOICES, "V-1", ada).accepted
    on(2026, 12, 1, 9, 0)
    assert flow.IMPORTS["occupancy"]("stays.csv", STAYS, "V-2", ada).accepted

    found = {(e.provider_ref, e.kind): e for e in flow.expected(MONDAY, at=LATER)}

    assert {key: (e.state, e.days_late) for key, e in found.items()} == {
        ("V-1", "visits"): ("On time", 0),
        ("V-1", "invoices"): ("Late", 0),
        ("V-2", "occupancy"): ("Late", 20),
        ("V-2", "invoices"): ("Not sent", 0),
    }
    assert next(iter(found)) == ("V-2", "invoices")  # what is missing comes first


def test_before_the_deadline_nothing_is_missing(ada):
    assert set(told(at=datetime(2026, 11, 10, 17, 0, tzinfo=LONDON)).values()) == {"Not due yet"}
    assert told(at=datetime(2026, 11, 10, 17, 1, tzinfo=LONDON))["V-1", "visits"] == "Not sent"


def test_what_came_only_in_an_import_that_was_undone_has_not_come(ada, on):
    on(2026, 11, 10, 9, 0)
    ref = flow.IMPORTS["visits"]("visits.csv", VISITS, "V-1", ada).ref

    flow.undo_import(ref, because="Wrong.", by=ada)

    assert told()["V-1", "visits"] == "Not sent"


def test_a_corrected_file_does_not_make_the_first_late(ada, on):
    on(2026, 11, 10, 9, 0)
    flow.IMPORTS["visits"]("visits.csv", VISITS, "V-1", ada)
    on(2026, 11, 20, 9, 0)
    flow.replace_import("visits", name="visits.csv", content=VISITS.replace(b"09:00", b"09:10"), source="V-1", by=ada)

    assert told()["V-1", "visits"] == "On time"


def test_a_deadline_is_said_from_a_week_on_and_a_providers_own_goes_before(ada):
    next_week = MONDAY + timedelta(days=7)
    set_deadline("visits", days=3, minute=720, starts=MONDAY, by=ada)
    set_deadline("visits", days=10, minute=0, starts=next_week, provider_ref="V-1", by=ada)
    set_deadline("visits", days=1, minute=0, starts=next_week, by=ada)

    due = {
        week: next(e.due for e in flow.expected(week, at=LATER) if e.kind == "visits")
        for week in (MONDAY - timedelta(days=7), MONDAY, next_week)
    }

    assert [f"{moment:%d %H:%M}" for moment in due.values()] == ["03 17:00", "11 12:00", "25 00:00"]
    assert Deadline.objects.filter(superseded_by__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "rates"}, "Nobody is expected to send rates; those are visits, occupancy, invoices."),
        ({"days": 0}, "A file is due 1 to 60 days after its week, at a time of day."),
        ({"minute": 1440}, "A file is due 1 to 60 days after its week, at a time of day."),
        ({"provider_ref": "V-9"}, "There is no provider V-9."),
    ],
)
def test_a_deadline_that_cannot_be_is_refused(ada, wrong, says):
    told = {"kind": "visits", "days": 2, "minute": 0, "starts": MONDAY} | wrong

    with pytest.raises(Refused) as refused:
        set_deadline(told.pop("kind"), **told, by=ada)

    assert refused.value.refusal.because == says


def test_whose_post_may_not_says_no_deadline(ada):
    with pytest.raises(Refused, match="say by when files are sent"):
        set_deadline("visits", days=2, minute=0, starts=MONDAY, by=an_officer("bob", may=False))


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({}, "one_deadline_of_a_kind_at_a_time"),
        ({"kind": "rates"}, "a_deadline_is_of_an_expected_kind"),
        ({"provider_ref": "V-1", "days": 0}, "a_deadline_is_within_two_months"),
        ({"provider_ref": "V-1", "minute": 1440}, "a_deadline_is_within_two_months"),
        ({"provider_ref": "V-1", "during": DateRange(None, MONDAY)}, "a_deadline_begins_on_a_day"),
    ],
)
def test_the_database_refuses_deadlines_that_cannot_be(wrong, constraint):
    sound = {"kind": "visits", "days": 2, "minute": 0, "during": DateRange(MONDAY, None), "made_by": new_event_id()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Deadline.objects.create(**sound)
        Deadline.objects.create(**(sound | wrong))
