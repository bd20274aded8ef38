"""What is learnt of people and of packages that wait: two people approve, deaths and interruptions are new knowledge each time."""

from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from duly.core.people.actions import add_officer, give_post
from duly.core.people.queries import actor
from duly.core.record.actions import new_event_id
from duly.core.record.models import StoredEvent
from duly.core.record.queries import history
from duly.payments.packages import models
from duly.payments.packages.actions import (
    approve_line,
    correct_interruption,
    end_line,
    interrupt,
    propose_line,
    say_died,
    take_in_deaths,
    take_in_fundings,
    take_in_interruptions,
    take_in_packages,
    withdraw_death,
    withdraw_interruption,
)
from duly.payments.packages.queries import (
    Funding,
    Interruption,
    commissions_of,
    commissions_waiting,
    death_of,
    deaths_known,
    fundings_known,
    interruptions_known,
    line,
)
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line, an_officer
from duly.primitives.actor import SYSTEM
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
WHO, NEXT = "P-104882", date(2026, 11, 9)
SITTING = {"person_ref": WHO, "provider_ref": "V-1", "service": "sitting", "contract_ref": "C-1", "line_ref": "L-2"}


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


@pytest.fixture
def cal(ada):
    """Somebody else in Ada's post."""
    ref = add_officer(username="cal", name="Cal", email="cal@example.org", password=None, by=SYSTEM)
    give_post(ref, post="payments-officer", starts=date(2020, 1, 1), by=SYSTEM)
    return actor(ref, on=MONDAY)


def file(*lines: str) -> dict:
    return {"name": "a.csv", "content": "\r\n".join(lines).encode(), "source": "Social care"}


def test_a_line_put_forward_is_known_and_waits_until_somebody_else_approves_it(ada, cal):
    propose_line(**SITTING, zone="rural", starts=MONDAY, by=ada)
    assert [(c.starts, c.approved, c.proposed_by) for c in commissions_of("L-2")] == [(MONDAY, False, ada.ref)]
    assert [c.line_ref for c in commissions_waiting()] == ["L-2"]
    assert line("L-2").zone == "rural"

    with pytest.raises(Refused, match="You put L-2 forward; somebody else must approve it"):
        approve_line("L-2", starts=MONDAY, by=ada)
    approve_line("L-2", starts=MONDAY, by=cal)

    assert [(c.starts, c.ends, c.approved, c.approved_by) for c in commissions_of("L-2")] == [(MONDAY, FOREVER, True, cal.ref)]
    assert [e.action for e in history("package", "L-2")] == ["package.proposed", "package.approved"]
    with pytest.raises(Refused, match="waits for approval"):
        approve_line("L-2", starts=MONDAY, by=cal)
    end_line("L-2", ends=NEXT, by=ada)
    assert [(c.ends, c.approved_by) for c in commissions_of("L-2")] == [(NEXT, cal.ref)]


def test_a_zone_belongs_to_a_line_and_a_file_may_put_forward(ada):
    heading = "line,person,provider,service,contract,from,to,zone,approved"
    assert take_in_packages(
        **file(heading, f"L-3,{WHO},V-1,night,C-1,2026-11-02,2026-11-08,rural,no", f"L-3,{WHO},V-1,night,C-1,2026-11-09,,rural,"), by=ada
    ).accepted

    assert [(c.starts, c.approved, c.proposed_by) for c in commissions_of("L-3")] == [(MONDAY, False, ada.ref), (NEXT, True, "")]
    wrong = take_in_packages(**file(heading, f"L-3,{WHO},V-1,night,C-1,2026-10-02,2026-10-08,urban,yes"), by=ada)
    assert [f.sentence for f in wrong.faults if "rural" in f.sentence]
    with pytest.raises(Refused, match="zone does not change"):
        propose_line(**SITTING | {"line_ref": "L-3", "service": "night"}, zone="urban", starts=APRIL, ends=MONDAY, by=ada)


def test_a_death_is_said_corrected_and_withdrawn(ada):
    say_died(WHO, on=MONDAY, by=ada)
    with pytest.raises(Refused, match="is known to have died on 2 November 2026"):
        say_died(WHO, on=MONDAY, by=ada)
    say_died(WHO, on=date(2026, 11, 1), by=ada)
    assert [(d.person_ref, d.on) for d in deaths_known()] == [(WHO, date(2026, 11, 1))]

    with pytest.raises(Refused, match="Say why"):
        withdraw_death(WHO, because="", by=ada)
    withdraw_death(WHO, because="It was her sister.", by=ada)

    assert death_of(WHO) is None
    assert [e.action for e in history("person", WHO)] == ["person.added", "person.died", "person.died", "person.death_withdrawn"]
    with pytest.raises(Refused, match="has not come yet"):
        say_died(WHO, on=date(2090, 1, 1), by=ada)
    with pytest.raises(Refused, match="There is no person P-9"):
        say_died("P-9", on=MONDAY, by=ada)
    with pytest.raises(Refused, match="No post you hold may say that somebody died"):
        say_died(WHO, on=MONDAY, by=an_officer("bob", may=False))


