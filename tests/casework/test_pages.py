"""The casework pages: what they show, what they let be done, and what they do when it may not be."""

import csv
import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.casework.dispatch import queries as letters
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.queries import submission
from duly.casework.submissions.rules import codes
from duly.core.record.clock import today
from duly.core.record.queries import how_many
from duly.primitives.power import POWERS

pytestmark = pytest.mark.django_db

TRIAGE = {"way": "direct", "direct_to": "Customer care", "next_action": "Ring back"}


@pytest.fixture
def waiting(office, mail):
    text = "Dear Ombudsman\n\n<script>alert(1)</script> & more"
    return flow.register_post("a.eml", mail("Bins & bags", text), received_on=today(), by=office["executive-assistant"])


def _words(answer) -> str:
    return unescape(answer.content.decode())


def _text_of(page: str) -> str:
    return " ".join(page.split())


def test_every_page_names_the_powers_it_asks_for():
    pages = [pattern for one in get_resolver("duly.casework.screens.urls").url_patterns for pattern in one.url_patterns]

    assert len(pages) > 20
    for pattern in pages:
        assert hasattr(pattern.callback, "asks"), pattern
        assert set(pattern.callback.asks) <= POWERS.keys()


def test_the_inbox_shows_the_letter_escaped_and_the_ways_to_triage(at_desk, waiting):
    answer = at_desk("executive-assistant").get("/post/")

    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()
    page = _words(answer)
    assert f'href="/post/?state=untriaged&item={waiting.ref}"' in page
    assert 'name="way"' in page
    assert 'aria-disabled="true"' not in page


def test_a_person_who_may_not_triage_sees_the_sentence_that_says_why(at_desk, waiting):
    page = _words(at_desk("investigator").get("/post/"))

    assert 'aria-disabled="true"' in page
    assert "No post you hold may triage post." in page


def test_triage_from_the_page(at_desk, office, waiting):
    answer = at_desk("executive-assistant").post(f"/post/{waiting.ref}/triage/", TRIAGE | {"owner": office["investigator"].ref})

    assert (answer.status_code, answer["Location"]) == (302, "/post/")
    assert post.item(waiting.ref).state == "directed"


def test_a_refused_triage_says_the_same_sentence_keeps_what_was_typed_and_writes_nothing(at_desk, office, waiting):
    before = how_many()

    answer = at_desk("investigator").post(f"/post/{waiting.ref}/triage/", TRIAGE | {"owner": office["investigator"].ref})

    assert answer.status_code == 403
    page = _words(answer)
    assert "No post you hold may triage post." in page
    assert 'value="Ring back"' in page
    assert how_many() == before


def test_a_triage_form_with_holes_is_shown_again(at_desk, waiting):
    answer = at_desk("executive-assistant").post(f"/post/{waiting.ref}/triage/", TRIAGE | {"next_action": ""})

    assert answer.status_code == 422
    assert "Say what happens next." in _words(answer)
    assert "Say who owns it." in _words(answer)
    assert post.item(waiting.ref).state == "registered"


def test_the_wrong_state_is_a_conflict(at_desk, office, item):
    answer = at_desk("executive-assistant").post(f"/post/{item.ref}/triage/", TRIAGE | {"owner": office["investigator"].ref})

    assert answer.status_code == 409
    assert "Can direct only when registered or held; this is allocated." in _words(answer)


def test_post_is_registered_from_the_page_and_twice_is_refused(at_desk, mail):
    client = at_desk("executive-assistant")

    def upload():
        return client.post("/post/register/", {"file": SimpleUploadedFile("a.eml", mail()), "received_on": f"{today():%d/%m/%Y}"})

    first, again = upload(), upload()

    assert first.status_code == 302
    assert again.status_code == 409
    assert "This file is already registered as P-" in _words(again)


def test_the_original_is_handed_over_to_be_saved_and_never_shown(at_desk, waiting, mail):
    answer = at_desk("executive-assistant").get(f"/post/{waiting.ref}/original/")

    assert answer["Content-Disposition"] == 'attachment; filename="a.eml"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"Bins & bags" in answer.content


@pytest.mark.parametrize("address", ["/post/", "/cases/", "/submissions/", "/letters/"])
def test_every_list_is_also_csv_and_json(at_desk, letter, address):
    client = at_desk("executive-assistant")
    query = "?state=all"

    listed = client.get(f"{address}{query}&format=json", follow=True).json()["items"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}{query}&format=csv", follow=True).content.decode("utf-8-sig"))))

    assert len(listed) == len(rows) == 1
    assert next(iter(rows[0].values())) == listed[0]["ref"]
    assert listed[0]["ref"] in _words(client.get(f"{address}{query}", follow=True))


