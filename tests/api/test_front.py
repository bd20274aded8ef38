"""Post, cases, calls and tasks by programs: sent in, triaged, opened, planned, withdrawn and finished, once, in the sentence of the page."""

import base64
import json
import uuid
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duly.casework.cases import actions
from duly.casework.correspondence import queries as post
from duly.casework.examples.post import MORNING, as_mail
from duly.core.confidentiality import actions as marking
from duly.core.documents import queries as documents
from duly.core.documents.tests.test_docx import docx
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.office.practice.people import DESKS, actors
from duly.primitives.digest import sha256_hex
from tests.api.conftest import program
from tests.proofs import ground

TYPED = {"sender_name": "Mr Leander Quist", "subject": "No reply since May", "words": "Nobody has answered me."}
LETTER = b"To the Ombudsman\n\nMy council has not answered since May.\n"


@pytest.fixture(scope="module")
def people(offices):
    """Everybody, by post."""
    return actors()


@pytest.fixture(scope="module")
def by_post(people):
    """A program of each post that does something here."""
    wanted = ("executive-assistant", "assistant-casework-manager", "casework-manager", "investigator")
    signs_in = {desk[2]: desk[4] for desk in DESKS}
    return {code: program(signs_in[code]) for code in wanted}


@pytest.fixture(scope="module")
def portal(by_post):
    """The token of whoever registers post."""
    return by_post["assistant-casework-manager"]


@pytest.fixture(scope="module")
def case(people) -> str:
    """A case of the investigator's."""
    return ground.a_case(people)


@pytest.fixture(scope="module")
def entry(people) -> str:
    """Somebody in the directory."""
    return ground.an_entry(people)


def hands_over(who, content: bytes, *, name: str = "letter.txt", key: str = "", **said):
    """A file sent in."""
    headers = who.headers | {"Idempotency-Key": key or str(uuid.uuid4())}
    return Client(raise_request_exception=False).post(
        "/api/v1/post/new/", said | {"file": SimpleUploadedFile(name, content)}, headers=headers
    )


def does(who, told: dict, verb: str, body: dict | None = None, *, kind: str = "post") -> dict:
    """One step on the version that was told, which must be done."""
    answer = who.post(f"/{kind}/{told['ref']}/{verb}/", body, If_Match=f'"v{told["version"]}"')
    assert answer.status_code == 200, (verb, answer.content)
    return answer.json()


def typed(who, **said) -> dict:
    answer = who.post("/post/typed/", TYPED | said)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_file_sent_by_the_portal_is_kept_as_it_came_and_registered_once_for_a_key(portal):
    key = str(uuid.uuid4())
    said = {"sender_name": "Mrs Ada Example", "sender_address": "ada@post.example", "subject": "My complaint"}

    first, again = (hands_over(portal, LETTER, key=key, **said) for _ in range(2))

    told = first.json()
    kept = post.item(told["ref"])
    assert (first.status_code, first["Location"]) == (201, f"/api/v1/post/{told['ref']}/")
    assert again.json()["ref"] == told["ref"]
    assert (told["channel"], told["sha256"], told["sender_name"]) == ("portal", sha256_hex(LETTER), "Mrs Ada Example")
    assert documents.content(kept.document_ref) == LETTER
    assert told["received_on"] == today().isoformat()
    (used, *_) = record.newest(subject="use of token", ref=portal.ref, limit=1)
    assert used.sentence.endswith("asked of POST /api/v1/post/new/.")


def test_the_bytes_of_post_and_of_what_came_with_it_are_given_as_they_came_but_for_what_is_held_back(portal, by_post):
    made = EmailMessage()
    made["From"], made["Subject"] = "Ada <ada@post.example>", "My papers"
    made.set_content("Please see attached.")
    made.add_attachment(b"Just a note", maintype="text", subtype="plain", filename="note.txt")
    plain = hands_over(portal, made.as_bytes(), name="plain.eml").json()["ref"]
    made.add_attachment(docx("<w:p/>"), maintype="application", subtype="octet-stream", filename="form.docm")
    held = hands_over(portal, made.as_bytes(), name="held.eml").json()["ref"]
    clerk, manager = by_post["executive-assistant"], by_post["assistant-casework-manager"]

    note = clerk.get(f"/post/{plain}/attachments/1/").json()
    whole = clerk.get(f"/post/{plain}/bytes/").json()

    assert (note["name"], note["number"], note["size"], base64.b64decode(note["content"])) == ("note.txt", 1, 11, b"Just a note")
    assert note["sha256"] == sha256_hex(b"Just a note")
    assert sha256_hex(base64.b64decode(whole["content"])) == whole["sha256"] == clerk.get(f"/post/{plain}/").json()["sha256"]
    assert clerk.get(f"/post/{plain}/attachments/2/").status_code == 404
    for address in (f"/post/{held}/attachments/2/", f"/post/{held}/bytes/"):
        assert (clerk.get(address).status_code, manager.get(address).status_code) == (403, 200), address


