"""What comes attached to a mail is read, marked, found and handed out as the mail itself is, and what no machine can read says so."""

import json
from email.message import EmailMessage
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfWriter

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.casework.correspondence.actions import registering
from duly.casework.correspondence.models import Mark
from duly.casework.correspondence.rules.enclosed import Enclosure
from duly.casework.finding.queries import in_post
from duly.cli import exits
from duly.cli.main import code_of
from duly.core.documents.tests.test_docx import docx
from duly.core.jobs.actions import run
from duly.core.jobs.models import Job
from duly.core.record.clock import today
from tests.casework.test_channels import a_pdf
from tests.casework.test_pages import _words

pytestmark = pytest.mark.django_db


def mailed(*attached: tuple[bytes, str, str] | EmailMessage, subject: str = "Our client") -> EmailMessage:
    """A mail that says nothing itself. Each attachment is its bytes, what it is said to be and its name; or a mail."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Sol Icitor <sol@law.example>", "ombudsman@pso.example", subject
    made.set_content("Please see attached.")
    for one in attached:
        if isinstance(one, EmailMessage):
            made.add_attachment(one)
        else:
            content, said, name = one
            maintype, _, subtype = said.partition("/")
            made.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return made


@pytest.fixture
def came(office):
    """Registers a mail with these attached."""

    def register(*attached):
        return flow.register_post(
            f"{len(attached)}.eml", mailed(*attached).as_bytes(), received_on=today(), by=office["executive-assistant"]
        )

    return register


def read_in_background(item) -> queries.ItemSeen:
    run(Job.objects.filter(kind="post.read-paper").latest("pk").ref)
    return queries.item(item.ref)


def test_words_attached_as_text_a_page_or_a_mail_are_marked_at_once_with_the_attachment_named(came):
    inner = mailed((b"I am bereaved.", "text/plain", "inner.txt"), subject="Before that")
    inner.get_body().set_content("I feel suicidal.")

    item = came(
        (b"LETTER BEFORE CLAIM.\n\nSecond.", "application/octet-stream", "letter.txt"),
        (b"<p>One</p><script>x</script><p>a <b>journ</b>alist", "text/html", "page.html"),
        inner,
    )

    assert [(one.rule, one.place) for one in item.flags] == [
        ("judicial-review", "attachment 1 (letter.txt), page 1, paragraph 1"),
        ("press", "attachment 2 (page.html), page 1, paragraph 1"),
        ("self-harm", "attachment 3 (a mail.eml), page 1, paragraph 2"),
        ("death", "attachment 4 (a mail.eml: inner.txt), page 1, paragraph 1"),
    ]
    assert [one.found for one in item.flags] == ["LETTER BEFORE CLAIM", "journalist", "suicidal", "bereaved"]
    assert queries.letter(item.ref).faults == ()
    assert flow.suggest_for(item.ref).what.note.startswith("Judicial review: attachment 1 (letter.txt), page 1, paragraph 1")
    assert not Job.objects.filter(kind="post.read-paper").exists(), "there is nothing left to open"


def test_a_pdf_and_a_word_document_attached_are_read_in_the_background_and_what_no_machine_reads_is_named(came, office):
    word = docx("<w:p><w:r><w:t>Letter before claim</w:t></w:r></w:p>")
    item = came(
        (a_pdf("First page of the letter to you.", "My client feels suicidal."), "application/pdf", "letter.pdf"),
        (word, "application/octet-stream", "letter.docx"),
        (b"\x00\x01\x02\xff", "application/octet-stream", "voice.bin"),
    )
    assert queries.letter(item.ref).faults == (
        "Not read yet: attachment 1 (letter.pdf), attachment 2 (letter.docx), attachment 3 (voice.bin). Open it meanwhile.",
    )

    read = read_in_background(item)

    assert [(one.rule, one.place) for one in read.flags] == [
        ("self-harm", "attachment 1 (letter.pdf), page 2, paragraph 1"),
        ("judicial-review", "attachment 2 (letter.docx), page 1, paragraph 1"),
    ]
    assert queries.letter(item.ref).faults == ("Read by eye, for no machine could: attachment 3 (voice.bin).",)
    assert flow.read_paper(item.ref, by=office["executive-assistant"]).version == read.version, "once"


def test_a_mail_is_found_by_the_words_of_what_came_with_it_and_its_case_by_the_reference_in_them(came, case):
    item = came((f"The zeppelin over {case.ref}".encode(), "text/plain", "a.txt"))

    assert in_post("zeppelin", most=5) == (item.ref,)
    assert flow.suggest_for(item.ref).what.case_ref == case.ref


def test_each_attachment_is_handed_out_byte_for_byte_to_be_saved_and_never_shown(came, at_desk):
    inner, script = mailed(subject="Within: " + "very " * 30 + "long"), b"<script>alert(1)</script>"
    item = came(inner, (script, "text/html", 'a"b.html'))
    desk = at_desk("executive-assistant")

    whole = desk.get(f"/post/{item.ref}/attachments/1/")
    page = desk.get(f"/post/{item.ref}/attachments/2/")

    assert whole.content.strip() == inner.as_bytes().strip()
    assert page.content == script
    assert page["Content-Type"] == "application/octet-stream"
    assert page["Content-Disposition"].startswith('attachment; filename="a-b')
    assert (page["X-Content-Type-Options"], page["Content-Security-Policy"]) == ("nosniff", "sandbox; default-src 'none'")
    assert desk.get(f"/post/{item.ref}/attachments/3/").status_code == 404
    assert desk.get(f"/post/{item.ref}/attachments/0/").status_code == 404


def test_the_page_lists_each_attachment_with_its_marked_words_and_how_far_it_was_read(came, at_desk):
    item = came((b"I feel suicidal.", "text/plain", "note.txt"), (b"\x00\x01", "application/octet-stream", "voice.bin"))

    page = _words(at_desk("executive-assistant").get(f"/post/{item.ref}/"))

    assert "attachment 1 (note.txt), page 1, paragraph 1" in page
    assert '<mark title="Distress">suicidal</mark>' in page
    assert f'href="/post/{item.ref}/attachments/2/"' in page
    assert "2 bytes, not read yet" in page


def test_the_command_lists_what_came_with_a_mail_and_writes_one_to_a_file_that_is_not_there_yet(came, capsys, tmp_path):
    item = came((b"I feel suicidal.", "text/plain", "note.txt"))
    file = tmp_path / "note.txt"

    assert code_of(["post", "attachment", item.ref, "--json"]) == exits.DONE
    assert json.loads(capsys.readouterr().out)[0]["read_by"] == "text"
    assert code_of(["post", "attachment", item.ref, "1", "--to", str(file)]) == exits.DONE
    assert file.read_bytes() == b"I feel suicidal."
    assert code_of(["post", "attachment", item.ref, "1", "--to", str(file)]) == exits.INVALID, "what is there is left as it is"
    assert code_of(["post", "attachment", item.ref, "2", "--to", str(tmp_path / "b")]) == exits.INVALID
    assert code_of(["post", "attachment", item.ref, "1"]) == exits.USAGE


def test_the_database_refuses_a_mark_in_an_attachment_that_is_none(came):
    item = came((b"I feel suicidal.", "text/plain", "note.txt"))
    mark = Mark.objects.get(item__ref=item.ref)
    same = {
        name: getattr(mark, name) for name in ("item", "rule", "word", "tone", "urgent", "page", "paragraph", "rules_number", "made_by")
    }

    for where, part in (("attachment", 0), ("text", 1)):
        with pytest.raises(IntegrityError, match="a_mark_of_an_attachment_says_which"), transaction.atomic():
            Mark.objects.create(**same, where=where, part=part, start=90, end=91)


def test_what_came_before_attachments_were_read_is_read_by_one_command(came, capsys, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(registering, "read_at_once", lambda one: Enclosure(one.name, one.media_type, one.size))
        item = came((b"I feel suicidal.", "text/plain", "note.txt"))
    assert queries.letter(item.ref).faults == ("Not read yet: attachment 1 (note.txt). Open it meanwhile.",)

    assert code_of(["post", "read-attachments", "--as", "executive-assistant", "--json"]) == exits.DONE

    assert json.loads(capsys.readouterr().out) == [{"ref": item.ref, "flags": "self-harm"}]
    assert queries.attachments_unread() == ()


# ---- what is held back


def test_an_attachment_with_macros_is_read_and_marked_and_handed_out_to_those_alone_who_deal_with_what_is_held_back(came, at_desk):
    item = came((docx("<w:p><w:r><w:t>I feel suicidal</w:t></w:r></w:p>"), "application/octet-stream", "letter.docm"))
    assert "Held back: attachment 1 (letter.docm), for it holds macros, which are programs." in queries.letter(item.ref).faults

    read = read_in_background(item)

    assert [one.rule for one in read.flags] == ["self-harm"]
    refused = at_desk("executive-assistant").get(f"/post/{item.ref}/attachments/1/")
    assert refused.status_code == 403
    assert "No post you hold may deal with files of post that were held back" in _words(refused)
    assert at_desk("assistant-casework-manager").get(f"/post/{item.ref}/attachments/1/").status_code == 200


def test_a_mail_with_something_held_back_in_it_is_handed_out_whole_to_those_alone_who_deal_with_that(came, at_desk):
    item, plain = (
        came((docx("<w:p/>"), "application/octet-stream", "letter.docm")),
        came((b"A note", "text/plain", "note.txt"), (b"B", "text/plain", "b.txt")),
    )

    refused, let, whole = (
        at_desk(who).get(f"/post/{ref}/original/")
        for who, ref in (("executive-assistant", item.ref), ("assistant-casework-manager", item.ref), ("executive-assistant", plain.ref))
    )

    assert (refused.status_code, let.status_code, whole.status_code) == (403, 200, 200)
    assert b"letter.docm" in let.content
    assert "held back" in _words(refused)


def test_a_locked_pdf_is_held_back_with_the_reason_and_one_that_only_forbids_printing_is_read(came, office):
    def sealed(password: str) -> bytes:
        made, out = PdfWriter(clone_from=BytesIO(a_pdf("I feel suicidal, and I write to say so."))), BytesIO()
        made.encrypt(password, "owner", algorithm="RC4-128")
        made.write(out)
        return out.getvalue()

    done = flow.take_in("locked.pdf", sealed("secret"), came_by="the drop folder", by=office["executive-assistant"])
    item = read_in_background(came((sealed("secret"), "application/pdf", "locked.pdf"), (sealed(""), "application/pdf", "open.pdf")))

    assert done.because == "locked.pdf is not taken in: it is locked with a password. Ask for it again as a PDF, or without that."
    assert queries.held_content(done.held)[1].startswith(b"%PDF")
    assert [(one.rule, one.part) for one in item.flags] == [("self-harm", 2)]
    assert "Held back: attachment 1 (locked.pdf), for it is locked with a password." in queries.letter(item.ref).faults


def test_a_virus_scanner_is_asked_where_one_is_named_and_nothing_is_claimed_where_none_is(office, mail, monkeypatch, tmp_path):
    def take(name):
        return flow.take_in(f"{name}.eml", mail(name), came_by="the mail server", by=office["executive-assistant"])

    scanner = tmp_path / "clamdscan"
    scanner.write_text("#!/bin/sh\nif grep -q EICAR; then echo 'stream: Eicar-Signature FOUND'; exit 1; fi\n")
    scanner.chmod(0o755)
    unasked = take("Unasked").item
    monkeypatch.setenv("DULY_CLAMDSCAN", str(scanner))
    clean, found = take("Clean").item, take("EICAR")
    monkeypatch.setenv("DULY_CLAMDSCAN", str(tmp_path / "gone"))
    silent = take("Silent").item

    assert [one.scanned for one in (unasked, clean, silent)] == ["", "ClamAV found nothing", "Not checked: ClamAV gave no answer"]
    assert found.because == "EICAR.eml is not taken in: ClamAV found Eicar-Signature in it. Ask for it again."
    assert queries.held_content(found.held) == ("EICAR.eml", mail("EICAR"))
