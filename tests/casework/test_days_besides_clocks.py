"""A holiday announced late moves what was reckoned in working days without a clock, by itself; what was given by hand stays, and is listed."""

from datetime import date
from html import unescape

import pytest

from duly.casework import flow
from duly.casework.flow.dating_again import given_by_hand, reckoned_besides
from duly.casework.flow.involving import bring_in
from duly.casework.flow.risking import risk_due
from duly.casework.reviews import actions as reviews
from duly.casework.reviews import queries
from duly.casework.reviews.rules.ruleset import FIRST
from duly.casework.risk import queries as risk
from duly.core.calendar import queries as calendar
from duly.core.calendar.actions import add_holiday, remove_holiday
from duly.core.calendar.rules.days import Days, reckoned_again
from duly.core.confidentiality import actions as confidentiality
from duly.core.confidentiality import queries as access
from duly.core.record.clock import today
from duly.core.work import actions as work
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db


def days():
    return calendar.days((calendar.region(),))


@pytest.fixture
def third():
    """Three working days on: the day that somebody chose, and that is declared a holiday."""
    return days().nth_after(today(), 3)


@pytest.fixture
def given(office, case, third):
    """Of a case: its risk is due again, somebody is to acknowledge, it was opened in an emergency; and a task by hand."""
    by, head = office["investigator"], office["head-of-casework"]
    asked = bring_in(case.ref, rung="brief", asked_of=head.ref, asks="See it.", by_day=third, by=office["casework-manager"])
    due = risk_due(case.ref, trigger="death", source="P-9", by=by)
    task = work.make(what="Ring her", owner=by.ref, about=case.ref, due=third, by=by)
    confidentiality.restrict(case.ref, because="A witness.", officers=(by.ref,), by=office["casework-manager"])
    opened = confidentiality.break_glass(case.ref, reason="safety", because="Somebody is at risk.", by=head)
    return asked, due, task, opened


def test_a_late_holiday_moves_what_was_reckoned_in_working_days_and_leaves_what_was_given_by_hand(office, case, given, third, at_desk):
    (asked, due, task, opened), second = given, days().nth_after(today(), 2)
    assert (reckoned_besides(), given_by_hand()) == ((), ())
    assert {asked.acknowledge_by, due.by_day, opened.review_by} == {second}

    for day, title in ((second, "A day of mourning"), (third, "A day appointed")):
        add_holiday(division=calendar.region(), day=day, title=title, by=SYSTEM)

    later = days().nth_after(today(), 2)
    assert later > third
    assert risk.involved(asked.ref).acknowledge_by == risk.dues(case.ref)[0].by_day == access.opening(opened.id).review_by == later
    assert {(one.ref, one.before, one.after) for one in reckoned_besides()} == {(asked.ref, second, later), (case.ref, second, later)}
    assert {(one.ref, one.after, one.holiday) for one in given_by_hand() if one.ref in (task.ref, asked.ref)} == {
        (task.ref, third, "A day appointed"),
        (asked.ref, third, "A day appointed"),
    }
    page = " ".join(unescape(at_desk("investigator").get("/clocks/moved/").content.decode()).split())
    assert "Reckoned in working days, without a clock" in page
    assert "Given by hand" in page
    assert "Ring her" in page
    told = at_desk("investigator").get("/clocks/moved/?format=csv").content.decode("utf-8-sig")
    assert f'{task.ref},{third},,"Given by hand, and due on A day appointed: Ring her",' in told

    remove_holiday(division=calendar.region(), day=second, by=SYSTEM)
    remove_holiday(division=calendar.region(), day=third, by=SYSTEM)
    assert (reckoned_besides(), given_by_hand()) == ((), ())


def test_who_is_told_of_a_review_is_told_by_the_holidays_announced_since_unless_somebody_chose_the_day(office, decision):
    by = office["casework-manager"]
    asked = flow.ask_for_review(
        decision.ref, asker="complainant", asked_by="Mrs Ada Example", received_on=today(), grounds=(("facts", "No."),), by=by
    )
    (reckoned,), first = asked.tellings, days().nth_after(today(), FIRST.tell_within_days)
    reviews.plan_to_tell(asked.ref, party="body", what="That it is looked at again.", by_when=first, by=by)
    assert (reckoned.by_when, reckoned_besides()) == (first, ())

    add_holiday(division=calendar.region(), day=first, title="A day of mourning", by=SYSTEM)

    later = days().nth_after(today(), FIRST.tell_within_days)
    assert later > first
    assert [one.by_when for one in queries.review(asked.ref).tellings] == [later, first]
    assert [(one.party, one.by_when) for one in queries.untold(decision.case_ref)] == [("body", first), ("complainant", later)]
    assert (asked.ref, first, later) in [(one.ref, one.before, one.after) for one in reckoned_besides()]
    assert [(one.ref, one.after) for one in given_by_hand()] == [(asked.ref, first)]

    reviews.tell(asked.ref, place=1, on=today(), how="By letter", by=by)
    assert queries.review(asked.ref).tellings[0].by_when == first, "she was told by the day that was planned"


def test_what_had_gone_by_or_was_no_working_day_stays():
    known = Days({}, range(2026, 2028))
    later = Days({date(2026, 11, 25): "A day of mourning"}, range(2026, 2028))
    monday = date(2026, 11, 23)

    assert reckoned_again(monday, date(2026, 11, 25), known, later) == date(2026, 11, 26)
    assert reckoned_again(monday, date(2026, 11, 24), known, later) == date(2026, 11, 24)
    assert reckoned_again(monday, date(2026, 11, 28), known, later) == date(2026, 11, 28), "a Saturday was given by hand"
    assert reckoned_again(monday, monday, known, later) == monday
    assert reckoned_again(date(2026, 11, 22), date(2026, 11, 25), known, later) == date(2026, 11, 26), "from a Sunday"