def test_an_interruption_ends_is_corrected_and_is_withdrawn(ada):
    told = {"kind": "hospital", "told_on": MONDAY}
    interrupt(WHO, starts=MONDAY, **told, by=ada)
    assert interruptions_known() == (Interruption(WHO, "hospital", MONDAY, FOREVER, MONDAY),)
    with pytest.raises(Refused, match="from 2 November 2026 already"):
        interrupt(WHO, starts=NEXT, **told, by=ada)
    interrupt(WHO, kind="suspension", starts=MONDAY, told_on=MONDAY, by=ada)  # of another kind they may overlap

    correct_interruption(WHO, was=MONDAY, starts=MONDAY, ends=NEXT, **told, because="Home again.", by=ada)
    correct_interruption(WHO, was=MONDAY, starts=date(2026, 10, 31), ends=NEXT, **told, because="She went on Saturday.", by=ada)
    withdraw_interruption(WHO, kind="suspension", was=MONDAY, because="Another person.", by=ada)

    assert interruptions_known(WHO) == (Interruption(WHO, "hospital", date(2026, 10, 31), NEXT, MONDAY),)
    assert models.Interruption.objects.count() == 4
    assert not any(b"hospital" in bytes(event.body) for event in StoredEvent.objects.all()), "the kind is private"
    for act, because in (
        (lambda: interrupt(WHO, kind="prison", starts=APRIL, told_on=MONDAY, by=ada), "not 'prison'"),
        (lambda: interrupt(WHO, kind="holiday", starts=APRIL, ends=APRIL, told_on=MONDAY, by=ada), "one day at least"),
        (lambda: interrupt(WHO, kind="holiday", starts=APRIL, told_on=date(2090, 1, 1), by=ada), "has not come yet"),
        (lambda: withdraw_interruption(WHO, kind="holiday", was=APRIL, because="x", by=ada), "No interruption"),
        (lambda: interrupt(WHO, kind="holiday", starts=APRIL, told_on=MONDAY, by=an_officer("bob", may=False)), "No post you hold"),
    ):
        with pytest.raises(Refused, match=because):
            act()


def test_files_of_deaths_and_interruptions_come_in_whole_or_not_at_all(ada):
    heading = "person,kind,from,to,told_on"
    assert take_in_interruptions(**file(heading, f"{WHO},hospital,2026-11-02,2026-11-08,2026-11-03"), by=ada).accepted
    assert take_in_deaths(**file("person,died", f"{WHO},2026-11-02"), by=ada).accepted
    assert interruptions_known() == (Interruption(WHO, "hospital", MONDAY, NEXT, date(2026, 11, 3)),)
    assert death_of(WHO) == MONDAY

    wrong = take_in_interruptions(
        **file(
            heading,
            f"{WHO},hospital,2026-11-08,,2026-11-03",
            f"{WHO},respite,2026-11-08,2026-11-07,2090-01-01",
            "P-9,respite,2026-11-08,,2026-11-03",
        ),
        by=ada,
    )
    assert not wrong.accepted
    again = take_in_deaths(**file("person,died", f"{WHO},2026-11-03"), by=ada)
    assert [f.sentence for f in again.faults if "is known already" in f.sentence]
    rows = take_in_interruptions(
        **file(heading, f"{WHO},hospital,2026-11-08,,2026-11-03", f"{WHO},respite,2026-11-08,2026-11-07,2090-01-01"), by=ada
    )
    said = " ".join(f.sentence for f in rows.faults)
    for words in ("2 to 8 November 2026", "The last day is before the first", "This day has not come yet"):
        assert words in said


def test_what_others_pay_towards_a_week_comes_in_a_file(ada):
    heading = "person,kind,weekly,collected_by,from,to"
    assert take_in_fundings(
        **file(heading, f"{WHO},fnc,254.06,nhs,2026-04-01,", f"{WHO},top-up,50.00,provider,2026-04-01,"), by=ada
    ).accepted
    assert fundings_known() == (
        Funding(WHO, "fnc", 25406, "nhs", APRIL, FOREVER),
        Funding(WHO, "top-up", 5000, "provider", APRIL, FOREVER),
    )

    wrong = take_in_fundings(**file(heading, f"{WHO},fnc,-1.00,nhs,2026-11-02,2026-11-01", f"{WHO},fnc,1.00,nhs,2026-11-02,"), by=ada)
    said = " ".join(f.sentence for f in wrong.faults)
    for words in ("from 0.00 to", "The last day is before the first", "has such a funding"):
        assert words in said


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (models.Death, {"person_ref": WHO, "on": MONDAY}),
        (models.Interruption, {"kind": "hospital", "during": DateRange(NEXT, None)}),
        (models.Interruption, {"kind": "prison", "during": DateRange(NEXT, None)}),
        (models.Interruption, {"kind": "holiday", "during": DateRange(None, NEXT)}),
        (models.Funding, {"kind": "lottery", "during": DateRange(NEXT, None)}),
        (models.Funding, {"collected_by": "nobody", "during": DateRange(NEXT, None)}),
        (models.Funding, {"during": DateRange(NEXT, NEXT)}),
    ],
)
def test_the_database_refuses_what_cannot_be(ada, model, row):
    say_died(WHO, on=MONDAY, by=ada)
    interrupt(WHO, kind="hospital", starts=MONDAY, told_on=MONDAY, by=ada)
    also = {
        models.Death: {},
        models.Interruption: {"person_ref": WHO, "told_on": MONDAY},
        models.Funding: {"person_ref": WHO, "kind": "fnc", "weekly_pence": 1, "collected_by": "nhs"},
    }[model]

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(made_by=new_event_id(), **also | row)


def test_the_database_refuses_an_approval_of_ones_own(ada):
    row = {"line": models.PackageLine.objects.get(), "during": DateRange(date(2020, 1, 1), APRIL), "made_by": new_event_id()}

    with pytest.raises(IntegrityError, match="nobody_approves"), transaction.atomic():
        models.Commission.objects.create(**row, proposed_by="O-1", approved_by="O-1")
    with pytest.raises(IntegrityError, match="somebody_approved_is_approved"), transaction.atomic():
        models.Commission.objects.create(**row, approved=False, proposed_by="O-1", approved_by="O-2")
