"""A clock from its beginning to its end: its date is reckoned at every step, every step is recorded, and what may not be is refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from duly.core.calendar import queries as calendar
from duly.core.clocks import queries
from duly.core.clocks.actions import end, extend, meet, restart, start, stop
from duly.core.clocks.models import Clock, ClockDue, ClockRule, ClockStep
from duly.core.record.actions import new_event_id
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refused

WHY = "We asked what was meant."


def begun(office, *, days_ago: int = 10, rule: str = "foi", about: str = "PSO-1"):
    return start(kind="case", about=about, rule=rule, began=today() - timedelta(days=days_ago), by=office["keeper"])


def refused(code: str, act, **named) -> None:
    with pytest.raises(Refused) as refusal:
        act(**named)
    assert refusal.value.refusal.code == code or refusal.value.refusal.code.startswith(code), refusal.value.refusal


def test_a_stop_moves_the_date_by_the_working_days_it_lasted_and_each_step_is_told(office):
    ck = begun(office)
    days, by = calendar.days(("england-and-wales", "scotland", "northern-ireland")), office["keeper"]

    still = stop(ck.ref, on=today() - timedelta(days=7), because=WHY, by=by)
    again = restart(ck.ref, on=today(), because="They answered.", by=by)
    longer = extend(ck.ref, added=5, authority="section 10(3)", because="The public interest.", by=by)
    met = meet(ck.ref, on=today(), by=by)

    suspended = days.how_many(today() - timedelta(days=7), today())
    assert (still.state, still.due, again.state, met.state) == ("stopped", None, "running", "met")
    assert suspended >= 3
    assert again.due == days.nth_after(ck.due, suspended)
    assert longer.due == days.nth_after(again.due, 5)
    assert [entry.action for entry in history("clock", ck.ref)] == [
        *("clock.started", "clock.stopped", "clock.restarted", "clock.extended", "clock.met")
    ]
    assert history("clock", ck.ref)[1].sentence.endswith(WHY)
    assert queries.worked(ck.ref).due == longer.due
    assert queries.wrongly_kept() == ()


def test_what_is_done_after_its_date_is_missed_and_what_need_not_be_done_is_ended(office):
    late, needless = begun(office, days_ago=90), begun(office, about="PSO-2")

    assert meet(late.ref, on=today(), by=office["keeper"]).state == "missed"
    assert end(needless.ref, because="Withdrawn.", by=office["keeper"]).state == "ended"
    assert queries.kept_in_time("foi") == (0, 1)
    assert queries.clocks(only_open=True) == ()
    assert [one.ref for one in queries.clocks(kind="case", about="PSO-1")] == [late.ref]


def test_what_may_not_be_done_with_a_clock_is_refused_with_its_reason(office):
    keeper, reader = office["keeper"], office["reader"]
    ck, past, court = begun(office), begun(office, days_ago=90), begun(office, rule="judicial-review")
    tomorrow, before = today() + timedelta(days=1), today() - timedelta(days=11)
    asked = {"added": 5, "authority": "s10", "because": WHY, "by": keeper}

    refused("scheme-", start, kind="case", about="PSO-1", rule="foi", began=today(), by=reader)
    refused("not-yet", start, kind="case", about="PSO-1", rule="foi", began=tomorrow, by=keeper)
    refused("no-rule", start, kind="case", about="PSO-1", rule="nothing", began=today(), by=keeper)
    refused("no-reason", stop, ref=ck.ref, on=today(), because=" ", by=keeper)
    refused("out-of-order", stop, ref=ck.ref, on=before, because=WHY, by=keeper)
    refused("not-yet", stop, ref=ck.ref, on=tomorrow, because=WHY, by=keeper)
    refused("never-stops", stop, ref=court.ref, on=today(), because=WHY, by=keeper)
    refused("ran-out", stop, ref=past.ref, on=today(), because=WHY, by=keeper)
    refused("ran-out", extend, ref=past.ref, **asked)
    refused("wrong-state", restart, ref=ck.ref, on=today(), because=WHY, by=keeper)
    refused("too-much", extend, ref=ck.ref, **asked | {"added": 21})
    refused("scheme-", extend, ref=ck.ref, **asked | {"added": 11})
    refused("no-authority", extend, ref=ck.ref, **asked | {"authority": ""})
    refused("no-extension", extend, ref=court.ref, **asked)
    refused("scheme-", meet, ref=ck.ref, on=today(), by=reader)
    refused("no-reason", end, ref=ck.ref, because="", by=keeper)
    assert len(history("clock", ck.ref)) == 1


def test_a_rule_governs_what_begins_while_it_is_in_force(office):
    assert queries.rule_for("sar", date(2019, 7, 31)).number == 1
    assert queries.rule_for("sar", date(2019, 8, 1)).number == 2
    assert queries.rule_for("sar", date(2018, 1, 1)) is None


def _now() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_date_that_somebody_typed_is_found_and_no_row_can_be_overtyped(office):
    ck = begun(office)
    kept = ClockDue.objects.get(clock__ref=ck.ref)

    for change in ({"due": today()}, {"calendar": 99}, {"cause": "x"}):
        with pytest.raises(Exception, match=r"permission denied|superseded|never|changed"), transaction.atomic():
            ClockDue.objects.filter(pk=kept.pk).update(**change)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Clock.objects.filter(ref=ck.ref).update(state="met", version=2)
        _now()
    with transaction.atomic():
        other = begun(office, about="PSO-9")
        row = Clock.objects.get(ref=other.ref)
        Clock.objects.filter(pk=row.pk)
    assert queries.wrongly_kept() == ()


@pytest.mark.parametrize(
    ("model", "constraint", "wrong"),
    [
        (Clock, "a_clock_is_in_a_known_state", {"state": "asleep"}),
        (Clock, "a_clock_says_on_what_and_by_which_rule", {"about": ""}),
        (ClockStep, "a_clocks_step_is_a_known_one", {"verb": "slept"}),
        (ClockStep, "only_an_extension_adds_time", {"added": 3}),
        (ClockDue, "a_clock_has_one_date_at_a_time", {}),
        (ClockDue, "a_date_that_moved_says_from_where_and_why", {"moved_from": date(2026, 1, 1), "clock": None}),
        (ClockRule, "one_version_of_a_clocks_rule_has_a_number", {}),
        (ClockRule, "a_clocks_rule_has_a_code_and_a_number", {"number": 0}),
    ],
)
def test_the_database_refuses_what_a_clock_may_not_be(office, model, constraint, wrong):
    clock = Clock.objects.get(ref=begun(office).ref)
    bare = Clock(ref="CK-9", version=1, state="running", kind="case", about="X", rule_code="foi", began=today())
    right = {
        Clock: {"ref": "CK-8", "version": 1, "state": "running", "kind": "case", "about": "X", "rule_code": "foi", "began": today()},
        ClockStep: {"clock": clock, "verb": "stopped", "on": today(), "made_by": new_event_id()},
        ClockDue: {"clock": clock, "due": today(), "rule_number": 1, "calendar": 1, "made_by": new_event_id()},
        ClockRule: {"code": "foi", "number": 1, "starts": today(), "content": {}, "made_by": new_event_id()},
    }[model]

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        if "clock" in wrong:
            bare.save()
            wrong = wrong | {"clock": bare}
        model.objects.create(**right | wrong)
