"""What comes back of a letter of ours: an answer, which is of its case, and the report of a mail server that it was not delivered."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from duly.casework import flow
from duly.casework.correspondence.rules.returned import report_in
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries
from duly.casework.flow.arriving import cases_for
from duly.core.record.clock import today
from duly.core.work import queries as tasks

pytestmark = pytest.mark.django_db
CLERK, HEAD, MANAGER = "executive-assistant", "head-of-casework", "casework-manager"


@pytest.fixture
def sent(office, letter, outbox):
    """The letter of the decision, approved and sent as a mail."""
    letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=office[HEAD])
    return flow.send_letter(letter.ref, by=office[CLERK])


def answer(message_id: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Nora Neighbour <nora@other.example>", "ombudsman@pso.example", "Thank you"
    made["In-Reply-To"], made["Message-ID"] = message_id, "<answer@other.example>"
    made.set_content("I shall think about it.")
    return made.as_bytes()


def report(message_id: str, *, action: str = "failed", kind: str = "message/rfc822", name: str = "Message-ID") -> bytes:
    """What a mail server says of a mail, as RFC 3464 lays it out."""
    original = f"{name}: {message_id}\nSubject: A letter from us\n\n"
    parts = (
        ("text/plain", "Your message could not be delivered."),
        (
            "message/delivery-status",
            "Reporting-MTA: dns; mx.post.example\n\n"
            f"Final-Recipient: rfc822; ada@post.example\nAction: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n",
        ),
        (kind, original),
    )
    body = "".join(f"--b\nContent-Type: {of}\n\n{words}\n" for of, words in parts)
    head = "From: MAILER-DAEMON <>\nTo: casework@pso.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
    return f'{head}Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n{body}--b--\n'.encode()


def arrives(office, content: bytes):
    return flow.register_post("in.eml", content, received_on=today(), by=office[CLERK])


def test_an_answer_to_a_letter_of_ours_is_of_its_case_and_the_letter_says_what_answered_it(office, sent, at_desk):
    item = arrives(office, answer(sent.message_id))
    found = cases_for(item)[0]
    page = at_desk(CLERK).get(f"/letters/{sent.ref}/").content.decode()

    assert (found.case_ref, found.sure) == (sent.case_ref, True)
    assert found.reason.startswith(f"it answers {sent.ref}, our letter of ")
    assert f'href="/post/{item.ref}/"' in page
    assert [one.case_ref for one in cases_for(arrives(office, answer("<L-26-99999.000000000000000000000000@x>")))] == []


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_letter_that_a_mail_server_could_not_deliver_came_back_and_somebody_is_to_find_another_way(office, sent, kind):
    item = arrives(office, report(sent.message_id, kind=kind))
    proof = queries.proofs(sent.ref)[-1]
    task = tasks.tasks(about=[sent.case_ref])[-1]

    assert (proof.how, proof.on) == ("returned", today())
    assert proof.words == f"{item.ref}: ada@post.example did not take it: 550 5.1.1 no such user"
    assert (task.owner, task.about) == (office["investigator"].ref, sent.case_ref)
    assert task.what.startswith(f"{sent.ref} to ")
    assert today() < task.due <= today() + timedelta(days=8)
    assert item.state == "registered", "the report is post, and somebody sees it"


def test_a_report_that_a_server_is_still_trying_or_that_names_no_letter_of_ours_changes_nothing(office, sent):
    for content in (report(sent.message_id, action="delayed"), report("<other@x>"), report(sent.message_id, name="X-Id")):
        arrives(office, content)

    assert queries.proofs(sent.ref) == ()
    assert not [one for one in tasks.tasks(about=[sent.case_ref]) if "came back" in one.what]


def test_what_somebody_notes_as_come_back_gives_the_same_task_and_what_arrived_none(office, sent):
    flow.note_delivery(sent.ref, how="receipt", on=today(), words="Read at nine.", by=office[CLERK])
    none = tasks.tasks(about=[sent.case_ref])
    flow.note_delivery(sent.ref, how="returned", on=today(), words="Gone away.", by=office[CLERK])

    assert not [one for one in none if "came back" in one.what]
    assert len([one for one in tasks.tasks(about=[sent.case_ref]) if "came back" in one.what]) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Content-Type: multipart/report\n\n", report("<a@b>")[:300], report("")])
def test_a_report_that_is_cut_off_or_says_nothing_is_no_report(content):
    assert report_in(content) is None
