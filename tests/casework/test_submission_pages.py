"""The pages of a submission: what the checks found, the verdict, the author's answers, the rate, and text from a Word document."""

from email.message import EmailMessage
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.queries import submission
from duly.casework.submissions.rules import codes
from duly.core.documents.tests.test_docx import docx
from duly.core.record.clock import today
from tests.casework.test_channels import a_pdf

pytestmark = pytest.mark.django_db


def _words(answer) -> str:
    return unescape(answer.content.decode())


def _text_of(page: str) -> str:
    return " ".join(page.split())


def test_a_reviewer_sees_what_the_checks_found_and_returns_comments_or_routes(at_desk, office, drafted):
    seen = submissions.put_up(drafted(150_000).ref, by=office["investigator"])
    page, client = f"/submissions/{seen.ref}/", at_desk("assistant-casework-manager")
    shown = _text_of(_words(client.get(page)))
    assert "Something is left to fill in" not in shown
    assert "The paper never names the body complained about, Northmere Council." in shown
    assert "10 of 14 checks pass" in shown
    assert "No level of the scale of financial remedy is cited." in shown
    assert "The Ombudsman may sign this" in shown
    assert "Assistant Casework Manager" in shown

    assert client.post(f"{page}verdict/", {}).status_code == 409
    assert client.post(f"{page}verdict/", {"verdict": "comment"}).status_code == 422
    assert client.post(f"{page}verdict/", {"verdict": "comment", "comment": "Why?", "comment_paragraph": "2"}).status_code == 302
    assert client.post(f"{page}route/", {"post": "casework-manager", "because": "It is novel."}).status_code == 302
    assert client.post(f"{page}route/", {"post": "casework-manager", "because": ""}).status_code == 422
    back = {"verdict": "return", "who_fixes": office["investigator"].ref, "fix_by": f"{today():%d/%m/%Y}", "words": "Two things."}
    assert "Say what needs to change: a return has at least one point." in _words(client.post(f"{page}verdict/", back))
    assert "Choose the reason of point 2." in _words(
        client.post(f"{page}verdict/", back | {"p1_reason": "facts", "p1_words": "When?", "p2_words": "Where?"})
    )
    points = {"p1_reason": "facts", "p1_words": "When?", "p2_reason": "clarity", "p2_words": "Where?", "p2_paragraph": "2"}
    points |= {"p2_who": office["casework-manager"].ref}
    assert client.post(f"{page}verdict/", back | points).status_code == 302
    returned = submission(seen.ref).returns[0]
    assert [(one.words, one.who_fixes) for one in returned.points] == [
        ("When?", office["investigator"].ref),
        ("Where?", office["casework-manager"].ref),
    ]
    shown = _text_of(_words(client.get(page)))
    assert "Two things." in shown
    assert "Chosen: It is novel." not in shown  # it is with its author now
    assert client.get("/submissions/?returned=Once&format=json").json()["total"] == 1


def test_a_return_that_is_refused_keeps_what_was_typed(at_desk, office, drafted):
    ref = submissions.put_up(drafted().ref, by=office["investigator"]).ref
    said = {"who_fixes": office["investigator"].ref, "fix_by": f"{today():%d/%m/%Y}", "p1_reason": "facts", "p1_words": "When was that?"}

    refused = at_desk("investigator").post(f"/submissions/{ref}/return/", said)

    assert refused.status_code == 409
    assert "You prepared this submission, so someone else must review it." in _words(refused)
    assert "When was that?" in _words(refused)
    flow.pass_as_ready(
        ref,
        seen_sha256=submission(ref).text.sha256,
        ticked=codes("decision"),
        despite="It is short.",
        by=office["casework-manager"],
    )
    for verdict in ({"verdict": "ready"}, {"verdict": "comment", "comment": ""}, said | {"verdict": "return"}):
        assert at_desk("investigator").post(f"/submissions/{ref}/verdict/", verdict).status_code in (403, 409, 422)


