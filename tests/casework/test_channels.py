"""Post by every channel: mailbox files, a drop folder, a mail server, PDFs and scans, letters typed in. Nothing is lost; what cannot be registered is held back."""

import re
import shutil
from datetime import date, timedelta
from email import message_from_bytes, policy
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.correspondence import actions, queries
from duly.casework.correspondence.actions.papers import words_of
from duly.casework.correspondence.models import Forwarding, HeldBack, Item
from duly.casework.correspondence.rules.mbox import messages
from duly.casework.flow.channels import received_of
from duly.core.alerts.queries import alerts
from duly.core.documents import queries as documents
from duly.core.documents.tests.test_docx import docx
from duly.core.jobs.actions import run
from duly.core.jobs.models import Job
from duly.core.record.clock import today
from duly.office.alerts import raising
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refusal, Refused

pytestmark = pytest.mark.django_db


def a_pdf(*pages: str) -> bytes:
    """A PDF of so many pages with text of its own."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    made = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, words in enumerate(pages):
        lines = " ".join(f"({line}) Tj 0 -16 Td" for line in words.split("\n"))
        drawn = f"BT /F1 12 Tf 72 720 Td {lines} ET"
        made.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        made.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, at = b"%PDF-1.4\n", []
    for n, one in enumerate(made, start=1):
        at.append(len(out))
        out += f"{n} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in at)
    end = f"trailer\n<< /Size {len(made) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}{end}".encode()


@pytest.fixture
def ea(office):
    return office["executive-assistant"]


def test_a_mailbox_file_is_parted_into_its_messages_byte_for_byte():
    one, two = b"Subject: One\n\nHello.\n", b"Subject: Two\n\nFrom here on.\n>From there.\n"
    file = (
        b"From a@x Mon Nov  9 09:00:00 2026\n" + one + b"\nFrom b@x Mon Nov  9 09:01:00 2026\n" + two.replace(b"\nFrom", b"\n>From") + b"\n"
    )

    assert messages(file)[0] == one
    assert messages(file)[1] == two.replace(b"\n>From", b"\nFrom")
    assert messages(one) == (one,)
    assert messages(b"  \n") == ()


def test_every_message_of_a_mailbox_file_becomes_an_item_received_on_its_own_day(office, ea, mail):
    dated = mail("Old", message_id="<1@x>").replace(b"Subject:", b"Date: Mon, 2 Nov 2026 09:00:00 +0000\nSubject:", 1)
    again = mail("Other bytes", message_id="<1@x>")
    file = b"".join(b"From x\n" + one + b"\n" for one in (dated, mail("New"), again))

    done = flow.take_in_mbox("team.mbox", file, by=ea)

    first, second, third = done
    assert (first.item.received_on, first.item.late, first.item.why_late) == (
        date(2026, 11, 2),
        True,
        "It waited in a mailbox file until it was taken in",
    )
    assert (second.item.received_on, second.item.logged_on, second.item.late) == (today(), today(), False)
    assert documents.content(third.item.document_ref).strip() == again.strip()
    assert third.because.startswith(f"Same Message-ID as {first.item.ref}, other bytes.")


@pytest.mark.parametrize(
    ("stamps", "day"),
    [
        ("Received: from a by b; Tue, 3 Nov 2026 23:30:00 +0000\nDate: Mon, 2 Nov 2026 09:00:00 +0000", date(2026, 11, 3)),
        ("Date: Mon, 2 Nov 2026 23:30:00 -0500", date(2026, 11, 3)),
        ("Date: the day before yesterday", None),
        ("Date: Mon, 2 Nov 2099 09:00:00 +0000", None),
        ("Date: Mon, 99 Nov 999999 09:00:00 +9999", None),
    ],
)
def test_the_day_a_mail_came_is_what_the_server_wrote_and_never_one_to_come(stamps, day):
    assert received_of(f"{stamps}\nSubject: x\n\nx".encode()) == (day or today())


def test_a_drop_folder_is_taken_in_once_and_what_cannot_be_is_held_back(office, ea, mail, tmp_path):
    (tmp_path / "a.eml").write_bytes(mail("One"))
    (tmp_path / "b.exe").write_bytes(b"MZ\x90\x00 a program")
    (tmp_path / "c.pdf").write_bytes(b"not a PDF at all")
    (tmp_path / "d.eml.part").write_bytes(b"half")
    (tmp_path / "e.mbox").write_bytes(b"From x\n" + mail("Two") + b"\nFrom y\n" + mail("Three"))

    done = list(flow.take_from_folder(tmp_path, by=ea))

    assert [bool(one.item) for one in done] == [True, False, False, True, True]
    assert sorted(path.name for path in (tmp_path / "taken").iterdir()) == ["a.eml", "b.exe", "c.pdf", "e.mbox"]
    assert (tmp_path / "d.eml.part").exists()
    assert [(one.name, one.sha256) for one in queries.held_back()] == [
        ("b.exe", sha256_hex(b"MZ\x90\x00 a program")),
        ("c.pdf", sha256_hex(b"not a PDF at all")),
    ]
    assert queries.held_content(done[1].held) == ("b.exe", b"MZ\x90\x00 a program")
    assert list(flow.take_from_folder(tmp_path, by=ea)) == []


def test_what_is_held_back_stays_until_somebody_who_may_says_what_was_done_with_it(office, ea, refused):
    ref = actions.hold_back("a.exe", b"MZ", why=Refusal("kind-of-file", "No."), came_by="the drop folder", by=ea)
    assert actions.hold_back("b.exe", b"MZ", why=Refusal("kind-of-file", "No."), came_by="the drop folder", by=ea) == ref
    acm = office["assistant-casework-manager"]

    assert refused(lambda: actions.settle_held_back(ref, because="Deleted", by=ea)).code == "scheme-no-row"
    assert refused(lambda: actions.settle_held_back(ref, because=" ", by=acm)).code == "because"
    actions.settle_held_back(ref, because="Asked for it again as PDF", by=acm)

    assert refused(lambda: actions.settle_held_back(ref, because="x", by=acm)).code == "not-held"
    assert queries.held_back() == ()
    assert HeldBack.objects.count() == 1

    again = actions.hold_back("a.exe", b"MZ", why=Refusal("kind-of-file", "No."), came_by="the drop folder", by=ea)
    assert [one.ref for one in queries.held_back()] == [again] != [ref], "sent again after it was dealt with, it waits for somebody again"


def test_a_file_held_back_alerts_whoever_deals_with_such_once_and_again_when_it_comes_again(office, ea):
    acm = office["assistant-casework-manager"]

    def told(who) -> int:
        raising.look(who.ref, ["casework"])
        return sum(one.url == "/post/held-back/" and one.acknowledged_at is None for one in alerts(who.ref))

    def comes() -> str:
        return actions.hold_back("a.exe", b"MZ", why=Refusal("kind-of-file", "No."), came_by="the drop folder", by=ea)

    ref = comes()
    assert comes() == ref
    assert (told(acm), told(acm), told(office["investigator"])) == (1, 1, 0)

    actions.settle_held_back(ref, because="Asked for it again as PDF", by=acm)
    comes()
    assert told(acm) == 2


def test_whoever_deals_with_what_is_held_back_is_told_of_each_file_once(office, ea):
    acm, investigator = office["assistant-casework-manager"], office["investigator"]
    actions.hold_back("a.exe", b"MZ", why=Refusal("kind-of-file", "No."), came_by="the drop folder", by=ea)

    for by in (acm, acm, investigator):
        raising.look(by.ref, ("casework",))

    assert [(one.title, one.url, one.urgency) for one in alerts(acm.ref)] == [
        ("A file of post could not be registered", "/post/held-back/", "now")
    ]
    assert alerts(investigator.ref) == ()


def test_whoever_may_not_register_is_refused_and_nothing_is_held_back(office, mail):
    with pytest.raises(Refused):
        flow.take_in("a.eml", mail(), came_by="the drop folder", by=office["investigator"])

    assert queries.held_back() == ()


def test_a_pdf_with_text_is_read_in_the_background_and_the_rules_mark_page_and_words(office, ea):
    content = a_pdf("Dear Ombudsman\nI write about my care.", "My solicitor speaks of\njudicial review by 30 December.")
    item = flow.register_post("letter.pdf", content, received_on=today(), by=ea)
    assert queries.letter(item.ref).faults == ("Its words have not been read yet. Open the original meanwhile.",)
    assert item.flags == ()

    run(Job.objects.get(kind="post.read-paper").ref)

    read = queries.item(item.ref)
    assert "judicial review" in queries.letter(item.ref).text
    assert next((flag.rule, flag.page, flag.found) for flag in read.flags) == ("judicial-review", 2, "judicial review")
    assert documents.content(item.document_ref) == content
    assert queries.letter(item.ref).faults == ()
    assert flow.read_paper(item.ref, by=ea).version == read.version, "it is read once"


def test_a_word_document_is_read_and_marked_and_one_that_says_nothing_or_is_no_text_is_for_the_eye(office, ea):
    letter = docx("<w:p><w:r><w:t>Letter before claim</w:t></w:r></w:p><w:p><w:r><w:t>I feel suicidal</w:t></w:r></w:p>")
    item = flow.register_post("letter.docx", letter, received_on=today(), by=ea)
    picture = flow.register_post("picture.docx", docx("<w:p/>"), received_on=today(), by=ea)
    table = flow.register_post("t.xlsx", docx("", name="xl/workbook.xml"), received_on=today(), by=ea)
    assert queries.letter(item.ref).faults == ("Its words have not been read yet. Open the original meanwhile.",)
    assert queries.letter(table.ref).faults == ("Read by eye: no words could be read by machine. Open the original.",)

    run(Job.objects.filter(kind="post.read-paper").earliest("pk").ref)

    read = queries.item(item.ref)
    assert [(one.rule, one.place) for one in read.flags] == [
        ("judicial-review", "page 1, paragraph 1"),
        ("self-harm", "page 1, paragraph 2"),
    ]
    assert queries.letter(item.ref).faults == ()
    flow.read_paper(picture.ref, by=ea)
    assert queries.letter(picture.ref).faults == ("Read by eye: no words could be read by machine. Open the original.",)


def test_a_picture_is_read_by_eye_where_no_machine_can_and_a_broken_pdf_too(office, ea, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    item = flow.register_post("scan.png", png, received_on=today(), by=ea)

    read = flow.read_paper(item.ref, by=ea)

    assert read.state == "registered"
    assert queries.letter(item.ref).faults == ("Read by eye: no words could be read by machine. Open the original.",)
    assert words_of(b"%PDF-1.7 broken", "application/pdf").how == "eye"


def test_a_scan_is_read_by_machine_where_tesseract_is_installed_and_says_so(office, ea, monkeypatch, tmp_path):
    stand_in = tmp_path / "tesseract"
    stand_in.write_text("#!/bin/sh\ncat > /dev/null\necho 'I feel suicidal'\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(stand_in) if name == "tesseract" else None)
    item = flow.register_post("scan.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 40, received_on=today(), by=ea)

    read = flow.read_paper(item.ref, by=ea)

    assert [flag.rule for flag in read.flags] == ["self-harm"]
    assert queries.letter(item.ref).faults[0].startswith("Its words were read by machine from a picture")


def test_a_letter_typed_in_keeps_what_was_typed_and_says_who_it_is_from(office, ea, refused):
    said = {
        "channel": "letter",
        "sender_name": "Mrs Ada Example",
        "sender_address": "",
        "subject": "My bins",
        "addressed_to": "The Ombudsman",
        "by": ea,
        "why_late": "",
    }

    item = flow.key_in("My MP knows of this.", received_on=today(), **said)

    assert (item.sender, item.subject, item.channel, [flag.rule for flag in item.flags]) == ("Mrs Ada Example", "My bins", "letter", ["mp"])
    assert documents.content(item.document_ref).decode().endswith("My MP knows of this.\n")
    late = refused(lambda: flow.key_in("Another.", received_on=today() - timedelta(days=20), **said))
    assert late.code == "why-late"


# ---- sending on


def test_misdirected_post_is_forwarded_with_proof_of_the_very_bytes(office, ea, mail, outbox, refused):
    item = flow.register_post("a.eml", mail("For the council"), received_on=today(), by=ea)
    said = {"to_name": "Northmere Council", "to_address": "post@northmere.example", "because": "It is about a council tax bill"}

    assert refused(lambda: flow.forward_post(item.ref, **said | {"to_address": "nowhere"}, by=ea)).code == "address"
    assert refused(lambda: flow.forward_post(item.ref, **said | {"because": ""}, by=ea)).code == "because"
    assert refused(lambda: flow.forward_post(item.ref, **said, by=office["investigator"])).code == "scheme-no-row"
    done = flow.forward_post(item.ref, **said, by=ea)

    proof = queries.forwarding_of(item.ref)
    sent = next(outbox.glob("*.eml")).read_bytes()
    assert done.state == "forwarded"
    assert (proof.to_name, proof.sha256) == ("Northmere Council", sha256_hex(sent))
    assert documents.content(proof.document_ref) == sent
    assert re.search(rb"Message-ID: " + re.escape(proof.message_id.encode()), sent)
    assert next(message_from_bytes(sent, policy=policy.default).iter_attachments()).get_content() == documents.content(item.document_ref)
    assert refused(lambda: flow.forward_post(item.ref, **said, by=ea)).code == "wrong-state"


def test_when_the_relay_does_not_take_it_nothing_is_said_to_have_been_forwarded(office, ea, mail, monkeypatch):
    monkeypatch.setenv("DULY_OUTBOX", "/dev/null/no")
    item = flow.register_post("a.eml", mail("For the council"), received_on=today(), by=ea)

    with pytest.raises(Refused, match="was not sent"):
        flow.forward_post(item.ref, to_name="A", to_address="a@b.example", because="x", by=ea)

    assert queries.item(item.ref).state == "registered"
    assert queries.forwarding_of(item.ref) is None


def test_the_database_refuses_a_forwarding_without_proof_and_a_file_held_back_twice(office, ea, mail):
    item = Item.objects.get(ref=flow.register_post("a.eml", mail(), received_on=today(), by=ea).ref)
    event = uuid4()
    proof = {
        "item": item,
        "to_name": "A",
        "to_address": "a@b",
        "document_ref": "D-1",
        "sha256": "",
        "message_id": "",
        "at": "2026-11-09T09:00Z",
    }
    held = {"name": "a", "content": b"x", "sha256": "1", "came_by": "x", "at": "2026-11-09T09:00Z", "made_by": event}

    for constraint, write in (
        ("forwarding_is_proved", lambda: Forwarding.objects.create(**proof, made_by=event)),
        ("what_is_held_back_says_why", lambda: HeldBack.objects.create(ref="Q-1", why="", **held)),
        ("a_file_is_held_back_once", lambda: [HeldBack.objects.create(ref=f"Q-{n}", why="x", **held) for n in (1, 2)]),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            write()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
