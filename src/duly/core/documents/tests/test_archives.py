"""Packed files that are not opened: too much in them, a password, a program."""

import io
import zipfile

import pytest

from duly.core.documents.rules import archives, media_type_of
from duly.core.documents.tests.test_docx import docx


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def locked() -> bytes:
    """A zip whose one part says that it is encrypted, in both places where a zip says so."""
    made = bytearray(packed(a=b"x"))
    made[6] |= 1
    made[made.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def compound(*said: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"".join(one.encode("utf-16-le") for one in said)


def overlapping() -> bytes:
    """A zip that names the same bytes over and over, each time as another part."""
    one = packed(a=b"\0" * 40_000)
    begins, ends = one.find(b"PK\x01\x02"), one.rfind(b"PK\x05\x06")
    entry = one[begins:ends]
    tail = bytearray(one[ends:])
    tail[8:12] = (50).to_bytes(2, "little") * 2
    tail[12:16] = (50 * len(entry)).to_bytes(4, "little")
    return one[:begins] + entry * 50 + bytes(tail)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("letter.docx", docx("<w:p/>"), ""),
        ("letter.docm", docx("<w:p/>"), archives.MACROS),
        ("letter.docx", packed(**{"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}), archives.MACROS),
        ("sums.xls", compound("Workbook", "_VBA_PROJECT"), archives.MACROS),
        ("letter.doc", compound("WordDocument"), ""),
        ("letter.docx", compound("EncryptionInfo", "EncryptedPackage"), archives.LOCKED),
        ("letters.zip", locked(), archives.LOCKED),
        ("bomb.zip", packed(a=b"\0" * (archives.SMALL + 1)), archives.TOO_MUCH),
        ("overlapping.zip", overlapping(), archives.TOO_MUCH),
        ("many.zip", packed(**{str(n): b"" for n in range(archives.MOST_PARTS + 1)}), archives.TOO_MUCH),
        ("broken.zip", packed(a=b"x")[:30], archives.DAMAGED),
        ("invoice.pdf.js", b"alert(1)", archives.PROGRAM),
        ("photo.jpg", b"MZ\x90\x00\x03", archives.PROGRAM),
        ("MZ.txt", b"MZ is how it begins", ""),
        ("letter.pdf", b"%PDF-1.7", ""),
    ],
    # A zip says when it was made: beside another process the test would have another name.
    ids=lambda one: "bytes" if isinstance(one, bytes) else None,
)
def test_why_a_file_is_held_back(name, content, why):
    assert archives.why_held(name, content) == why


def test_what_is_held_back_is_not_kept_and_the_sentence_says_what_to_ask_for():
    with pytest.raises(ValueError, match=r"holds macros, which are programs\. Ask for it again as a PDF"):
        media_type_of("letter.docm", docx("<w:p/>"))