def test_the_author_lists_evidence_writes_down_comments_and_answers(at_desk, office, case, item, drafted):
    ref = drafted().ref
    page, client = f"/submissions/{ref}/", at_desk("investigator")

    assert client.post(f"{page}evidence/", {"title": "The log", "source": item.ref, "page": "3"}).status_code == 302
    assert client.post(f"{page}evidence/", {"title": "The log", "source": "P-99-00001", "page": "3"}).status_code == 422
    assert client.post(f"{page}party/", {"from_whom": case.body, "words": "It was late."}).status_code == 302
    assert client.post(f"{page}party/", {"from_whom": "Somebody", "words": "It was late."}).status_code == 422
    assert client.post(f"{page}answer/", {"a0_1": "", "at0_1": ""}).status_code in (409, 422)
    assert client.post(f"{page}answer/", {"a0_1": "It was.", "at0_1": "x"}).status_code == 422
    assert client.post(f"{page}answer/", {"a0_1": "It was.", "at0_1": ""}).status_code == 302

    shown = _text_of(_words(client.get(page)))
    assert f'href="/post/{item.ref}/#page-3"' in shown
    assert "E1 (The log) is listed and never cited." in shown
    assert "It was late." in shown
    assert submission(ref).remarks[0].answer.words == "It was."


def test_the_first_time_page_is_a_list_with_its_chart(at_desk, ready):
    ready()
    client = at_desk("head-of-casework")

    shown = _text_of(_words(client.get("/submissions/first-time/")))

    assert "Decision on a complaint: 1 of 1 first time, 100%." in shown
    assert client.get("/submissions/first-time/?format=json").json()["items"][0]["first_time"] == "yes"
    assert b"Decision on a complaint,100" in client.get("/submissions/first-time/?chart=first-time").content
    assert client.get("/submissions/first-time/?first_time=no&format=json").json()["total"] == 0


def test_a_submission_is_brought_in_from_a_word_document(at_desk, case):
    client, address = at_desk("investigator"), f"/submissions/new/?case={case.ref}"
    said = {"kind": "decision", "ask": "Uphold", "remedy_pence": "", "paragraphs": ""}

    made = client.post(
        address, said | {"document": SimpleUploadedFile("paper.docx", docx("<w:p><w:r><w:t>What happened.</w:t></w:r></w:p>"))}
    )

    assert submission(made["Location"].split("/")[2]).text.paragraphs == ("What happened.",)
    assert "This is not a Word document (.docx)." in _words(
        client.post(address, said | {"document": SimpleUploadedFile("paper.docx", b"x")})
    )
    assert "Type the text, or hand over a Word document." in _words(client.post(address, said))


def test_what_came_with_a_letter_is_listed_by_its_page_opens_there_and_a_page_it_has_not_is_refused(at_desk, office, case, drafted):
    made = EmailMessage()
    made["From"], made["Subject"] = "Ada <ada@post.example>", "My papers"
    made.set_content("Please see attached.")
    made.add_attachment(
        a_pdf("The log of the calls on the first day.", "Nobody answered any of the calls that came."),
        maintype="application",
        subtype="pdf",
        filename="log.pdf",
    )
    letter = flow.register_post("m.eml", made.as_bytes(), received_on=today(), by=office["executive-assistant"]).ref
    flow.read_paper(letter, by=office["executive-assistant"])
    cases.link_item(case.ref, item_ref=letter, by=office["executive-assistant"])
    ref, client = drafted().ref, at_desk("investigator")
    page = f"/submissions/{ref}/"

    offered = client.get(page).content.decode()
    too_far = client.post(f"{page}evidence/", {"title": "The log", "source": f"{letter}/1", "page": "3"})
    client.post(f"{page}evidence/", {"title": "The log", "source": f"{letter}/1", "page": "2"})
    shown = client.get(page).content.decode()
    letters = client.get(f"/post/{letter}/").content.decode()

    assert f'value="{letter}/1"' in offered
    assert "log.pdf has 2 pages: there is no page 3." in too_far.content.decode()
    assert f'href="/post/{letter}/#attachment-1-page-2"' in shown
    assert f"{letter}, attachment 1, page 2" in shown
    assert 'id="attachment-1-page-2"' in letters
