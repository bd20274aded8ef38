"""Keeping a file."""

import io

import openpyxl
import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from duly.core.documents import queries
from duly.core.documents.actions import keep
from duly.core.documents.models import Document
from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


def test_a_file_is_kept_whole_with_its_hash():
    kept = keep(name="rota.csv", content=b"a,b\n1,2\n", by=SYSTEM)

    assert kept.ref.startswith("D-")
    assert kept.media_type == "text/csv"
    assert kept.sha256 == sha256_hex(b"a,b\n1,2\n")
    assert queries.content(kept.ref) == b"a,b\n1,2\n"
    assert queries.document(kept.ref) == kept
    assert [entry.action for entry in history("document", kept.ref)] == ["document.kept"]


def test_the_same_bytes_twice_are_two_documents():
    first, second = (keep(name="a.txt", content=b"hello", by=SYSTEM) for _ in range(2))

    assert first.ref != second.ref
    assert queries.same_content(first.sha256) == (first, second)


def test_the_name_of_a_file_can_be_forgotten():
    kept = keep(name="Mrs Example.txt", content=b"hello", by=SYSTEM)

    assert "name" not in history("document", kept.ref)[0].facts


def test_it_joins_the_callers_unit_of_work():
    with pytest.raises(RuntimeError), unit_of_work():
        keep(name="a.txt", content=b"hello", by=SYSTEM)
        raise RuntimeError("the caller's work fails")

    assert not Document.objects.exists()


def a_workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.xml", b'<?xml version="1.0"?><a/>', "application/xml"),
        ("a.eml", b"From: a@example.org\r\nSubject: x\r\n\r\n\xe9", "message/rfc822"),
        ("a.json", b"{}", "application/json"),
        ("a.xlsx", a_workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_kinds_of_file_that_are_kept(name, content, media_type):
    assert keep(name=name, content=content, by=SYSTEM).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ\x90\x00", "kind-of-file"),
        ("a.html", b"<html>", "kind-of-file"),
        ("a", b"text", "kind-of-file"),
        ("a.pdf", b"not a pdf", "kind-of-file"),
        ("a.csv", PDF, "kind-of-file"),
        ("a.csv", b"a,\0b", "kind-of-file"),
        ("a.xlsx", b"PK\x03\x04 broken", "kind-of-file"),
        ("a.xlsx", b"a,b\n", "kind-of-file"),
        ("a.csv", b"", "empty"),
        ("a\nb.csv", b"a", "name"),
        ("a.txt", b"a" * (40 * 1024 * 1024 + 1), "too-large"),
    ],
)
def test_files_that_are_refused(name, content, code):
    with pytest.raises(Refused) as refused:
        keep(name=name, content=content, by=SYSTEM)

    assert refused.value.refusal.code == code


def test_a_file_that_is_not_what_it_was_said_to_be_is_refused():
    with pytest.raises(Refused) as refused:
        keep(name="a.csv", content=b"a,b", media_type="application/pdf", by=SYSTEM)

    assert refused.value.refusal.because == "a.csv was said to be application/pdf, but it is text/csv."


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("document_hash_is_of_its_content", {"sha256": "0" * 64}),
        ("document_size_is_of_its_content", {"size": 4}),
        ("document_is_not_empty", {"size": 0, "content": b"", "sha256": sha256_hex(b"")}),
    ],
)
def test_the_database_refuses_a_document_that_is_not_its_content(constraint, wrong):
    right = {"ref": "D-x", "name": "x", "media_type": "text/plain", "size": 3, "sha256": sha256_hex(b"abc"), "content": b"abc"}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.create(**right | wrong, kept_at=now(), made_by=new_event_id())
