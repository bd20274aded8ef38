"""A letter is sent as exactly the bytes that were approved, or not at all."""

import email
import io
import socketserver
import threading
from email import policy

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from duly.casework import flow
from duly.casework.dispatch import actions, queries
from duly.casework.dispatch.models import Letter
from duly.core.confidentiality import actions as confidentiality
from duly.core.documents import queries as documents
from duly.core.documents.actions import keep
from duly.core.record.queries import history
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


class Sink(socketserver.StreamRequestHandler):
    """Enough of SMTP to take one mail and keep it."""

    def handle(self):
        self._say("220 sink")
        while line := self.rfile.readline().strip().upper():
            if line.startswith(b"DATA"):
                self._say("354 go on")
                self.server.kept.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self._say("250 kept")
            elif line.startswith(b"QUIT"):
                self._say("221 goodbye")
                return
            else:
                self._say("250 yes")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def relay(monkeypatch):
    """A real SMTP server on this machine; gives the list of mails it has taken."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        server.kept = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("DULY_MAIL_RELAY", f"smtp://127.0.0.1:{server.server_address[1]}")
        yield server.kept
        server.shutdown()


@pytest.fixture
def approved(office, letter):
    return actions.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"])


def test_exactly_the_approved_bytes_reach_the_relay(office, approved, relay):
    sent = flow.send_letter(approved.ref, by=office["executive-assistant"])

    (mail,) = relay
    (attached,) = email.message_from_bytes(mail, policy=policy.default).iter_attachments()
    assert sha256_hex(attached.get_content()) == approved.approved_sha256
    assert (sent.state, sent.sent_sha256, bool(sent.sent_on)) == ("sent", approved.approved_sha256, True)
    assert [entry.action for entry in history("letter", sent.ref)] == ["letter.made", "letter.approved", "letter.released", "letter.sent"]


def test_a_letter_the_relay_would_not_take_stays_released_and_can_be_sent_again(office, approved, monkeypatch, outbox):
    monkeypatch.setenv("DULY_MAIL_RELAY", "smtp://127.0.0.1:1")
    with pytest.raises(Refused) as stopped:
        flow.send_letter(approved.ref, by=office["executive-assistant"])
    assert stopped.value.refusal.code == "relay"
    assert queries.letter(approved.ref).state == "released"

    monkeypatch.delenv("DULY_MAIL_RELAY")

    assert flow.send_letter(approved.ref, by=office["executive-assistant"]).state == "sent"
    assert len(list(outbox.glob("*.eml"))) == 1


def test_a_practice_copy_never_sends(office, approved, relay, outbox, settings):
    settings.DEMO = True

    flow.send_letter(approved.ref, by=office["executive-assistant"])

    assert relay == []
    assert len(list(outbox.glob("*.eml"))) == 1


def test_a_letter_is_sent_once(office, approved, outbox, refused):
    flow.send_letter(approved.ref, by=office["executive-assistant"])

    assert refused(lambda: flow.send_letter(approved.ref, by=office["executive-assistant"])).code == "wrong-state"


def test_an_unfilled_field_blocks_and_is_named(office, decision, refused):
    made = flow.make_letter(decision.ref, template="decision-upheld", to_address="a@b.example", fields={}, by=office["investigator"])

    refusal = refused(lambda: actions.approve(made.ref, seen_sha256="", by=office["casework-manager"]))
    filled = actions.fill_in(made.ref, fields={"address": "1 Row", "reasons": "It took too long."}, by=office["investigator"])

    assert refusal.because == "Still to be filled in: address, our reasons."
    assert (made.document_ref, filled.unfilled) == ("", ())
    assert sha256_hex(documents.content(filled.document_ref)) == filled.content_sha256


def test_what_is_approved_is_what_was_seen(office, letter, refused):
    actions.fill_in(letter.ref, fields={"reasons": "Other reasons."}, by=office["investigator"])

    refusal = refused(lambda: actions.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"]))

    assert refusal.code == "not-what-you-saw"


def test_nobody_approves_the_letter_they_made_and_not_every_post_approves(office, letter, refused):
    sha256 = letter.content_sha256

    assert refused(lambda: actions.approve(letter.ref, seen_sha256=sha256, by=office["investigator"])).code == "your-own"
    assert refused(lambda: actions.approve(letter.ref, seen_sha256=sha256, by=office["executive-assistant"])).code == "scheme-no-row"


def test_a_draft_is_not_sent_and_an_investigator_sends_nothing(office, letter, refused):
    assert refused(lambda: flow.send_letter(letter.ref, by=office["executive-assistant"])).code == "wrong-state"
    approved = actions.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"])
    assert refused(lambda: flow.send_letter(approved.ref, by=office["investigator"])).code == "scheme-no-row"


def test_a_letter_about_a_superseded_decision_is_not_sent(office, approved, ready, refused):
    seen = ready(40_000)
    flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=office["deputy-ombudsman"])

    assert refused(lambda: flow.send_letter(approved.ref, by=office["executive-assistant"])).code == "superseded"


@pytest.mark.parametrize("address", ["nobody", "a@b, c@d", "a@b\nBcc: c@d", "@", "a@b@c"])
def test_an_address_that_could_reach_somebody_else_is_refused(office, decision, refused, address):
    def make():
        return flow.make_letter(decision.ref, template="decision-upheld", to_address=address, fields={}, by=office["investigator"])

    assert refused(make).code == "address"


def test_a_field_the_letter_does_not_have_is_refused(office, letter, refused):
    assert refused(lambda: actions.fill_in(letter.ref, fields={"colour": "red"}, by=office["investigator"])).code == "unknown-field"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"approved_sha256": "0" * 64}, "approved_letter_stays_as_approved"),
        ({"state": "draft", "approved_sha256": ""}, "approved_letter_stays_as_approved"),
        ({"content_sha256": "0" * 64}, "letter_bytes_are_its_document"),
        ({"state": "released", "sent_sha256": "0" * 64}, "letter_is_sent_as_approved"),
        ({"state": "sent"}, "letter_is_sent_as_approved"),
        ({"state": "lost"}, "letter_is_in_a_known_state|letter_is_sent_as_approved"),
    ],
)
def test_the_database_refuses_bytes_that_were_not_approved(approved, change, constraint):
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Letter.objects.filter(ref=approved.ref).update(version=approved.version + 1, **change)
    assert stopped.value.__cause__.diag.constraint_name in constraint.split("|")


def test_the_database_refuses_another_document_under_an_approved_letter(office, approved):
    other = keep(name="other.txt", content=b"Something else", by=office["investigator"])
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Letter.objects.filter(ref=approved.ref).update(version=approved.version + 1, document_ref=other.ref, content_sha256=other.sha256)
    assert stopped.value.__cause__.diag.constraint_name == "approved_letter_stays_as_approved"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"approved_by": "same", "prepared_by": "same"}, "letter_is_not_approved_by_who_made_it"),
        ({"state": "approved", "approved_sha256": "0" * 64}, "letter_is_approved_as_its_bytes"),
        ({"document_ref": ""}, "letter_bytes_and_document_together"),
        ({"sent_on": "2026-01-01"}, "sent_letter_says_when"),
    ],
)
def test_the_database_refuses_what_must_never_be_true_of_a_draft(letter, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Letter.objects.filter(ref=letter.ref).update(version=letter.version + 1, **change)


def test_a_marked_letter_is_downloaded_as_a_copy_that_says_so_and_the_letter_itself_is_untouched(office, approved, at_desk):
    at = f"/letters/{approved.ref}/pdf/"
    plain = at_desk("executive-assistant").get(at)
    confidentiality.mark(approved.case_ref, paper=approved.ref, mark="without prejudice", by=office["casework-manager"])

    copy = at_desk("executive-assistant").get(at)

    assert sha256_hex(plain.content) == approved.approved_sha256 == queries.letter(approved.ref).approved_sha256
    assert f"{approved.ref}-marked.pdf" in copy["Content-Disposition"]
    assert all("Without prejudice" in page.extract_text() for page in PdfReader(io.BytesIO(copy.content)).pages)