def test_a_file_the_portal_may_not_send_in_is_held_back_once_and_named_and_one_sent_wrongly_is_not(portal):
    before = post.how_many_held_back()
    first, again = (hands_over(portal, b"MZ\x90\x00 a program", name="setup.exe") for _ in range(2))
    late = hands_over(portal, LETTER + b"Late.", received_on=(today() - timedelta(days=40)).isoformat())

    held = post.held_back()[0]
    assert (first.status_code, again.status_code, late.status_code) == (409, 409, 409)
    assert f"It is kept as {held.ref}, for somebody here to deal with." in first.json()["detail"]
    assert held.ref in again.json()["detail"]
    assert post.held_content(held.ref) == ("setup.exe", b"MZ\x90\x00 a program")
    assert post.how_many_held_back() == before + 1


def test_the_same_bytes_sent_again_are_no_second_item_and_the_first_is_named(portal):
    first = hands_over(portal, LETTER + b"Twice.").json()

    again = hands_over(portal, LETTER + b"Twice.", name="other.txt")

    assert again.status_code == 409
    assert again.json()["code"] == "already-registered"
    assert first["ref"] in again.json()["detail"]


def test_an_e_mail_says_itself_who_it_is_from(portal):
    arrival = MORNING[4]

    told = hands_over(portal, as_mail(arrival, sent_on=today()), name=arrival.name).json()

    assert told["sender_name"] or told["sender_address"]
    assert told["subject"] != arrival.name


def test_post_that_came_days_ago_says_why_it_is_late_and_none_comes_tomorrow(portal):
    long_ago = (today() - timedelta(days=30)).isoformat()

    late = portal.post("/post/typed/", TYPED | {"words": "Late.", "received_on": long_ago})
    tomorrow = portal.post("/post/typed/", TYPED | {"words": "Early.", "received_on": (today() + timedelta(days=1)).isoformat()})
    said = typed(portal, words="Late.", received_on=long_ago, why_late="The portal was down.")

    assert [one.json()["code"] for one in (late, tomorrow)] == ["why-late", "not-yet"]
    assert said["late"]


def test_whoever_may_not_register_is_told_so_and_nothing_is_kept(by_post):
    before = len(post.items(limit=10_000))

    answer = by_post["investigator"].post("/post/typed/", TYPED | {"words": "Not mine to send."})

    assert answer.status_code == 403
    assert len(post.items(limit=10_000)) == before


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"sender_address": "nobody"}, "body.sender_address"), ({"channel": "owl"}, "body.body.channel"), ({"words": ""}, "")],
)
def test_what_is_sent_wrongly_is_said_where(portal, wrong, where):
    answer = portal.post("/post/typed/", TYPED | wrong)

    assert answer.status_code == 422
    assert where in json.dumps(answer.json()["faults"])


def test_what_the_rules_suggest_is_told_and_accepted_whole(portal, by_post):
    told = typed(portal, words="I wrote to the bins department in May.")

    suggested = told["suggested"]
    done = does(by_post["casework-manager"], told, "accept")

    assert (done["direct_to"], done["owner"], done["next_action"]) == tuple(suggested[k] for k in ("direct_to", "owner", "next_action"))
    assert done["suggested"] is None


def test_post_is_put_with_a_case_by_triage_and_closed_with_the_principles_that_were_met(portal, by_post, people, case):
    told = typed(portal, words="More about my case.")
    to_case = {
        "way": "allocate",
        "direct_to": "Casework team",
        "owner": people["casework-manager"].ref,
        "next_action": "Read it",
        "case": case,
    }

    wrongly = by_post["casework-manager"].post(f"/post/{told['ref']}/triage/", to_case | {"case": "PSO-1999-00001"}, If_Match="*")
    with_it = does(by_post["executive-assistant"], told, "triage", to_case)
    closed = does(portal, with_it, "close", {"outcome": "reply", "principles": ["customer focus"], "because": "It was answered."})

    assert wrongly.status_code == 422
    assert with_it["cases"] == [case]
    assert closed["state"] == "closed"


def test_what_was_changed_meanwhile_is_refused_with_what_it_is_now(portal, people):
    told = typed(portal, words="Two programs at once.")
    direct = {"way": "direct", "direct_to": "Legal", "owner": people["casework-manager"].ref, "next_action": "Read it"}
    does(portal, told, "triage", direct)

    again = portal.post(f"/post/{told['ref']}/triage/", direct, If_Match=f'"v{told["version"]}"')

    assert again.status_code == 412
    assert "It has changed since you read it" in again.json()["detail"]


def test_a_case_is_opened_moved_on_planned_and_handed_over(portal, by_post, people):
    manager, told = by_post["casework-manager"], typed(portal, words="A new complaint.")
    owner = people["investigator"].ref
    does(manager, told, "triage", {"way": "allocate", "direct_to": "Casework team", "owner": owner, "next_action": "Open a case"})

    opened = manager.post(
        "/cases/new/", {"item": told["ref"], "title": "Delay", "complainant": "Mr Quist", "body": "A council", "owner": owner}
    )
    going = does(by_post["investigator"], opened.json(), "investigate", kind="cases")
    planned = does(manager, going, "plan", {"next_action": "Ask the council", "due": today().isoformat()}, kind="cases")
    handed = does(manager, planned, "hand-over", {"owner": people["casework-manager"].ref, "note": "I am away."}, kind="cases")

    assert opened.status_code == 201
    assert (opened.json()["opened_from"], going["stage"], planned["next_action"]) == (told["ref"], "investigation", "Ask the council")
    assert handed["owner"] == people["casework-manager"].ref


