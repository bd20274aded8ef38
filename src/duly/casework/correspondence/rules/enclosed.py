"""What came with a mail: every file and mail attached to it, those within an attached mail too, and their words where they are there to be read."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import filetype

from duly.casework.correspondence.rules.arrival import PAGE_BREAK
from duly.casework.correspondence.rules.mail import Attachment, MailSeen, html_words, read_mail, shown
from duly.core.documents.rules import BY_EXTENSION, TEXT
from duly.core.documents.rules.archives import MACROS, why_held

MOST = 200
"""Attachments of one mail that are told apart; what lies deeper stays in the original."""
DEEPEST = 5
"""Mails within mails that are opened."""
PART_BREAK = "\x1d"
"""Between the words of one attachment and the next."""
PDF, WORD, MAIL, HTML, PLAIN = BY_EXTENSION["pdf"], BY_EXTENSION["docx"], BY_EXTENSION["eml"], "text/html", "text/plain"
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class Enclosure:
    """One attachment as it was read. `how` is "text", "ocr" or "eye" (nobody but a person can), and "" until it was; `why` says why it is held back."""

    name: str
    media_type: str
    size: int
    how: str = ""
    why: str = ""
    pages: tuple[str, ...] = ()

    def as_row(self) -> list[str | int]:
        """As the item keeps it; its words stand beside."""
        return [self.name, self.media_type, self.size, self.how, self.why]


def enclosed(mail: MailSeen) -> tuple[Attachment, ...]:
    """Everything attached to a mail, in its order, and after that what is attached to the mails among it, each under both names."""
    found = list(mail.attachments[:MOST])
    depth = dict.fromkeys(range(len(found)), 1)
    for n, one in enumerate(found):  # it grows as it goes
        if depth[n] >= DEEPEST or kind(one) != MAIL:
            continue
        for inner in read_mail(one.content).attachments[: MOST - len(found)]:
            depth[len(found)] = depth[n] + 1
            found.append(Attachment(f"{one.name}: {inner.name}"[:200], inner.media_type, inner.size, inner.content, inner.charset))
    return tuple(found)


def kind(one: Attachment) -> str:
    """The media type an attachment has by its bytes, and only then by what it is said to be: letters come as "application/octet-stream"."""
    content, extension = one.content, PurePath(one.name).suffix.lstrip(".").lower()
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return WORD if _holds(content, "word/document.xml") else "application/zip"
    if found := filetype.guess_mime(content):
        return str(found)
    if content.startswith(b"{\\rtf"):
        return "application/rtf"
    if one.media_type == MAIL or extension == "eml":
        return MAIL
    if one.media_type in (HTML, "application/xhtml+xml") or extension in ("html", "htm"):
        return HTML
    said = one.media_type.startswith("text/") or BY_EXTENSION.get(extension) in TEXT
    return PLAIN if said or _is_plain(content) else UNKNOWN


def read_at_once(one: Attachment) -> Enclosure:
    """The words of a mail, a page or plain text, read as those of the mail they came with are; what is not to be opened is not, and the rest is left to be."""
    of, why = kind(one), why_held(one.name, one.content)
    if of == MAIL:
        mail = read_mail(one.content)
        return as_read(one, ("\n\n".join(filter(None, (mail.subject, mail.text))),), "text", why)
    if of in (HTML, PLAIN):
        words = shown(one.content, one.charset)
        return as_read(one, (html_words(words) if of == HTML else words).split(PAGE_BREAK), "text", why)
    return Enclosure(one.name, one.media_type, one.size, "" if why in ("", MACROS) else "eye", why)


def as_read(one: Attachment, pages: Sequence[str], how: str, why: str = "") -> Enclosure:
    """An attachment with its words. Where there are none, it is for the eye, whoever looked for them."""
    kept = tuple(page.replace(PART_BREAK, " ") for page in pages)
    read = any(page.strip() for page in kept)
    return Enclosure(one.name, one.media_type, one.size, how if read else "eye", why, kept if read else ())


def texts(came: Sequence[Enclosure]) -> str:
    """The words of all attachments as the item keeps them."""
    return PART_BREAK.join(PAGE_BREAK.join(one.pages) for one in came) if came else ""


def enclosures(rows: Sequence[Sequence[str | int]], words: str) -> tuple[Enclosure, ...]:
    """Attachments from what the item keeps of them. Those registered before attachments were read say so: they have no `how`."""
    parts = words.split(PART_BREAK) if words else []
    made = []
    for n, row in enumerate(rows):
        name, media_type, size, how, why = (*row, "", "")[:5]
        pages = tuple(parts[n].split(PAGE_BREAK)) if n < len(parts) and parts[n] else ()
        made.append(Enclosure(str(name), str(media_type), int(size), str(how), str(why), pages))
    return tuple(made)


def how_read(came: Sequence[Enclosure]) -> tuple[str, ...]:
    """What whoever reads the letter must know of how far its attachments were read: a sentence for each way but the plain one."""
    said = {
        "": "Not read yet: {}. Open it meanwhile.",
        "eye": "Read by eye, for no machine could: {}.",
        "ocr": "Read by machine from a picture, and it may be wrong: {}.",
    }
    by_way: dict[str, list[str]] = {}
    for n, one in enumerate(came, start=1):
        by_way.setdefault(one.how, []).append(f"attachment {n} ({one.name})")
    held = tuple(f"Held back: attachment {n} ({one.name}), for {one.why}." for n, one in enumerate(came, start=1) if one.why)
    return tuple(words.format(", ".join(by_way[way])) for way, words in said.items() if way in by_way) + held


def _holds(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return part in packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_plain(content: bytes) -> bool:
    try:
        return b"\0" not in content and bool(content.decode("utf-8").strip())
    except UnicodeDecodeError:
        return False
