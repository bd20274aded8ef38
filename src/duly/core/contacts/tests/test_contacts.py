"""Calls, the promises made in them, and the first-contact desk."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.core.contacts import actions, queries
from duly.core.contacts.models import Call, Enquiry, Promise
from duly.core.directory import actions as directory
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.core.work.models import Task
from duly.primitives.refusal import Refused

LATER = today() + timedelta(days=9)


@pytest.fixture
def ada(office):
    return directory.enter(kind="person", name="Ada Brightwell", by=office["desk"]).ref


def logged(office, ada, days_ago: int = 0, **said):
    known = {"at": now() - timedelta(days=days_ago), "about": ada, "verified": "known voice", "gist": "Asked when."}
    return actions.log_call(**known | said, by=office["desk"])


def refused(code: str, do, *told, **said) -> None:
    with pytest.raises(Refused) as stopped, transaction.atomic():
        do(*told, **said)
    assert stopped.value.refusal.code == code


def test_a_promise_becomes_a_task_with_an_owner_and_a_day(office, ada):
    desk = office["desk"]
    call = logged(office, ada, promised=[("Ring her back", LATER, desk.ref)])

    (task,) = tasks.tasks(owner=desk.ref)
    assert (task.ref, task.what, task.due, task.about) == (call.promises[0], "Ring her back", LATER, call.ref)
    assert tasks.waiting_for_me(desk.ref) == (1, False)
    waits = work.wait(task.ref, waits_for="the Board's letter", due=LATER, by=desk)
    assert (waits.state, waits.waits_for) == ("waiting", "the Board's letter")
    assert work.finish(task.ref, outcome="She was rung.", by=desk).ended
    refused("wrong-state", work.give, task.ref, owner=desk.ref, due=LATER, by=desk)
    assert tasks.tasks(owner=desk.ref) == ()


def test_the_record_says_of_a_call_only_whom_it_was_with(office, ada):
    of_ada, of_nobody_known = logged(office, ada), logged(office, "", caller="Somebody", flags=["distress"])

    assert [one.sentence for one in history("call", of_ada.ref)] == [f"{of_ada.ref}: a call with {ada} was logged: Asked when."]
    assert {one.sentence for one in history("call", of_nobody_known.ref)} == {
        f"{of_nobody_known.ref}: a call (Somebody) was logged: Asked when.",
        f"In {of_nobody_known.ref}, a call, there was distress.",
    }


def test_a_call_says_who_known_how_and_what_about(office, ada):
    refused("no-gist", logged, office, ada, gist=" ")
    refused("unknown-word", logged, office, ada, verified="by magic")
    refused("unknown-caller", logged, office, "")
    refused("unknown-caller", logged, office, "DIR-99999")
    refused("not-yet", logged, office, ada, days_ago=-1)
    refused("in-the-past", logged, office, ada, promised=[("Ring", today() - timedelta(days=1), office["desk"].ref)])
    refused("scheme-no-row", actions.log_call, at=now(), about=ada, verified="known voice", gist="x", by=office["manager"])
    assert queries.calls() == ()
    assert logged(office, "", caller="Somebody").caller == "Somebody"


def test_a_pattern_of_calls_is_visible_and_distress_is_told(office, ada):
    for days_ago in (0, 3, 20, 80):
        logged(office, ada, days_ago)
    distressed = logged(office, ada, 5, flags=["distress", "nothing of ours"])

    found = queries.pattern([ada])
    assert (found.week, found.month, found.flagged, sum(found.by_week), found.by_week[-1]) == (3, 4, 1, 5, 3)
    assert [entry.action for entry in history("call", distressed.ref)] == ["call.logged", "call.alerted"]
    assert [entry.action for entry in history("call", queries.calls()[0].ref)] == ["call.logged"], "no alarm where nothing was noticed"


def test_what_may_be_said_depends_on_how_the_caller_is_known():
    assert "take a message" in queries.may_be_said("not verified")
    assert queries.may_be_said("password agreed before") == queries.may_be_said("called back on a known number")


@pytest.fixture
def enquiry(office):
    return actions.ask(
        asker="The clerk", question="How long do decisions take?", expected="One figure", needed_by=LATER, by=office["desk"]
    ).ref


def test_an_answer_is_proposed_settled_by_another_given_and_found_again(office, enquiry):
    desk, manager = office["desk"], office["manager"]
    actions.propose(enquiry, proposal="Say 143 days.", by=desk)

    refused("your-own", actions.settle, enquiry, how="agree", by=desk)
    refused("no-words", actions.settle, enquiry, how="amend", by=manager)
    assert actions.settle(enquiry, how="amend", words="Say 143 days, as published.", by=manager).settled_how == "amended"
    seen = actions.answer(enquiry, answer="143 days, published in October.", by=desk)

    assert (seen.state, seen.settled_by, seen.late) == ("answered", manager.ref, False)
    assert [one.ref for one in queries.answered_before("How long must people wait, and for which decisions?")] == [enquiry]
    assert queries.answered_before("Parking") == ()


def test_what_is_refused_is_proposed_again_and_nothing_is_answered_unagreed(office, enquiry):
    desk, manager = office["desk"], office["manager"]
    refused("wrong-state", actions.answer, enquiry, answer="143", by=desk)
    actions.propose(enquiry, proposal="No comment.", by=desk)
    actions.settle(enquiry, how="refuse", words="We have a figure.", by=manager)

    refused("wrong-state", actions.answer, enquiry, answer="143", by=desk)
    assert actions.propose(enquiry, proposal="Say 143 days.", by=manager).settled_how == ""
    refused("your-own", actions.settle, enquiry, how="agree", by=manager)


@pytest.mark.parametrize(
    ("name", "model", "said"),
    [
        ("a_call_goes_one_way_or_the_other", Call, {"direction": "sideways"}),
        ("a_call_is_logged_after_it_was_made", Call, {"logged_at": now() - timedelta(days=9)}),
        ("a_call_was_taken_by_somebody", Call, {"taken_by": ""}),
        ("an_enquiry_is_in_a_known_state", Enquiry, {"state": "lost"}),
        ("an_enquiry_has_an_owner", Enquiry, {"owner": ""}),
        ("an_enquiry_is_not_settled_by_who_proposed", Enquiry, {"settled_by": "O-1", "proposed_by": "O-1"}),
        ("an_enquiry_is_answered_as_agreed", Enquiry, {"state": "answered"}),
        ("a_task_is_in_a_known_state", Task, {"state": "lost"}),
        ("a_task_has_an_owner_and_is_about_something", Task, {"owner": ""}),
        ("a_task_that_ended_says_when", Task, {"state": "done"}),
        ("a_task_that_waits_says_for_what", Task, {"state": "waiting"}),
    ],
)
def test_the_database_refuses_what_must_never_be(name, model, said, office, ada):
    event = history("entry", ada)[0].event_id
    plain = {
        Call: {"ref": "CL-9", "at": now(), "direction": "they rang us", "taken_by": "O-1", "logged_at": now(), "made_by": event},
        Enquiry: {
            "ref": "Q-9",
            "version": 1,
            "state": "asked",
            "owner": "O-1",
            "needed_by": today(),
            "asked_on": today(),
            "asked_in": event,
        },
        Task: {
            "ref": "T-9",
            "version": 1,
            "state": "open",
            "owner": "O-1",
            "about": "Q-9",
            "due": today(),
            "told_by": event,
            "made_on": today(),
        },
    }[model]

    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        model.objects.create(**plain | said)
    assert broken.value.__cause__.diag.constraint_name == name


def test_a_task_is_of_one_promise(office, ada):
    call = logged(office, ada, promised=[("Ring her back", LATER, office["desk"].ref)])
    row = Call.objects.get(ref=call.ref)

    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Promise.objects.create(call=row, task_ref=call.promises[0], due=LATER, made_by=row.made_by)
    assert "task_ref" in broken.value.__cause__.diag.constraint_name
