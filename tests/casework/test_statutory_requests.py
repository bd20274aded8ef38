"""Post that asks for something under an Act: accepted as such, the clock that runs by law runs from the day it came, is seen, and is in the way of closing."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from duly.casework import flow
from duly.casework.correspondence import queries as items
from duly.casework.correspondence.queries import Flag
from duly.casework.flow import falling_due
from duly.casework.flow.closing import open_on_one
from duly.casework.flow.statutory import ACTS, FLAGS, clocks_of_item, request_suggested, take_as_request
from duly.core.calendar import queries as calendar
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries
from duly.core.record.clock import today
from duly.core.record.queries import history, how_many
from duly.primitives.period import say_day

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def came(office, mail):
    """A letter that came ten days ago and waits."""
    on = today() - timedelta(days=10)
    return flow.register_post("asks.eml", mail(), received_on=on, why_late="It lay in the other office.", by=office["executive-assistant"])


def test_triage_that_accepts_a_request_starts_its_clock_from_the_day_it_came_with_its_working(office, came, at_desk):
    desk, owner = at_desk("executive-assistant"), office["casework-manager"].ref
    typed = {"way": "allocate", "direct_to": "Casework team", "owner": owner, "next_action": "Answer it", "request": "foi"}

    done = desk.post(f"/post/{came.ref}/triage/", typed)
    (ck,) = clocks_of_item(came.ref)
    page, working = words(desk.get(f"/post/{came.ref}/")), words(desk.get(f"/clocks/{ck.ref}/"))

    days = calendar.days(queries.rule_of(ck).regions)
    assert done.status_code == 302
    assert (ck.rule_code, ck.began, ck.due) == ("foi", came.received_on, days.nth_after(came.received_on, 20))
    assert f"due {say_day(ck.due)} (running): its working" in page
    assert "It runs for 20 working days." in working
    assert ACTS["foi"] in history("clock", ck.ref)[0].sentence
    assert "A request under an Act" not in page, "its clock runs already"


def test_it_is_accepted_once_by_whoever_may_triage_and_nothing_is_half_done(office, came, refused):
    by, before = office["executive-assistant"], how_many()
    said = {"way": "allocate", "direct_to": "Casework team", "owner": office["casework-manager"].ref, "next_action": "Answer it"}

    assert refused(lambda: take_as_request(came.ref, under="foi", by=office["investigator"])).code.startswith("scheme-")
    assert refused(lambda: take_as_request(came.ref, under="eir", by=by)).code == "unknown-request"
    assert refused(lambda: flow.triage_post(came.ref, **said, request="eir", by=by)).code == "unknown-request"
    assert (items.item(came.ref).state, how_many()) == ("registered", before)

    ck = take_as_request(came.ref, under="sar", by=by)
    assert refused(lambda: take_as_request(came.ref, under="sar", by=by)).code == "already-runs"
    clocks.take_back(ck.ref, step=1, because="It asks about somebody else.", by=office["casework-manager"])
    assert take_as_request(came.ref, under="foi", by=by).rule_code == "foi"


def test_what_the_flags_speak_of_is_suggested(came):
    asks = Flag("sar", "Subject access", "amber", False, "text", 1, 2, 0, 9, "my own data", None, False, 1)
    other = replace(asks, rule="press")

    assert request_suggested(replace(came, marks=(other, asks))) == "sar"
    assert request_suggested(replace(came, marks=(other,))) == ""
    assert set(FLAGS.values()) == set(ACTS)


def test_a_letter_that_asks_under_an_act_is_seen_so_on_arrival_and_one_key_accepts_it(office, mail, at_desk):
    says = "Please treat this letter as a request under the Freedom of Information Act 2000.\n\nI also ask for a copy of the personal data you hold about me."
    item = flow.register_post("asks.eml", mail("A request", says), received_on=today(), by=office["executive-assistant"])
    desk = at_desk("executive-assistant")

    inbox, found = words(desk.get(f"/post/?item={item.ref}")), flow.suggest_for(item.ref)
    assert f'<option value="{found.request}" selected>' in inbox, "Enter sends it with the rest of what is suggested"
    said = {"way": found.what.way, "direct_to": found.what.direct_to, "owner": found.owner, "next_action": found.what.next_action}
    desk.post(f"/post/{item.ref}/triage/", said | {"request": found.request})

    assert {flag.rule for flag in item.flags} == {"foi", "sar"}
    assert (found.request, found.what.direct_to) == ("foi", "Information requests")
    assert "It asks under an Act (Freedom of Information Act 2000): accepted so, its clock runs from" in inbox
    assert [one.rule_code for one in clocks_of_item(item.ref)] == ["foi"]
    assert '<option value="sar" selected>' in words(desk.get(f"/post/{item.ref}/")), "its other request is still to be accepted"

    desk.post(f"/post/{item.ref}/request/", {"under": "sar"})

    assert {one.rule_code for one in clocks_of_item(item.ref)} == {"foi", "sar"}
    assert "A request under an Act" not in words(desk.get(f"/post/{item.ref}/"))


def test_who_names_the_scottish_act_asks_under_that_one_alone(came):
    scots, other = (Flag(code, code, "blue", False, "text", 1, 2, 0, 9, code, None, False, 1) for code in ("foisa", "foi"))

    assert request_suggested(replace(came, marks=(other, scots))) == "foisa"


def test_it_falls_due_for_whoever_has_it_is_on_its_cases_page_and_in_the_way_of_closing(office, came, at_desk):
    manager, by = office["casework-manager"], office["executive-assistant"]
    said = {"way": "allocate", "direct_to": "Casework team", "owner": manager.ref, "next_action": "Open a case"}
    flow.triage_post(came.ref, **said, request="foi", by=by)
    (ck,) = clocks_of_item(came.ref)
    of_post = falling_due.falling_due(on=ck.due, owners=(manager.ref,))

    named = {"title": "Papers", "complainant": "Mrs Ada Example", "body": "Northmere Council", "owner": office["investigator"].ref}
    case = flow.open_case_from(came.ref, **named, by=manager)
    of_case = falling_due.falling_due(on=ck.due, owners=(office["investigator"].ref,))

    assert [(one.clock.ref, one.case_ref) for one in of_post] == [(ck.ref, "")]
    assert [(one.clock.ref, one.case_ref) for one in of_case] == [(ck.ref, case.ref)]
    assert f"/clocks/{ck.ref}/" in words(at_desk("investigator").get(f"/cases/{case.ref}/"))
    assert [one.ends for one in open_on_one(case.ref, by=manager) if one.ref == ck.ref] == [False]


def test_a_case_is_opened_as_a_request_too_with_its_clock_or_not_at_all(office, came, at_desk):
    manager, investigator = office["casework-manager"], office["investigator"].ref
    said = {"way": "allocate", "direct_to": "Casework team", "owner": manager.ref, "next_action": "Open a case"}
    flow.triage_post(came.ref, **said, by=office["executive-assistant"])
    typed = {"title": "Papers", "complainant": "Mrs Ada Example", "body": "Northmere Council", "owner": investigator, "request": "sar"}
    desk, url = at_desk("casework-manager"), f"/cases/new/?item={came.ref}"

    assert "It is a request under an Act too" in words(desk.get(url))
    assert desk.post(url, typed | {"request": "gdpr"}).status_code == 422
    assert clocks_of_item(came.ref) == ()
    opened = desk.post(url, typed)
    (ck,) = clocks_of_item(came.ref)

    assert (opened.status_code, ck.rule_code, ck.began) == (302, "sar", came.received_on)
    assert f"/clocks/{ck.ref}/" in words(desk.get(opened["Location"]))
