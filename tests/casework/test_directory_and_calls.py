"""The directory, the call log, tasks and the first-contact desk on their pages."""

import json
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.cases.models import Case, CaseParty
from duly.casework.dispatch import actions as sending
from duly.casework.dispatch import queries as letters
from duly.core.alerts.queries import alerts
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries as calls
from duly.core.directory import actions as directory
from duly.core.directory import queries as entries
from duly.core.record.clock import today
from duly.core.work import queries as tasks
from duly.office.finding.box import find
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def ada(office):
    return directory.enter(kind="person", name="Mrs Ada Example", phone="01632 960001", by=office["casework-manager"]).ref


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def marked(ref, office, **said):
    told = {"kind": "violence or threats", "because": "Two of us, never one.", "owner": office["casework-manager"].ref}
    days = {"review_on": today(), "lapses_on": today() + WEEK}
    return directory.place_marker(ref, **told | days | said, by=office["casework-manager"])


def test_whoever_is_alike_is_shown_and_must_be_answered(at_desk, ada):
    client, typed = at_desk("executive-assistant"), {"kind": "person", "name": "A Example", "phone": "+44 1632 960001"}

    shown = client.post("/directory/new/", typed)
    same = client.post("/directory/new/", typed | {f"is-{ada}": "same"})
    unsaid = client.post("/directory/new/", typed | {f"is-{ada}": "another"})
    another = client.post("/directory/new/", typed | {f"is-{ada}": "another", "another_because": "Her sister Agnes."})

    assert f"Say how you know that it is another than {ada}." in words(unsaid)
    assert shown.status_code == 409
    assert "same last name and initial, same telephone number" in words(shown)
    assert 'value="A Example"' in shown.content.decode(), "nothing typed is lost"
    assert same["Location"] == f"/directory/{ada}/"
    assert another["Location"] not in ("", f"/directory/{ada}/")
    assert len(entries.rows()) == 2


def test_a_number_told_later_asks_of_whoever_has_it_and_shows_their_warnings(at_desk, ada, office):
    marked(ada, office)
    ben = directory.enter(kind="person", name="Ben Other", by=office["casework-manager"]).ref
    client, typed = at_desk("executive-assistant"), {"kind": "phone", "text": "+44 1632 960001"}

    asked = client.post(f"/directory/{ben}/tell/", typed)
    same = client.post(f"/directory/{ben}/tell/", typed | {f"is-{ada}": "same", "another_because": "He told us."})
    client.post(f"/directory/{ben}/tell/", typed | {f"is-{ada}": "another", "another_because": "They share a house."})

    assert asked.status_code == 409
    assert "Violence or threats: Two of us, never one." in words(asked)
    assert f'value="{ada}"' in same.content.decode(), "what says that they are one is filled in"
    assert entries.entry(ben).now("phone") == ("+44 1632 960001",)
    assert "which it was found to be like: They share a house." in words(client.get(f"/directory/{ben}/"))


def test_the_list_is_an_address_that_gives_csv_and_json(at_desk, ada, office):
    marked(ada, office)
    client = at_desk("ombudsman")

    told = json.loads(client.get("/directory/?q=example&format=json").content)

    assert [(row["ref"], row["markers"]) for row in told["items"]] == [(ada, "violence or threats")]
    assert b"Mrs Ada Example" in client.get("/directory/?format=csv").content
    assert json.loads(client.get("/directory/?q=nobody&format=json").content)["total"] == 0


def test_the_member_for_a_constituency_on_a_day_is_an_address_too(at_desk, ada, office):
    sat = {"role": "member of parliament", "of": "Northmere West", "starts": today() - 9 * WEEK, "ends": today() - WEEK}
    directory.give_role(ada, **sat, by=office["casework-manager"])
    client = at_desk("ombudsman")

    then = json.loads(client.get(f"/directory/members/?q=northmere&on={today() - 2 * WEEK}&format=json").content)
    now = words(client.get("/directory/members/?q=northmere"))

    assert [(row["constituency"], row["entry"]) for row in then["items"]] == [("Northmere West", ada)]
    assert "Nobody in the directory sat on" in now
    assert "Mrs Ada Example" in words(client.get("/directory/members/?ever=on"))
    assert client.get("/directory/members/?on=soon").status_code == 422


def test_a_party_is_of_the_kind_that_may_be_that(at_desk, ada, office, case):
    council = directory.enter(kind="body", name="Northmere Council", by=office["casework-manager"]).ref

    def named(**said):
        return words(at_desk("casework-manager").post(f"/cases/{case.ref}/party/", said))

    assert f"{council} is a body: only a person is named as member of parliament." in named(entry_ref=council, role="member of parliament")
    assert f"{ada} is a person: only a body is named as body." in named(entry_ref=ada, role="body")
    with pytest.raises(IntegrityError, match="cannot be named as body"), transaction.atomic():
        CaseParty.objects.create(case=Case.objects.get(ref=case.ref), role="body", entry_ref=ada, made_by=uuid4())


def test_what_must_be_seen_before_contact_is_on_every_page_about_them_until_it_lapses(at_desk, ada, office, case):
    cases.name_party(case.ref, entry_ref=ada, role="complainant", by=office["casework-manager"])
    marked(ada, office)
    client = at_desk("casework-manager")

    pages = [words(client.get(page)) for page in (f"/directory/{ada}/", f"/cases/{case.ref}/", f"/calls/new/?about=/cases/{case.ref}/")]
    warned = ["Violence or threats: Two of us, never one." in page for page in pages]
    due = [(news.url, news.urgency) for news in alerts(office["casework-manager"].ref)]
    directory.lift_marker(ada, number=1, because="He has said sorry.", by=office["casework-manager"])

    assert warned == [True, True, True]
    assert due == [(f"/directory/{ada}/", "now")], "its owner is chased"
    assert "never one. (until" not in words(client.get(f"/directory/{ada}/")), "lifted, it is told only in what has happened"


