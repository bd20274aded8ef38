"""What was done while a clock stood still, what was agreed in time and noted late, and what was noted by mistake: the date follows what is true, and the record
keeps both."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.core.calendar import queries as calendar
from duly.core.clocks import queries
from duly.core.clocks.actions import end, extend, meet, restart, start, stop, take_back
from duly.core.clocks.models import Clock, ClockDue, ClockStep
from duly.core.clocks.redating import adopt
from duly.core.clocks.tests.test_clocks import begun, refused
from duly.core.record.actions import new_event_id
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.period import say_day

MISTAKE = "It was noted on the wrong clock."


def days_ago(n: int):
    return today() - timedelta(days=n)


def test_what_is_answered_while_the_clock_stands_still_is_met_as_of_that_day(office):
    by, ck = office["keeper"], begun(office, days_ago=60)
    stop(ck.ref, on=days_ago(50), because="We asked what was meant.", by=by)

    met = meet(ck.ref, on=days_ago(10), by=by, because="They answered.")

    days = calendar.days(queries.rule_of(met).regions)
    assert met.state == "met", "60 days after it began and long past its first date: it had not run"
    assert met.due == days.nth_after(ck.due, days.how_many(days_ago(50), days_ago(10)))
    assert any("stood still" in line for line in queries.worked(ck.ref).says)
    assert queries.kept_in_time("foi") == (1, 0)
    refused("out-of-order", meet, ref=_stopped(office, 5), on=days_ago(6), by=by)
    assert queries.wrongly_kept() == ()


def test_more_time_agreed_in_time_and_noted_late_moves_the_date_and_says_both_days(office):
    by, ck = office["keeper"], begun(office, days_ago=45)
    in_time, too_late = ck.due - timedelta(days=1), ck.due + timedelta(days=1)
    asked = {"ref": ck.ref, "added": 5, "authority": "section 10(3)", "because": "The public interest.", "by": by}
    shown = {"agreed_by": "Ann Example", "proof": "Their letter P-26-00004"}

    refused("ran-out", extend, **asked)
    refused("no-agreement", extend, **asked, on=in_time)
    refused("no-agreement", extend, **asked, on=in_time, agreed_by="Ann Example")
    refused("ran-out", extend, **asked, on=too_late, **shown)
    refused("not-yet", extend, **asked, on=today() + timedelta(days=1), **shown)
    done = extend(**asked, on=in_time, **shown)

    assert done.due == calendar.days(queries.rule_of(ck).regions).nth_after(ck.due, 5)
    told = history("clock", ck.ref)[-1]
    assert f"as agreed on {say_day(in_time)} by Ann Example and noted on {say_day(today())}" in told.sentence
    assert "Ann Example" not in str(told.facts)
    assert any(line.startswith("5 working days more were agreed on") and "noted on" in line for line in queries.worked(ck.ref).says)
    assert queries.wrongly_kept() == ()


def test_a_stop_and_an_extension_stand_in_the_order_in_which_they_happened(office):
    by, ck = office["keeper"], begun(office, days_ago=20)
    stop(ck.ref, on=days_ago(10), because="Asked.", by=by)
    restart(ck.ref, on=days_ago(4), because="Told.", by=by)
    shown = {"added": 2, "authority": "s10", "because": "More.", "agreed_by": "Ann", "proof": "A mail", "by": by}

    refused("out-of-order", extend, ref=ck.ref, on=days_ago(7), **shown)
    refused("out-of-order", extend, ref=ck.ref, on=days_ago(21), **shown)
    extend(ck.ref, on=days_ago(12), **shown)

    assert [row.verb for row in queries.standing_steps().filter(clock__ref=ck.ref)] == ["started", "extended", "stopped", "restarted"]
    assert queries.wrongly_kept() == ()


@pytest.mark.parametrize("verb", ["stopped", "restarted", "extended", "met", "ended", "started"])
def test_a_step_noted_by_mistake_is_taken_back_and_both_stay_in_the_record(office, verb):
    by, ck = office["keeper"], begun(office, days_ago=8)
    if verb in ("stopped", "restarted"):
        stop(ck.ref, on=days_ago(3), because="Asked.", by=by)
    before = queries.clock(ck.ref)
    if verb == "restarted":
        restart(ck.ref, on=days_ago(1), because="Told.", by=by)
    elif verb == "extended":
        extend(ck.ref, added=5, authority="s10", because="More.", by=by)
    elif verb == "met":
        meet(ck.ref, on=today(), by=by)
    elif verb == "ended":
        end(ck.ref, because="Withdrawn.", by=by)
    number = len(queries.steps_of(ck.ref))

    refused("no-reason", take_back, ref=ck.ref, step=number, because=" ", by=by)
    refused("scheme-", take_back, ref=ck.ref, step=number, because=MISTAKE, by=office["reader"])
    refused("no-step", take_back, ref=ck.ref, step=number + 1, because=MISTAKE, by=by)
    now = take_back(ck.ref, step=number, because=MISTAKE, by=by)

    wanted = {"started": ("taken back", None), "stopped": ("running", ck.due)}.get(verb, (before.state, before.due))
    assert (now.state, now.due) == wanted
    assert history("clock", ck.ref)[-1].sentence.endswith(MISTAKE)
    assert MISTAKE in queries.steps_of(ck.ref)[-1].taken_back
    refused("taken-back", take_back, ref=ck.ref, step=number, because=MISTAKE, by=by)
    assert queries.worked(ck.ref).due == now.due
    assert queries.wrongly_kept() == ()


def test_only_what_leaves_a_possible_life_is_taken_back(office):
    by, ck = office["keeper"], begun(office, days_ago=8)
    stop(ck.ref, on=days_ago(6), because="Asked.", by=by)
    restart(ck.ref, on=days_ago(3), because="Told.", by=by)

    for step in (1, 2):
        refused("out-of-order", take_back, ref=ck.ref, step=step, because=MISTAKE, by=by)
    take_back(ck.ref, step=3, because=MISTAKE, by=by)
    take_back(ck.ref, step=2, because=MISTAKE, by=by)

    assert (queries.clock(ck.ref).state, queries.clock(ck.ref).due) == ("running", ck.due)
    assert len(history("clock", ck.ref)) == 5


def test_more_time_taken_back_from_under_an_answer_makes_it_late(office):
    by, ck = office["keeper"], begun(office, days_ago=45)
    shown = {"agreed_by": "Ann", "proof": "A letter"}
    extend(ck.ref, on=ck.due, added=10, authority="s10", because="More.", by=by, **shown)
    met = meet(ck.ref, on=ck.due + timedelta(days=1), by=by)

    now = take_back(ck.ref, step=2, because="Nobody had agreed it.", by=by)

    assert (met.state, now.state, now.due) == ("met", "missed", ck.due)
    assert "missed, due on" in history("clock", ck.ref)[-1].sentence
    assert queries.wrongly_kept() == ()


def test_a_step_of_a_wrong_day_is_put_right_where_it_stands(office):
    by, ck = office["keeper"], begun(office, days_ago=15)
    stop(ck.ref, on=days_ago(9), because="Asked.", by=by)
    restart(ck.ref, on=days_ago(2), because="Told.", by=by)
    right = {"ref": ck.ref, "because": "The letter says so.", "by": by}

    refused("same-day", take_back, **right, step=2, on=days_ago(9))
    refused("out-of-order", take_back, **right, step=2, on=days_ago(1))
    refused("not-yet", take_back, **right, step=3, on=today() + timedelta(days=1))
    take_back(**right, step=2, on=days_ago(2))  # on the day on which it went on: it adds nothing
    now = take_back(**right, step=1, on=days_ago(16))

    assert (now.state, now.began) == ("running", days_ago(16))
    assert now.due == queries.stands(queries.rule_of(now), [queries.Happened("started", days_ago(16))]).due
    assert "(stopped) was on" in history("clock", ck.ref)[3].sentence
    assert [one.number for one in queries.steps_of(ck.ref) if not one.taken_back] == [3, 4, 5]
    assert queries.wrongly_kept() == ()


def test_the_right_day_of_its_start_is_under_the_rule_that_was_in_force_on_it(office):
    keeper, rule = office["keeper"], queries.rule_for("foi", today())
    adopt(replace(rule, number=2, amount=15, starts=today()), moves_open=False, because="Quicker.", by=keeper)
    ck = start(kind="case", about="PSO-1", rule="foi", began=today(), by=keeper)

    now = take_back(ck.ref, step=1, on=days_ago(1), because="It came yesterday.", by=keeper)

    assert (ck.rule_number, now.rule_number, now.began) == (2, 1, days_ago(1))
    assert queries.wrongly_kept() == ()


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("what_takes_a_clocks_step_back_says_which", {"verb": "taken back"}),
        ("what_takes_a_clocks_step_back_says_which", {"verb": "stopped", "of": 0}),
        ("a_clocks_step_is_taken_back_once", {"verb": "taken back", "of": 0}),
    ],
)
def test_the_database_takes_a_step_back_once_and_names_it(office, constraint, wrong):
    ck = begun(office)
    stop(ck.ref, on=today(), because="Asked.", by=office["keeper"])
    take_back(ck.ref, step=2, because=MISTAKE, by=office["keeper"])
    clock = Clock.objects.get(ref=ck.ref)
    stopped = ClockStep.objects.get(clock=clock, verb="stopped")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ClockStep.objects.create(clock=clock, on=today(), made_by=new_event_id(), **wrong | ({"of": stopped} if "of" in wrong else {}))
    assert ClockDue.objects.filter(clock=clock, superseded_by__isnull=True).count() == 1


def _stopped(office, n: int) -> str:
    ck = begun(office, about=f"PSO-{n}")
    return stop(ck.ref, on=days_ago(n), because="Asked.", by=office["keeper"]).ref
