"""What was commissioned, planned and settled before Duly."""

from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id
from duly.core.record.models import StoredEvent
from duly.payments.packages import models
from duly.payments.packages.actions import commission, end_line, plan_call, sign_opening
from duly.payments.packages.queries import (
    Call,
    calls_planned,
    commissions_known,
    line_for,
    lines_known,
    names_of,
    opening_of,
    openings_signed,
)
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line, an_officer
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
NEXT_MONDAY = date(2026, 11, 9)


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


def test_a_line_is_one_person_provider_and_service(ada):
    assert [line.line_ref for line in lines_known()] == ["L-1"]
    assert line_for("P-104882", "V-1", "home-care").contract_ref == "C-1"
    with pytest.raises(Refused, match="P-104882 has home-care from V-1 already, as line L-1"):
        commission(person_ref="P-104882", provider_ref="V-1", service="home-care", contract_ref="C-1", starts=APRIL, line_ref="L-2", by=ada)


def test_a_line_is_commissioned_once_on_a_day(ada):
    same = {"person_ref": "P-104882", "provider_ref": "V-1", "service": "home-care", "contract_ref": "C-1", "line_ref": "L-1"}

    with pytest.raises(Refused, match="L-1 is in force from 1 April 2026 already"):
        commission(**same, starts=MONDAY, by=ada)
    end_line("L-1", ends=MONDAY, by=ada)
    commission(**same, starts=NEXT_MONDAY, by=ada)

    assert [(c.starts, c.ends) for c in commissions_known()] == [(APRIL, MONDAY), (NEXT_MONDAY, FOREVER)]


def test_calls_are_planned_only_on_days_the_line_is_in_force(ada):
    plan_call("L-1", weekday=0, starts_minute=510, minutes=45, carers=2, starts=APRIL, by=ada)
    plan_call("L-1", weekday=2, starts_minute=1025, minutes=30, starts=APRIL, by=ada)

    assert calls_planned(MONDAY, NEXT_MONDAY) == (
        Call("L-1-20261102-0830", "L-1", MONDAY, 510, 45, 2),
        Call("L-1-20261104-1705", "L-1", date(2026, 11, 4), 1025, 30, 1),
    )
    end_line("L-1", ends=date(2026, 11, 4), by=ada)
    assert [call.call_ref for call in calls_planned(MONDAY, NEXT_MONDAY)] == ["L-1-20261102-0830"]


def test_a_call_is_planned_once_at_its_time(ada):
    plan_call("L-1", weekday=0, starts_minute=510, minutes=45, starts=APRIL, by=ada)

    with pytest.raises(Refused) as refused:
        plan_call("L-1", weekday=0, starts_minute=510, minutes=30, starts=MONDAY, by=ada)

    assert refused.value.refusal.code == "a-call-is-planned-once-at-its-time"


def test_an_opening_is_signed_up_to_a_monday_and_signed_again_supersedes(ada):
    with pytest.raises(Refused, match="settled up to a Monday"):
        sign_opening("L-1", paid_to=date(2026, 11, 3), by=ada)
    sign_opening("L-1", paid_to=MONDAY, by=ada)
    with pytest.raises(Refused, match="signed this opening position already"):
        sign_opening("L-1", paid_to=MONDAY, by=ada)
    sign_opening("L-1", paid_to=NEXT_MONDAY, by=ada)

    assert [(o.line_ref, o.paid_to) for o in openings_signed()] == [("L-1", NEXT_MONDAY)]
    assert opening_of("L-1").signed_by == ada.ref


def test_somebody_in_no_such_post_may_not_sign_commission_or_end(ada):
    bob = an_officer("bob", may=False)

    with pytest.raises(Refused, match="No post you hold may sign an opening position"):
        sign_opening("L-1", paid_to=MONDAY, by=bob)
    with pytest.raises(Refused, match="No post you hold may end a package line"):
        end_line("L-1", ends=MONDAY, by=bob)
    with pytest.raises(Refused, match="No post you hold may commission a package line"):
        commission(person_ref="P-104882", provider_ref="V-1", service="sitting", contract_ref="C-1", starts=APRIL, by=bob)


def test_a_persons_name_is_kept_and_is_in_no_sealed_entry(ada):
    assert names_of(["P-104882"]) == {"P-104882": "Fenna Wrenfold"}
    assert not any(b"Wrenfold" in bytes(event.body) for event in StoredEvent.objects.all())


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (models.Commission, {"during": DateRange(MONDAY, None)}),  # overlaps
        (models.Commission, {"during": DateRange(None, APRIL)}),
        (models.CallPattern, {"weekday": 7}),
        (models.CallPattern, {"starts_minute": 1440}),
        (models.CallPattern, {"minutes": 0}),
        (models.CallPattern, {"minutes": 1441}),
        (models.CallPattern, {"carers": 0}),
        (models.CallPattern, {"carers": 3}),
        (models.CallPattern, {"nth": 0}),
        (models.CallPattern, {"during": DateRange(MONDAY, MONDAY)}),
        (models.Opening, {"paid_to": date(2026, 11, 3)}),
        (models.Opening, {"signed_by": ""}),
    ],
)
def test_the_database_refuses_what_cannot_be(ada, model, row):
    sound = {
        models.Commission: {"during": DateRange(date(2020, 1, 1), date(2020, 2, 1))},
        models.CallPattern: {"weekday": 0, "starts_minute": 0, "minutes": 1, "carers": 1, "during": DateRange(APRIL, None)},
        models.Opening: {"paid_to": MONDAY, "signed_by": "O-1"},
    }[model]
    line = models.PackageLine.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(line=line, made_by=new_event_id(), **(sound | row))


def test_the_database_refuses_a_second_line_and_a_second_signing(ada):
    sign_opening("L-1", paid_to=MONDAY, by=ada)
    line = models.PackageLine.objects.get()

    with pytest.raises(IntegrityError, match="one_opening_position_for_each_line"), transaction.atomic():
        models.Opening.objects.create(line=line, paid_to=MONDAY, signed_by="O-1", made_by=new_event_id())
    with pytest.raises(IntegrityError, match="one_line_for_a_person_provider_and_service"), transaction.atomic():
        models.PackageLine.objects.create(
            line_ref="L-9", person_ref="P-104882", provider_ref="V-1", service="home-care", contract_ref="C-1", made_by=new_event_id()
        )