def test_a_marker_that_has_lapsed_is_never_current(ada, office, monkeypatch):
    marked(ada, office)
    later = today() + WEEK
    monkeypatch.setattr("duly.core.directory.checks.today", lambda: later)

    assert not entries.entry(ada).markers[0].stands(later)
    assert entries.markers(on=later) == ()
    with pytest.raises(Refused, match="lapsed"):
        directory.review_marker(ada, number=1, because="Still", review_on=later, lapses_on=later, by=office["casework-manager"])


def test_a_letter_in_the_wrong_format_is_refused_in_one_sentence_and_large_print_goes(office, decision, ada, outbox):
    manager = office["casework-manager"]
    cases.name_party(decision.case_ref, entry_ref=ada, role="complainant", by=manager)
    make = {
        "template": flow.template_for(decision),
        "to_address": "ada@post.example",
        "fields": {"address": "1 Example Row", "reasons": "Too long."},
        "by": office["investigator"],
    }
    standard = flow.make_letter(decision.ref, **make)
    directory.tell(ada, kind="format", text="large print", starts=today(), by=manager)
    sentence = "Mrs Ada Example needs letters in large print, and this is a standard letter: send it in large print."

    with pytest.raises(Refused, match=sentence):
        flow.make_letter(decision.ref, **make)
    with pytest.raises(Refused, match=sentence):
        sending.approve(standard.ref, seen_sha256=standard.content_sha256, by=manager)
    large = flow.make_letter(decision.ref, **make, format="large print")
    sending.approve(large.ref, seen_sha256=large.content_sha256, by=manager)
    sent = flow.send_letter(large.ref, by=office["executive-assistant"])

    assert (sent.state, sent.format) == ("sent", "large print")
    assert letters.letter(standard.ref).content_sha256 != large.content_sha256, "it is set otherwise"


def test_a_need_told_after_approving_stops_the_letter_before_it_is_sent(office, letter, ada, outbox):
    manager = office["casework-manager"]
    sending.approve(letter.ref, seen_sha256=letter.content_sha256, by=manager)
    cases.name_party(letter.case_ref, entry_ref=ada, role="complainant", by=manager)
    directory.tell(ada, kind="format", text="audio", starts=today(), by=manager)

    with pytest.raises(Refused, match="needs letters in audio"):
        flow.send_letter(letter.ref, by=office["executive-assistant"])


def test_a_call_is_logged_from_any_page_and_leads_back_to_it(at_desk, ada, office):
    client = at_desk("investigator")
    drawer = client.get(f"/calls/new/?about=/directory/{ada}/&back=/directory/{ada}/&drawer=1")
    form = {
        "about": ada,
        "back": f"/directory/{ada}/",
        "gist": "Asked when.",
        "verified": "known voice",
        "direction": "they rang us",
        "at": "now",
    }

    wrong = client.post("/calls/new/", form | {"promise_1": "Ring her back"})
    done = client.post("/calls/new/", form | {"promise_1": "Ring her back", "due_1": f"{today():%d/%m/%Y}", "distress": "on"})

    assert b"<html" not in drawer.content, "the drawer is a part of a page"
    assert wrong.status_code == 422
    assert "Say by which day it was promised." in words(wrong)
    assert "Asked when." in words(wrong), "nothing typed is lost"
    assert done["Location"] == f"/directory/{ada}/"
    (call,) = calls.calls(about=[ada])
    (task,) = tasks.tasks(owner=office["investigator"].ref)
    assert (call.flags, task.what, task.about) == (("distress",), "Ring her back", call.ref)
    assert "Ring her back" in words(client.get("/tasks/"))
    told = [post for post in office if any(news.name.startswith("call.alerted") for news in alerts(office[post].ref))]
    assert sorted(told) == ["casework-manager", "head-of-casework"]


def test_a_call_leads_only_to_a_page_of_ours(at_desk, ada):
    form = {"about": ada, "gist": "Asked.", "verified": "known voice", "direction": "they rang us"}

    answers = [at_desk("investigator").post("/calls/new/", form | {"back": back}) for back in ("//evil.example/", "https://evil.example/")]

    assert [answer["Location"].startswith("/calls/CL-") for answer in answers] == [True, True]


def test_somebody_is_found_by_name_in_the_box(ada, office):
    groups = find("example ada", actor=office["investigator"], wings=("casework",), nav=())

    assert [line.url for group in groups if group.title == "Records" for line in group.lines] == [f"/directory/{ada}/"]


def test_an_enquiry_goes_from_question_to_answer_on_its_page(at_desk, office):
    ref = contacts.ask(asker="A clerk", question="How long?", expected="A figure", needed_by=today(), by=office["executive-assistant"]).ref
    page = f"/enquiries/{ref}/"

    at_desk("executive-assistant").post(f"{page}step/", {"way": "propose", "words": "Say 143."})
    own = at_desk("executive-assistant").get(page)
    agreed = at_desk("casework-manager").post(f"{page}step/", {"way": "agree", "words": ""})
    at_desk("executive-assistant").post(f"{page}step/", {"way": "answer", "words": "143 days."})

    assert "You proposed this, so someone else must agree to it." in words(own)
    assert agreed.status_code == 302
    assert calls.enquiry(ref).answer == "143 days."
    assert "143 days." in words(at_desk("ombudsman").get("/enquiries/?q=long"))
