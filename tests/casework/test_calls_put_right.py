"""What was noted of a call is put right: what was said, with whom, about which case. And the rules read what was said as they read a letter."""

import pytest

from duly.casework.flow.calling import log_call, put_call_right
from duly.core.alerts.queries import alerts
from duly.core.confidentiality import actions as confidentiality
from duly.core.contacts import queries
from duly.core.contacts.models import Call
from duly.core.directory import actions as entering
from duly.core.record import sight
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.core.work import queries as work
from duly.office.alerts import raising

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office):
    """A call with nobody of the directory and about no case, in which something was promised."""
    by = office["casework-manager"]
    promised = [("Ring back", today(), by.ref)]
    return log_call(at=now(), caller="Mrs Ada Example", verified="not verified", gist="She asked about bins.", promised=promised, by=by)


def right(call, **otherwise):
    """What is noted of a call, some of it otherwise."""
    same = {"about": call.about, "caller": call.caller, "case_ref": call.case_ref, "gist": call.gist, "because": "I misheard"}
    return same | otherwise


def test_what_was_said_is_put_right_and_both_wordings_stay_in_the_record(office, call):
    done = put_call_right(call.ref, **right(call, gist="She asked about benefits."), by=office["casework-manager"])

    assert (done.gist, done.caller, done.at, done.promises) == ("She asked about benefits.", call.caller, call.at, call.promises)
    assert [one.ref for one in queries.calls()] == [call.ref]
    first, *_, told = history("call", call.ref)
    assert "She asked about bins." in first.sentence
    assert told.action == "call.put-right"
    assert "She asked about benefits. Until then: She asked about bins. I misheard" in told.sentence
    assert [one.what for one in work.tasks(about=[call.ref])] == ["Ring back"]


def test_a_call_is_tied_to_a_case_later_and_moved_from_a_wrong_one(office, call, case):
    by = office["casework-manager"]

    put_call_right(call.ref, **right(call, case_ref=case.ref), by=by)
    assert [one.ref for one in queries.calls(case_ref=case.ref)] == [call.ref]

    put_call_right(call.ref, **right(call, because="It was about another"), by=by)
    assert queries.calls(case_ref=case.ref) == ()
    assert Call.objects.filter(ref=call.ref).count() == 3


def test_moved_from_a_restricted_case_its_words_there_are_told_to_nobody_more(office, call, case):
    manager, investigator = office["casework-manager"], office["investigator"].ref
    put_call_right(call.ref, **right(call, case_ref=case.ref, gist="The secret matter."), by=manager)
    confidentiality.restrict(case.ref, officers=(manager.ref,), because="A witness", by=manager)

    put_call_right(call.ref, **right(call, gist="Another matter.", because="The wrong case"), by=manager)

    with sight.seen_as(investigator):
        told = " ".join(one.sentence for one in history("call", call.ref))
        seen = queries.call(call.ref)
        assert "secret" not in f"{told} {seen.gist}"
        assert case.ref not in f"{told} {seen.case_ref}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "nothing-new"),
        ({"gist": " "}, "no-gist"),
        ({"caller": ""}, "unknown-caller"),
        ({"about": "DIR-99999"}, "unknown-caller"),
        ({"case_ref": "PSO-2026-99999"}, "unknown-case"),
        ({"gist": "x", "because": ""}, "because"),
    ],
)
def test_it_is_not_put_right_into_nonsense(office, call, refused, change, code):
    assert refused(lambda: put_call_right(call.ref, **right(call, **change), by=office["investigator"])).code == code
    assert queries.call(call.ref) == call


@pytest.mark.parametrize(
    ("gist", "flag"),
    [
        ("She said I want to end my life.", "distress"),
        ("Her solicitor will apply for judicial review.", "judicial review"),
    ],
)
def test_the_rules_read_what_was_said_and_whoever_must_know_is_told(office, call, gist, flag):
    by = office["casework-manager"]
    said = log_call(at=now(), caller="Mr Bo Lind", verified="not verified", gist=gist, by=by)

    assert any(flag in one for one in said.flags), said.flags
    assert "call.alerted" in [one.action for one in history("call", said.ref)]
    raising.look(by.ref, ["casework"])
    assert f"/calls/{said.ref}/" in [one.url for one in alerts(by.ref)]
    assert call.flags == ()

    later = put_call_right(call.ref, **right(call, gist=gist), by=by)
    assert later.flags == said.flags
    assert "call.alerted" in [one.action for one in history("call", call.ref)]


def test_its_page_says_who_it_was_with_by_name_and_not_by_reference(office, at_desk):
    by = office["casework-manager"]
    who = entering.enter(kind="person", name="Mrs Ruth Hartley", by=by).ref
    call = log_call(at=now(), about=who, verified="not verified", gist="She asked when.", by=by)

    page = at_desk("casework-manager").get(f"/calls/{call.ref}/").text

    assert f"{call.ref}: a call with Mrs Ruth Hartley was logged: She asked when." in page


def test_on_its_page_it_is_put_right_and_nothing_typed_is_lost(office, call, at_desk):
    desk, page = at_desk("casework-manager"), f"/calls/{call.ref}/"

    missing = desk.post(f"{page}put-right/", {"caller": "Mrs Ada Exemple", "gist": "Bins."})
    done = desk.post(f"{page}put-right/", {"caller": "Mrs Ada Exemple", "gist": "Bins.", "because": "Misheard"}, follow=True)

    assert missing.status_code == 422
    assert "Mrs Ada Exemple" in missing.text
    assert f"{call.ref} is put right." in done.text
    assert queries.call(call.ref).caller == "Mrs Ada Exemple"
