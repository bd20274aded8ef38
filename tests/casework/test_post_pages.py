"""The triage inbox and the pages beside it: the form is drawn as suggested, narrowed by its address, and what was missed is found."""

import csv
import io

import pytest
from lxml import html

from duly.casework import flow
from duly.casework.correspondence import actions
from duly.casework.correspondence import queries as post
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal
from tests.casework.test_pages import TRIAGE, _text_of, _words

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(office, mail):
    return flow.register_post("a.eml", mail("Bins & bags"), received_on=today(), by=office["executive-assistant"])


def test_the_form_is_drawn_as_suggested_so_that_sending_it_untouched_accepts_it_and_goes_on(at_desk, office, mail):
    first, second = (
        flow.register_post(f"{n}.eml", mail(f"Letter {n}", "I feel suicidal."), received_on=today(), by=office["executive-assistant"])
        for n in (1, 2)
    )
    desk = at_desk("executive-assistant")
    page = desk.get("/post/")
    form = html.fromstring(page.content).xpath("//form[@data-triage]")[0]
    assert "<mark" in _words(page)

    answer = desk.post(form.get("action"), dict(form.form_values()))

    assert (answer.status_code, answer["Location"]) == (302, f"/post/?state=untriaged&item={second.ref}")
    done = post.item(first.ref)
    assert (done.state, done.direct_to, done.owner) == ("allocated", "Casework team", office["casework-manager"].ref)
    assert [one.to_post for one in post.alerts_to(first.ref)] == ["casework-manager"]
    assert [one.facts["as_suggested"] for one in history("post item", first.ref) if one.action == "post.triaged"] == ["yes"]


def test_a_team_by_its_first_letters_brings_its_own_owner_and_next_action(at_desk, office, waiting):
    desk = at_desk("executive-assistant")
    form = html.fromstring(desk.get("/post/").content).xpath("//form[@data-triage]")[0]

    desk.post(form.get("action"), dict(form.form_values()) | {"way": "direct", "direct_to": "pre"})

    done = post.item(waiting.ref)
    assert (done.direct_to, done.owner) == ("Press office", office["head-of-casework"].ref)
    assert done.next_action == "Agree a line before anybody answers"


def test_the_inbox_is_narrowed_by_its_address_and_the_same_address_gives_csv_and_json(at_desk, office, mail):
    by = office["executive-assistant"]
    for n, text in enumerate(("I am a journalist.", "Our MP asked, and I am a journalist.", "Nothing.")):
        flow.register_post(f"{n}.eml", mail(f"Letter {n}", text), received_on=today(), by=by)
    desk = at_desk("executive-assistant")

    press = desk.get("/post/?state=untriaged&flag=press&format=json").json()["items"]
    both = csv.DictReader(io.StringIO(desk.get("/post/?flag=mp&flag=none&format=csv").content.decode("utf-8-sig")))

    assert [one["subject"] for one in press] == ["Letter 0", "Letter 1"]
    assert [one["flags"] for one in both] == ["mp, press", ""]
    page = _text_of(_words(desk.get("/post/?flag=press")))
    assert "2 items" in page
    assert desk.get("/post/?flag=moon&state=odd").status_code == 200
    assert desk.post("/post/P-26-99999/triage/", {}).status_code == 404


def test_where_triage_goes_on_leads_nowhere_but_to_the_post(at_desk, office, waiting):
    sent = TRIAGE | {"owner": office["investigator"].ref, "goes_on": "state=held&item=//evil.example/&flag=<b>"}

    answer = at_desk("executive-assistant").post(f"/post/{waiting.ref}/triage/", sent)

    assert answer["Location"] == "/post/?state=held&flag=%3Cb%3E&item=%2F%2Fevil.example%2F"


def test_misses_false_alarms_and_the_watch_list_from_the_pages(at_desk, office, waiting):
    manager = at_desk("casework-manager")
    assert "Nothing is watched." in _words(manager.get("/post/watch/"))
    assert manager.post("/post/watch/", {"what": "Bins & bags", "because": ""}).status_code == 422
    manager.post("/post/watch/", {"what": "Bins & bags", "because": "A campaign"})
    assert f"Flag {waiting.ref}" in _words(manager.get("/post/missed/"))
    assert manager.get("/post/missed/?format=json").json()["items"][0]["noticed now"] == "Watched"

    manager.post(f"/post/{waiting.ref}/flag-again/")
    manager.post(f"/post/{waiting.ref}/flag/", {"rule": "press", "because": "He writes for a paper"})
    manager.post(f"/post/{waiting.ref}/unflag/", {"rule": "watched", "because": "Another Ada"})

    assert [flag.rule for flag in post.item(waiting.ref).flags] == ["press"]
    listed = _words(manager.get("/post/missed/")).partition("<h2>False alarms</h2>")[2].partition("</section>")[0]
    assert f"/post/{waiting.ref}/" in listed
    assert manager.post(f"/post/{waiting.ref}/flag-again/").status_code == 409
    assert manager.post(f"/post/{waiting.ref}/flag/", {"rule": "press"}).status_code == 422
    assert manager.post(f"/post/{waiting.ref}/unflag/", {"rule": "moon", "because": "x"}).status_code == 409
    assert manager.post("/post/watch/W-9999/end/", {"because": "x"}).status_code == 409


def test_a_letter_is_typed_in_and_misdirected_post_sent_on_from_the_pages(at_desk, office, outbox):
    desk = at_desk("executive-assistant")
    typed = {"channel": "phone", "received_on": f"{today():%d/%m/%Y}", "sender_name": "Mr Rook", "subject": "Bins", "words": "He rang."}

    assert desk.post("/post/key/", typed | {"words": ""}).status_code == 422
    item = desk.post("/post/key/", typed)["Location"].strip("/").split("/")[1]
    assert post.item(item).channel == "phone"
    sent_on = {"to_name": "A council", "to_address": "post@council.example", "because": "It is theirs"}
    assert desk.post(f"/post/{item}/forward/", sent_on | {"to_address": "x"}).status_code == 409
    assert desk.post(f"/post/{item}/forward/", sent_on)["Location"] == f"/post/{item}/"

    assert post.forwarding_of(item).sha256 in _words(desk.get(f"/post/{item}/"))
    assert desk.get(f"/post/{item}/forward/").status_code == 200


def test_what_is_held_back_is_listed_and_opened_only_by_those_who_deal_with_it(at_desk, office):
    ref = actions.hold_back("a.exe", b"MZ", why=Refusal("kind-of-file", "No."), came_by="the drop folder", by=office["executive-assistant"])
    assistant = at_desk("executive-assistant")
    assert assistant.get("/post/held-back/?format=json").json()["items"][0]["file"] == "a.exe"
    assert assistant.get(f"/post/held-back/{ref}/content/").status_code == 403

    manager = at_desk("assistant-casework-manager")
    saved = manager.get(f"/post/held-back/{ref}/content/")
    assert (saved.content, saved["X-Content-Type-Options"]) == (b"MZ", "nosniff")
    assert manager.post(f"/post/held-back/{ref}/settle/", {"because": ""}).status_code == 422
    manager.post(f"/post/held-back/{ref}/settle/", {"because": "Asked for it again"})

    assert "Nothing is held back." in _words(manager.get("/post/held-back/"))