def test_a_cell_that_would_run_in_a_spreadsheet_is_made_harmless(at_desk, office, mail):
    flow.register_post("a.eml", mail("=HYPERLINK(1)"), received_on=today(), by=office["executive-assistant"])

    assert "'=HYPERLINK(1)" in at_desk("executive-assistant").get("/post/?format=csv").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/post/P-1/", "/cases/X/", "/submissions/X/", "/letters/X/", "/cases/new/?item=X", "/letters/new/?decision=X", "/post/?item=%00"],
)
def test_what_does_not_exist_is_not_found(at_desk, address):
    assert at_desk("executive-assistant").get(address).status_code == 404


def test_a_case_is_opened_from_its_page_and_shows_what_belongs_to_it(at_desk, office, item):
    client = at_desk("casework-manager")
    about = {"title": "Delay", "complainant": "Mrs Ada Example", "body": "Northmere Council", "owner": office["investigator"].ref}

    answer = client.post(f"/cases/new/?item={item.ref}", about)
    page = _words(client.get(answer["Location"]))

    assert item.ref in page
    assert "Nothing has been put up on this case." in page
    assert "No post you hold may" in page or "Draft a submission" in page
    assert client.post(f"/cases/new/?item={item.ref}", about).status_code == 409


def test_a_case_moves_on_from_its_page_and_post_is_put_with_it(at_desk, case, waiting):
    assert at_desk("executive-assistant").post(f"/cases/{case.ref}/post/", {"item": waiting.ref.lower()}).status_code == 302
    assert at_desk("executive-assistant").post(f"/cases/{case.ref}/post/", {"item": "P-99-99999"}).status_code == 422
    assert at_desk("executive-assistant").post(f"/cases/{case.ref}/step/", {"step": "investigate"}).status_code == 403
    assert at_desk("casework-manager").post(f"/cases/{case.ref}/step/", {"step": "close"}).status_code == 409
    assert at_desk("casework-manager").post(f"/cases/{case.ref}/step/", {"step": "investigate"}).status_code == 302
    assert at_desk("casework-manager").post(f"/cases/{case.ref}/step/", {"step": "burn"}).status_code == 409


def test_a_submission_is_written_put_up_returned_rewritten_and_passed_from_its_pages(at_desk, office, case):
    text = {"kind": "decision", "ask": "Uphold", "remedy_pence": "1,500.00", "mp_interest": "on", "paragraphs": "First.\n\nSecond\nline."}
    made = at_desk("investigator").post(f"/submissions/new/?case={case.ref}", text)
    page = made["Location"]
    ref = page.split("/")[2]
    assert submission(ref).text.remedy_pence == 150_000
    assert submission(ref).text.paragraphs == ("First.", "Second line.")
    assert at_desk("investigator").post(f"{page}put-up/").status_code == 302
    back = {
        "verdict": "return",
        "p1_reason": "remedy",
        "p1_words": "Why that much?",
        "p1_paragraph": "2",
        "who_fixes": office["investigator"].ref,
        "fix_by": f"{today():%d/%m/%Y}",
    }
    assert at_desk("assistant-casework-manager").post(f"{page}verdict/", back | {"p1_reason": ""}).status_code == 422
    assert at_desk("assistant-casework-manager").post(f"{page}verdict/", back).status_code == 302

    assert at_desk("investigator").post(f"{page}put-up/").status_code == 409
    assert at_desk("investigator").post(f"{page}revise/", text).status_code == 409
    assert at_desk("investigator").post(f"{page}revise/", text | {"paragraphs": "First.\n\nSecond line, explained."}).status_code == 302
    bounced = at_desk("investigator").post(f"{page}put-up/")
    assert bounced.status_code == 409
    assert "Version 1 was returned, and this misses point 1 (paragraph 2): not answered." in _words(bounced)
    assert at_desk("investigator").post(f"{page}answer/", {"a1_1": "It is level 4.", "at1_1": "2"}).status_code == 302
    assert at_desk("investigator").post(f"{page}put-up/").status_code == 302

    shown = _words(at_desk("assistant-casework-manager").get(page))
    assert "<del>line.</del> <ins>line, explained.</ins>" in shown
    assert "Why that much?" in shown
    seen = submission(ref).text.sha256
    ticked = {"verdict": "ready", "seen_sha256": seen, "ticked": codes("decision")}
    assert at_desk("assistant-casework-manager").post(f"{page}verdict/", ticked | {"ticked": []}).status_code in (409, 422)
    refused = at_desk("assistant-casework-manager").post(f"{page}verdict/", ticked)
    assert "Return it, or say why it is passed all the same." in _words(refused)
    why = {"despite": "The rest is in the annex."}
    assert at_desk("assistant-casework-manager").post(f"{page}verdict/", ticked | why).status_code == 302
    assert submission(ref).state == "ready"


