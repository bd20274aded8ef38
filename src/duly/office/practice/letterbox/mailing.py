"""Invented letters as the bytes they come in: a mail, a mailbox of mails, a scanned page with its words, a picture of one."""

import struct
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from duly.office.practice.letterbox.inventing import Letter

TO = "The Ombudsman <ombudsman@pso.example>"
_WIDE = 90
"""Letters in a line of a scanned page."""


def as_mail(letter: Letter) -> bytes:
    """A letter as an e-mail, the same bytes for the same letter."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"{letter.sender_name} <{letter.sender_address}>", TO, letter.subject
    mail["Date"] = f"{letter.received_on:%a}, {letter.received_on.day} {letter.received_on:%b %Y} 09:12:00 +0000"
    mail["Message-ID"] = f"<{letter.received_on:%Y%m%d}.{letter.number}@letterbox.example>"
    mail.set_content(letter.text)
    return mail.as_bytes()


def as_mailbox(letters: Sequence[Letter]) -> bytes:
    """Letters as one mailbox file."""
    return b"".join(b"From sender@post.example Mon Nov  2 09:12:00 2026\n" + as_mail(one) + b"\n" for one in letters)


def as_scan(letter: Letter) -> bytes:
    """A letter as a PDF of one page that has its own words."""
    lines = [part for line in letter.text.split("\n") for part in _folded(line)]
    drawn = " ".join(f"({_escaped(line)}) Tj 0 -15 Td" for line in lines)
    stream = f"BT /F1 11 Tf 60 780 Td {drawn} ET"
    made = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    )
    out, at = b"%PDF-1.4\n", []
    for n, one in enumerate(made, start=1):
        at.append(len(out))
        out += f"{n} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in at)
    end = f"trailer\n<< /Size {len(made) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def as_picture(letter: Letter) -> bytes:
    """A letter as a small picture in grey, in which no machine will read a word. Another letter is another picture."""
    wide, high = 120, 170
    mark = b"\x00" + bytes(255 * (letter.number >> x & 1) for x in range(wide))
    rows = mark + b"".join(b"\x00" + bytes(255 - 60 * (x * y % 11 == 0) for x in range(wide)) for y in range(1, high))

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def _folded(line: str) -> list[str]:
    made, now = [], ""
    for word in line.split():
        if now and len(now) + len(word) >= _WIDE:
            made.append(now)
            now = ""
        now = f"{now} {word}".strip()
    return [*made, now]


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
