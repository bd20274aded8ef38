"""Published awkward e-mails: none crashes the post, none is lost, and what can be read of each is shown."""

from collections import Counter
from datetime import timedelta

import pytest

from duly.casework.correspondence import queries as post
from duly.casework.correspondence.rules.mail import read_mail
from duly.casework.example_scheme import OFFICE, SCHEME
from duly.casework.flow.channels import take_in
from duly.core.calendar.actions import load_holidays
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.primitives.actor import SYSTEM, Actor

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]

ASSISTANT = Actor("O-9001", "The Executive Assistant", ("executive-assistant",))


@pytest.fixture
def mails(cases):
    found = {path.name: path.read_bytes() for path in sorted((cases / "email-mikel-mail").rglob("*.eml"))}
    assert len(found) >= 100
    return found


def test_of_every_mail_there_is_an_item_or_a_file_held_back_with_its_very_bytes_and_its_text_is_shown(mails):
    adopt(office=OFFICE, number=14, title="Scheme", starts=today() - timedelta(days=1), rules=SCHEME, by=SYSTEM)
    load_holidays(years=(today().year,), by=SYSTEM)
    under = Counter(read_mail(content).message_id for content in set(mails.values()))
    again = sum(many - 1 for message_id, many in under.items() if message_id)

    became = [take_in(name, content, came_by="the mail server", by=ASSISTANT, received_on=today()) for name, content in mails.items()]

    kept = [documents.content(one.item.document_ref) for one in became if one.item]
    kept += [post.held_content(one.held)[1] for one in became if one.held]
    assert sorted(kept) == sorted(set(mails.values())), "each once, as it came"
    assert sum(one.item is None and not one.held for one in became) == len(mails) - len(kept), "the rest have the bytes of one that is kept"
    assert sum(one.because.startswith("Same Message-ID as P-") for one in became) == again >= 20, "and what came before is named"
    for one in became:
        if one.item is None:
            continue
        letter = post.letter(one.item.ref)
        assert letter.text or letter.attachments, one.name
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
