"""Letters for a principal, by post, in ink and in other formats: what is sent is the version that was approved, whatever it is made of."""

import email
import io
from datetime import timedelta
from email import policy

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.dispatch import actions, queries
from duly.casework.dispatch.models import Comment, DeliveryProof, FormatCopy, InkCopy, Letter, LetterVersion, PackedLetter, PrintPack
from duly.casework.dispatch.rules import compared, mark_of, marks_in
from duly.core.directory import actions as directory
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.digest import sha256_hex

pytestmark = pytest.mark.django_db
ADDRESS = "Mrs Ada Example\n1 Example Row\nStoke Averil"


@pytest.fixture
def reply(office, case):
    """A reply for the Ombudsman's signature, by post, that the investigator drafted."""
    made = flow.write_letter(case.ref, to_address="", fields={}, channel="post", on_behalf="ombudsman", by=office["investigator"])
    return actions.fill_in(
        made.ref, fields={"address": ADDRESS, "words": "Thank you.\n\nI have looked into it."}, by=office["investigator"]
    )


@pytest.fixture
def approved(office, letter):
    return actions.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"])


def test_a_draft_for_a_principal_is_commented_on_returned_rewritten_and_signed_for_by_whom_the_scheme_lets(office, reply, refused):
    head, author = office["head-of-casework"], office["investigator"]
    actions.comment(reply.ref, words="Too short.", paragraph=1, by=head)
    returned = actions.send_back(reply.ref, words="Say what you found.", by=head)
    early = refused(lambda: actions.approve(reply.ref, seen_sha256=reply.content_sha256, by=head))
    again = actions.fill_in(reply.ref, fields={"words": "Thank you.\n\nI found that it took too long."}, by=author)
    sha256 = again.content_sha256

    assert refused(lambda: actions.approve(reply.ref, seen_sha256=sha256, by=office["casework-manager"])).code == "scheme-no-row"
    assert refused(lambda: actions.approve(reply.ref, seen_sha256=reply.content_sha256, by=head)).code == "not-what-you-saw"
    signed = actions.approve(reply.ref, seen_sha256=sha256, by=head)

    assert (returned.state, early.code, signed.state, signed.approved_sha256) == ("returned", "wrong-state", "approved", sha256)
    assert [(one.number, one.returned, one.words) for one in queries.comments(reply.ref)] == [
        (2, False, "Too short."),
        (2, True, "Say what you found."),
    ]
    drafts = queries.drafts(reply.ref)
    assert [one.number for one in drafts] == [1, 2, 3]
    assert not drafts[0].text
    became = compared(drafts[1].text, drafts[2].text)
    assert ("gone", "I have looked into it.") in became
    assert ("new", "I found that it took too long.") in became
    assert sum(kind == "same" for kind, _ in became) == len(became) - 2
    assert refused(lambda: actions.comment(reply.ref, words="Late.", by=head)).code == "wrong-state"
    assert refused(lambda: actions.send_back(reply.ref, words="x", by=head)).code == "wrong-state"


