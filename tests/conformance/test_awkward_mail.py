"""Published awkward e-mails: none crashes the post, none is lost, and what can be read of each is shown."""

from datetime import timedelta

import pytest

from duly.casework.correspondence import queries as post
from duly.casework.correspondence.rules.mail import read_mail
from duly.casework.example_scheme import OFFICE, SCHEME
from duly.casework.flow import register_post
from duly.core.calendar.actions import load_holidays
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refused

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]

ASSISTANT = Actor("O-9001", "The Executive Assistant", ("executive-assistant",))


@pytest.fixture
def mails(cases):
    found = {path.name: path.read_bytes() for path in sorted((cases / "email-mikel-mail").rglob("*.eml"))}
    assert len(found) >= 100
    return found


@pytest.fixture
def registered(mails):
    """Every mail registered, as far as the register takes it: the refs by name, and what was refused by name."""
    adopt(office=OFFICE, number=14, title="Scheme", starts=today() - timedelta(days=1), rules=SCHEME, by=SYSTEM)
    load_holidays(years=(today().year,), by=SYSTEM)
    taken, refused = {}, {}
    for name, content in mails.items():
        try:
            taken[name] = register_post(name, content, received_on=today(), by=ASSISTANT)
        except Refused as stopped:
            refused[name] = stopped.refusal
    return taken, refused


def test_every_mail_is_registered_once_and_its_bytes_are_kept_as_they_came(mails, registered):
    taken, refused = registered

    assert {refusal.code for refusal in refused.values()} <= {"already-registered"}
    assert taken.keys() | refused.keys() == mails.keys()
    for name, item in taken.items():
        assert documents.content(item.document_ref) == mails[name]


def test_a_mail_refused_is_one_already_registered_by_its_bytes_or_its_message_id(mails, registered):
    taken, refused = registered
    firsts = {read_mail(mails[name]).message_id: item.ref for name, item in taken.items()}

    for name, refusal in refused.items():
        assert firsts[read_mail(mails[name]).message_id] in refusal.because


def test_every_mail_shows_its_text_or_what_is_attached_to_it(registered):
    taken, _ = registered

    for name, item in taken.items():
        letter = post.letter(item.ref)
        assert letter.text or letter.attachments, name
        assert "\x00" not in letter.text
        assert "<script" not in letter.html.lower()
        assert "src=" not in letter.html.lower()


def test_senders_and_subjects_in_other_alphabets_are_read(mails):
    assert read_mail(mails["utf8_headers.eml"]).sender_name == "Jöhn Doe"
    assert read_mail(mails["japanese.eml"]).subject == "まみむめも"
    assert read_mail(mails["attachment_with_quoted_filename.eml"]).subject == "Eelanalüüsi päring"


def test_nothing_that_is_fetched_or_run_is_left_of_a_formatted_mail(mails):
    cleaned = [read_mail(content).html for content in mails.values()]

    assert any(cleaned)
    for html in cleaned:
        assert not any(word in html.lower() for word in ("<img", "<a ", "href", "style=", "onclick", "<iframe", "<link", "<script"))
