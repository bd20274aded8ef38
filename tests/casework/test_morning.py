"""One morning, from the post to the letter sent."""

import email
from dataclasses import replace
from email import policy

import pytest

from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.submissions import queries
from duly.core.documents import queries as documents
from duly.core.record.queries import history
from duly.primitives.digest import sha256_hex

pytestmark = pytest.mark.django_db


def test_a_morning_ends_with_one_letter_signed_and_sent(office, outbox):
    told = flow.demo(by_post=office)

    assert (told.registered, told.triaged, told.linked, told.returned) == (12, 12, 1, 1)
    assert post.by_state()["registered"] == 0
    assert all(item.owner and item.next_action for item in post.items())
    assert decisions.decision(told.decision_ref).rule == "5.3"
    assert [code for code, _ in told.could_not_sign] == ["head-of-casework", "deputy-ombudsman"]
    letter = letters.letter(told.letter_ref)
    assert letter.state == "sent"
    (sent,) = outbox.glob("*.eml")
    message = email.message_from_bytes(sent.read_bytes(), policy=policy.default)
    (attached,) = message.iter_attachments()
    assert sha256_hex(attached.get_content()) == letter.approved_sha256 == sha256_hex(documents.content(letter.document_ref))


def test_the_record_keeps_what_the_scheme_was_told_and_every_row_it_looked_at(office, outbox):
    told = flow.demo(by_post=office)

    (made,) = history("decision", told.decision_ref)
    assert made.facts["facts"][:4] == ["remedy: 150000", "mp asked: yes", "changes an earlier decision: no", "prepared by you: no"]
    assert made.facts["facts"][4:7] == ["kind: decision", "earlier decision was yours: no", "office: not said"]
    assert [row.split(" (")[0] for row in made.facts["looked_at"]] == ["5.1 head-of-casework", "5.2 deputy-ombudsman", "5.3 ombudsman"]
    assert "remedy at most £1,000.00: £1,500.00, not met" in made.facts["looked_at"][1]


def test_the_record_of_a_submission_reads_as_what_happened(office, outbox):
    told = flow.demo(by_post=office)

    assert [entry.action for entry in history("submission", told.submission_ref)] == [
        "submission.drafted",
        "submission.evidence-listed",
        "submission.evidence-listed",
        "submission.remarked",
        "submission.put-up",
        "submission.returned",
        "submission.revised",
        "submission.answered",
        "submission.put-up",
        "submission.passed",
        "submission.decided",
    ]


def test_the_mornings_paper_passes_every_check_once_it_is_put_right_and_its_first_version_had_its_faults(office, outbox):
    told = flow.demo(by_post=office)
    right = queries.submission(told.submission_ref)
    first = replace(right, texts=right.texts[:1], returns=())

    assert {one.code: one.findings for one in flow.right_first_time(right) if one.level != "passes"} == {}
    assert {code for one in flow.right_first_time(first) for code in (finding.code for finding in one.findings)} == {
        *("remedy-differs", "level-not-cited", "name", "not-listed", "not-cited", "no-date", "placeholder", "not-heard"),
    }


def test_nothing_personal_is_in_the_sealed_entries(office, outbox):
    flow.demo(by_post=office)

    from duly.core.record.queries import stored

    sealed = b"\n".join(bytes(event.body) for event in stored() if not event.action.startswith(("officer", "post.made", "scheme")))
    for private in (b"Hartley", b"ruth.hartley", b"Larch Rise", b"Thorley", b"photographs", b"nine months"):
        assert private not in sealed