def test_a_print_pack_holds_exactly_what_was_approved_and_goes_once_counted(office, reply, approved, refused):
    sender, head = office["executive-assistant"], office["head-of-casework"]
    assert refused(lambda: flow.make_print_pack(by=sender)).code == "no-letters"
    actions.approve(reply.ref, seen_sha256=reply.content_sha256, by=head)
    assert refused(lambda: flow.send_letter(reply.ref, by=sender)).code == "other-channel"

    pack = flow.make_print_pack(by=sender)
    pages = PdfReader(io.BytesIO(documents.content(pack.document_ref))).pages
    (inside,) = queries.packed(pack.ref)
    letter_pages = PdfReader(io.BytesIO(documents.content(reply.document_ref))).pages

    assert (pack.letters, len(pages), inside.first_page % 2) == (1, pack.pages, 1)
    assert pages[inside.first_page - 1].extract_text() == letter_pages[0].extract_text()
    assert "Stoke Averil" in pages[0].extract_text()
    assert inside.content_sha256 == reply.content_sha256
    assert refused(lambda: actions.note_posted(pack.ref, count=1, by=sender)).code == "wrong-state"
    actions.note_printed(pack.ref, by=sender)
    assert refused(lambda: actions.note_posted(pack.ref, count=2, by=sender)).code == "count"
    actions.note_posted(pack.ref, count=1, by=sender)
    sent = queries.letter(reply.ref)
    assert (sent.state, sent.message_id, sent.sent_sha256) == ("sent", pack.ref, reply.content_sha256)
    assert refused(lambda: flow.send_letter(reply.ref, by=sender)).code == "wrong-state"
    assert queries.letter(approved.ref).state == "approved", "what goes by mail was left alone"

    assert refused(lambda: actions.note_delivery(reply.ref, how="signed for", on=today(), by=sender)).code == "nothing"
    assert (
        refused(lambda: actions.note_delivery(reply.ref, how="signed for", on=today() + timedelta(days=1), words="x", by=sender)).code
        == "day"
    )
    actions.note_delivery(reply.ref, how="signed for", on=today(), words="RM 1234, A. Example", by=sender)
    assert [(one.how, one.words) for one in queries.proofs(reply.ref)] == [("signed for", "RM 1234, A. Example")]
    assert refused(lambda: actions.note_delivery(approved.ref, how="tracked", on=today(), words="x", by=sender)).code == "not-sent"


def test_a_scan_is_matched_to_the_exact_version_by_the_mark_that_is_read_from_it(office, reply, refused):
    by, ombudsman = office["executive-assistant"], office["ombudsman"]
    assert refused(lambda: actions.print_for_ink(reply.ref, signer=office["casework-manager"].ref, by=by)).code == "scheme-no-row"
    old = actions.print_for_ink(reply.ref, signer=ombudsman.ref, by=by)
    older_scan = documents.content(old.document_ref)
    again = actions.fill_in(reply.ref, fields={"words": "Thank you.\n\nOther words."}, by=office["investigator"])
    new = actions.print_for_ink(reply.ref, signer=ombudsman.ref, by=by)
    scan = documents.content(new.document_ref)  # the paper as it was printed stands for the paper that was signed
    said = {"file_name": "scan.pdf", "signed_on": today(), "by": by}

    assert actions.print_for_ink(reply.ref, signer=ombudsman.ref, by=by) == new, "the same version is the same copy"
    wrong = refused(lambda: flow.match_scan(new.ref, content=older_scan, **said))
    older = refused(lambda: flow.match_scan(old.ref, content=older_scan, **said))
    assert (wrong.code, older.code) == ("other-mark", "older")
    assert older.because == f"This is draft 2 of {reply.ref}, and draft 3 is the newest: print that, and have it signed."
    signed = flow.match_scan(new.ref, content=scan, **said)

    assert (signed.state, signed.approved_by, signed.approved_sha256) == ("approved", ombudsman.ref, again.content_sha256)
    kept = queries.signed_copy(reply.ref)
    assert kept
    assert (kept.read_how, kept.scan_sha256, kept.mark) == ("text", sha256_hex(scan), mark_of(reply.ref, 3, again.content_sha256))
    told = history("letter", reply.ref)[-1]
    assert told.action == "letter.signed-in-ink"
    assert told.actor_ref == by.ref
    pack = flow.make_print_pack(by=by)
    assert "signed in ink" in PdfReader(io.BytesIO(documents.content(pack.document_ref))).pages[0].extract_text()
    assert queries.packed(pack.ref)[0].pages == 0, "the signed paper itself goes, and nothing is printed again"


def test_a_mark_that_cannot_be_read_is_typed_and_one_that_is_not_ours_is_nothing(office, reply, refused):
    by = office["executive-assistant"]
    copy = actions.print_for_ink(reply.ref, signer=office["ombudsman"].ref, by=by)
    unread = documents.content(reply.document_ref)  # the same letter with no mark on it
    said = {"file_name": "scan.pdf", "content": unread, "signed_on": today(), "by": by}

    assert refused(lambda: flow.match_scan(copy.ref, typed="L-26-00001/9/0000-0000-0000", **said)).code == "other-mark"
    assert flow.match_scan(copy.ref, typed=copy.mark.lower().replace("/", " / "), **said)
    assert queries.signed_copy(reply.ref).read_how == "typed"
    assert marks_in("nothing here, L-26-0001 nor there") == ()