def test_a_complaint_is_not_withdrawn_by_somebody_who_does_not_speak_for_it(by_post, entry, case):
    said = {"who": entry, "how": "letter", "received_on": today().isoformat(), "because": "They moved."}

    answer = by_post["casework-manager"].post(f"/cases/{case}/withdraw/", said, If_Match="*")
    nobody = by_post["casework-manager"].post(f"/cases/{case}/withdraw/", said | {"who": "DIR-99999"}, If_Match="*")

    assert answer.status_code == 409, answer.content
    assert nobody.status_code == 422


def test_a_complaint_is_withdrawn_by_who_complains_and_goes_on_again(by_post, people, entry):
    manager, ref = by_post["casework-manager"], ground.a_case(people, 2)
    actions.name_party(ref, entry_ref=entry, role="complainant", by=people["casework-manager"])
    said = {"who": entry, "how": "letter", "received_on": today().isoformat(), "because": "They moved."}

    gone = manager.post(f"/cases/{ref}/withdraw/", said, If_Match="*")
    back = manager.post(f"/cases/{ref}/take-back/", {"because": "They wrote again."}, If_Match=gone["ETag"])

    assert (gone.status_code, back.status_code) == (200, 200), (gone.content, back.content)
    assert {"role": "complainant", "entry": entry} in back.json()["parties"]


def test_a_call_is_logged_with_its_promise_and_the_promise_is_kept(portal, case):
    promised = [{"what": "Ring her back", "due": (today() + timedelta(days=1)).isoformat()}]

    call = portal.post("/calls/new/", {"caller": "Mrs A", "case": case, "verified": "not verified", "gist": "When?", "promised": promised})
    task = portal.get(f"/tasks/{call.json()['promises'][0]}/").json()
    waits = does(portal, task, "wait", {"waits_for": "The council", "due": (today() + timedelta(days=2)).isoformat()}, kind="tasks")
    done = does(portal, waits, "finish", {"words": "Rang her."}, kind="tasks")

    assert call.status_code == 201, call.content
    assert task["about"] == call.json()["ref"]
    assert (waits["waits_for"], done["state"]) == ("The council", "done")


def test_a_marked_letter_is_told_to_no_program_and_nothing_is_done_to_it_by_one(portal, by_post, people):
    ref = ground.a_case(people, 3)
    told = portal.get(f"/cases/{ref}/").json()
    marking.mark(ref, paper=told["opened_from"], mark="privileged", by=people["casework-manager"])

    read = portal.get(f"/post/{told['opened_from']}/")
    done = portal.post(f"/post/{told['opened_from']}/acknowledge/", If_Match="*")

    assert {(one.status_code, one.json()["code"]) for one in (read, done)} == {(409, "marked")}
    assert "stays in the office" in read.json()["detail"]


def test_a_clock_is_started_stopped_let_go_on_and_met(by_post, case):
    jude, on = by_post["investigator"], today().isoformat()

    started = jude.post("/clocks/new/", {"case": case, "rule": "foi", "began": on})
    assert started.status_code == 201, started.content
    stopped = does(jude, started.json(), "stop", {"on": on, "because": "We asked what is meant."}, kind="clocks")
    going = does(jude, stopped, "restart", {"on": on, "because": "They said."}, kind="clocks")
    met = does(jude, going, "meet", {"on": on}, kind="clocks")
    again = jude.post(f"/clocks/{met['ref']}/meet/", {"on": on}, If_Match="*")

    back = does(jude, met, "take-back", {"step": 4, "because": "It was another request."}, kind="clocks")

    assert (stopped["due"], met["state"]) == (None, "met")
    assert going["due"] == started.json()["due"]
    assert again.status_code == 409
    assert (back["state"], back["due"]) == ("running", going["due"])
    assert [bool(one["taken_back"]) for one in back["steps"]] == [False, False, False, True]


def test_an_instruction_is_authorised_by_another_put_in_force_and_lifted(portal, by_post, people, entry, case):
    ref, on = ground.an_instruction(people, entry, case), today().isoformat()
    told = portal.get(f"/instructions/{ref}/")

    own = portal.post(f"/instructions/{ref}/authorise/", If_Match=told["ETag"])
    authorised = does(by_post["casework-manager"], told.json(), "authorise", kind="instructions")
    holds = does(portal, authorised, "in-force", {"notified_on": on, "starts": on, "how": "By letter"}, kind="instructions")
    lifted = does(by_post["casework-manager"], holds, "lift", {"because": "They ring less."}, kind="instructions")

    assert own.status_code in (403, 409)  # whoever proposed it is told that first
    assert (holds["holds_today"], lifted["holds_today"]) == (True, False)