def test_the_panel_shows_every_rule_this_case_and_what_follows(at_desk, ready):
    seen = ready(150_000, mp_interest=True)

    page = _text_of(_words(at_desk("deputy-ombudsman").get(f"/submissions/{seen.ref}/")))

    assert "The Ombudsman signs. You may not sign it." in page
    assert "Remedy at most £1,000.00" in page
    assert "£1,500.00" in page
    for title in ("Head of Casework", "Deputy Ombudsman", "Ombudsman"):
        assert f">{title}" in page
    assert page.count("not met") == 4
    assert "The post of Ombudsman may (rule 5.3)." in page


def test_signing_from_the_page(at_desk, ready):
    seen = ready()
    said = {"outcome": "agree", "because": "", "seen_sha256": seen.text.sha256}
    before = how_many()

    assert at_desk("casework-manager").post(f"/submissions/{seen.ref}/sign/", said).status_code == 403
    assert at_desk("ombudsman").post(f"/submissions/{seen.ref}/sign/", said | {"seen_sha256": "0" * 64}).status_code == 409
    assert at_desk("ombudsman").post(f"/submissions/{seen.ref}/sign/", said | {"outcome": ""}).status_code == 422
    assert how_many() == before
    assert at_desk("ombudsman").post(f"/submissions/{seen.ref}/sign/", said).status_code == 302
    assert submission(seen.ref).state == "decided"


def test_a_letter_is_made_filled_in_approved_and_sent_from_its_pages(at_desk, decision, outbox):
    made = at_desk("investigator").post(
        f"/letters/new/?decision={decision.ref}", {"template": "decision-upheld", "to_address": "ada@post.example"}
    )
    page, ref = made["Location"], made["Location"].split("/")[2]
    assert "Still to be filled in: address, our reasons." in _words(at_desk("investigator").get(page))
    assert at_desk("investigator").get(f"{page}pdf/").status_code == 404
    fields = letters.letter(ref).fields | {"address": "1 Example Row\nNorthmere", "reasons": "It took too long."}
    assert at_desk("executive-assistant").post(f"{page}fill-in/", fields).status_code == 403
    assert at_desk("investigator").post(f"{page}fill-in/", fields).status_code == 302
    sha256 = letters.letter(ref).content_sha256
    assert at_desk("investigator").post(f"{page}approve/", {"seen_sha256": sha256}).status_code == 409
    assert at_desk("executive-assistant").post(f"{page}send/").status_code == 409
    assert at_desk("casework-manager").post(f"{page}approve/", {"seen_sha256": sha256}).status_code == 302
    assert at_desk("investigator").post(f"{page}send/").status_code == 403
    assert at_desk("executive-assistant").post(f"{page}send/").status_code == 302

    assert letters.letter(ref).state == "sent"
    assert at_desk("executive-assistant").get(f"{page}pdf/").content.startswith(b"%PDF-")
    assert "1 Example Row" in _words(at_desk("executive-assistant").get(page))


def test_a_page_that_changes_things_is_not_opened_by_a_link(at_desk, item):
    assert at_desk("executive-assistant").get(f"/post/{item.ref}/triage/").status_code == 405


def test_a_page_asks_the_database_the_same_number_of_questions_however_long_the_list(at_desk, office, mail, django_assert_max_num_queries):
    client = at_desk("executive-assistant")
    asked = []
    for long in (range(2), range(2, 9)):
        for n in long:
            flow.register_post(f"{n}.eml", mail(f"Letter {n}"), received_on=today(), by=office["executive-assistant"])
        client.get("/post/")  # signing in, and the counts of the frame, are asked once
        with django_assert_max_num_queries(36) as questions:
            client.get("/post/")
        asked.append(len(questions))

    assert asked[0] == asked[1]


def test_the_submissions_a_person_put_up_are_refused_to_them_on_the_page(at_desk, office, drafted):
    seen = submissions.put_up(drafted().ref, by=office["investigator"])

    page = _words(at_desk("investigator").get(f"/submissions/{seen.ref}/"))

    assert page.count("You prepared this submission, so someone else must review it.") >= 2


@pytest.mark.parametrize("remedy", ["92233720368547758.08", "9" * 400])
def test_a_remedy_larger_than_can_be_kept_is_told_beside_its_field(at_desk, case, remedy):
    said = {"kind": "decision", "ask": "Uphold it", "remedy_pence": remedy, "paragraphs": "One.", "mp_interest": ""}

    answer = at_desk("investigator").post(f"/submissions/new/?case={case.ref}", said)

    assert answer.status_code == 422
    assert "A remedy is at most £10,000,000." in _words(answer)