def test_somebody_who_needs_audio_gets_letter_and_audio_together_and_both_are_kept(office, approved, refused, outbox):
    manager, sender = office["casework-manager"], office["executive-assistant"]
    ada = directory.enter(kind="person", name="Mrs Ada Example", by=manager).ref
    cases.name_party(approved.case_ref, entry_ref=ada, role="complainant", by=manager)
    directory.tell(ada, kind="format", text="audio", starts=today(), by=manager)
    ask = {"format": "audio", "due": today() + timedelta(days=10), "by": sender}
    assert "order this letter in audio" in refused(lambda: flow.send_letter(approved.ref, by=sender)).because
    assert refused(lambda: actions.have_made(approved.ref, **ask)).code == "supplier"

    ordered = actions.have_made(approved.ref, supplier="Clear Voices", **ask)
    assert refused(lambda: actions.have_made(approved.ref, supplier="Others", **ask)).code == "had"
    assert (ordered.state, ordered.left(today()), ordered.content_sha256) == ("ordered", 10, approved.approved_sha256)
    waits = refused(lambda: flow.send_letter(approved.ref, by=sender))
    assert (waits.code, "was ordered from Clear Voices and has not been received: it is due on" in waits.because) == ("not-received", True)
    assert refused(lambda: actions.receive(ordered.ref, by=sender)).code == "nothing"
    got = actions.receive(ordered.ref, file_name="letter.mp3", content=b"ID3\x03\x00\x00\x00\x00\x00\x21TIT2" + b"\0" * 40, by=sender)
    flow.send_letter(approved.ref, by=sender)

    (mail,) = outbox.glob("*.eml")
    attached = [
        sha256_hex(one.get_content()) for one in email.message_from_bytes(mail.read_bytes(), policy=policy.default).iter_attachments()
    ]
    assert attached == [approved.approved_sha256, got.document_sha256]


def test_large_print_is_made_here_and_what_is_made_of_an_older_draft_does_not_go(office, letter, refused):
    by = office["executive-assistant"]
    large = actions.have_made(letter.ref, format="large print", due=today(), by=by)
    braille = actions.have_made(letter.ref, format="braille", supplier="Dots", due=today(), by=by)
    cancelled = actions.cancel(braille.ref, because="Not needed.", by=by)
    welsh = actions.have_made(letter.ref, format="Welsh", supplier="Geiriau", due=today(), by=by)
    in_hand = actions.receive(welsh.ref, in_hand="One copy, in the post room", by=by)

    assert (large.state, cancelled.state, in_hand.state) == ("received", "cancelled", "received")
    assert [one.format for one in queries.beside(queries.letter(letter.ref))] == ["large print", "Welsh"]
    assert refused(lambda: actions.cancel(braille.ref, because="Again.", by=by)).code == "wrong-state"
    actions.fill_in(letter.ref, fields={"reasons": "Other."}, by=office["investigator"])
    assert queries.beside(queries.letter(letter.ref)) == ()


def test_post_is_acknowledged_once_in_the_standard_words_that_somebody_else_adopted(office, item, outbox, refused):
    by = office["executive-assistant"]
    assert refused(lambda: flow.acknowledge(item.ref, by=office["investigator"])).code == "scheme-no-row"

    sent = flow.acknowledge(item.ref, by=by)

    assert (sent.state, sent.item_ref, sent.approved_by, sent.to_address) == ("sent", item.ref, "standard wording", "ada@post.example")
    assert "My complaint" in sent.text
    assert len(list(outbox.glob("*.eml"))) == 1
    assert [one.action for one in history("letter", sent.ref)] == ["letter.made", "letter.as-worded", "letter.released", "letter.sent"]
    assert refused(lambda: flow.acknowledge(item.ref, by=by)).code == "acknowledged"


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (PrintPack, {"state": "lost", "posted_on": None}, "a_print_pack_is_in_a_known_state"),
        (PrintPack, {"posted_on": None}, "a_posted_pack_says_when"),
        (PrintPack, {"letters": 0}, "a_print_pack_holds_letters"),
        (InkCopy, {"state": "lost"}, "an_ink_copy_is_in_a_known_state"),
        (InkCopy, {"state": "signed"}, "a_signed_copy_has_its_scan"),
        (FormatCopy, {"format": "smoke"}, "a_copy_is_in_a_known_format"),
        (FormatCopy, {"state": "lost"}, "a_copy_in_a_format_is_in_a_known_state"),
        (FormatCopy, {"state": "received"}, "a_received_copy_has_its_file_or_is_in_hand"),
        (FormatCopy, {"due": "2000-01-01"}, "a_copy_is_due_after_it_was_ordered"),
        (Letter, {"channel": "pigeon"}, "a_letter_goes_by_a_known_channel"),
        (Letter, {"channel": "e-mail"}, "a_letter_by_mail_has_an_address"),
        (Letter, {"case_ref": ""}, "a_letter_is_about_a_case_or_an_item_of_post"),
    ],
)
def test_the_database_refuses_what_must_never_be_true_of_letters_on_paper(papers, model, change, constraint):
    row = model.objects.order_by("pk").last()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.filter(pk=row.pk).update(version=row.version + 1, **change)


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (PackedLetter, {}, "a_letter_is_packed_once"),
        (LetterVersion, {}, "a_draft_of_a_letter_has_its_number"),
        (DeliveryProof, {"how": "hearsay"}, "a_delivery_is_shown_in_a_known_way"),
        (InkCopy, {"ref": "IK-9", "version": 1}, "a_version_is_printed_for_ink_once"),
        (FormatCopy, {"ref": "LF-9", "version": 1}, "a_version_is_had_in_a_format_once"),
    ],
)
def test_the_database_refuses_a_second_one(papers, model, change, constraint):
    row = model.objects.order_by("pk").last()
    values = {f.name: getattr(row, f.name) for f in model._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model(**values | change).save(force_insert=True)


def test_the_database_refuses_a_second_signed_copy_and_a_draft_signed_in_ink(office, papers, reply):
    with pytest.raises(IntegrityError, match="a_letter_signed_in_ink_is_approved"), transaction.atomic():
        Letter.objects.filter(ref=papers).update(version=Letter.objects.get(ref=papers).version + 1, ink_ref="IK-1")
    copy = InkCopy.objects.get(letter_ref=papers)
    flow.match_scan(
        copy.ref, file_name="s.pdf", content=documents.content(copy.document_ref), signed_on=today(), by=office["executive-assistant"]
    )
    copy.refresh_from_db()
    values = {f.name: getattr(copy, f.name) for f in InkCopy._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError, match="a_letter_is_signed_in_ink_once"), transaction.atomic():
        InkCopy(**values | {"ref": "IK-9", "version": 1, "number": 99}).save(force_insert=True)
    assert Comment.objects.count() == 0


@pytest.fixture
def papers(office, reply):
    """One of each: a pack with a letter that was sent and shown to have come, and a second letter with a copy for the pen and one in Welsh."""
    by = office["executive-assistant"]
    actions.approve(reply.ref, seen_sha256=reply.content_sha256, by=office["head-of-casework"])
    pack = flow.make_print_pack(by=by)
    actions.note_printed(pack.ref, by=by)
    made = flow.write_letter(
        reply.case_ref,
        to_address="",
        fields={"address": ADDRESS, "words": "Again."},
        channel="post",
        on_behalf="ombudsman",
        by=office["investigator"],
    )
    actions.print_for_ink(made.ref, signer=office["ombudsman"].ref, by=by)
    actions.have_made(made.ref, format="Welsh", supplier="Geiriau", due=today(), by=by)
    actions.note_posted(pack.ref, count=1, by=by)
    actions.note_delivery(reply.ref, how="tracked", on=today(), words="1", by=by)
    return made.ref
