"""Every channel that post comes by: files, mailboxes, a drop folder, a mail server, letters keyed by hand. What cannot be registered is held back, never lost."""

import imaplib
import logging
import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import OperationalError

from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.actions.papers import PAPERS, opened, why_locked, words_of
from duly.casework.correspondence.actions.scanning import scanned
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.rules.enclosed import MAIL, Enclosure, enclosed, read_at_once
from duly.casework.correspondence.rules.mail import Attachment, read_mail
from duly.casework.correspondence.rules.mbox import messages
from duly.casework.flow.letters_back import note_what_came_back
from duly.core.documents import queries as documents
from duly.core.documents.rules import ASK_AGAIN
from duly.core.documents.rules.archives import why_held as found_in
from duly.core.jobs import actions as jobs
from duly.core.jobs.work import Progress, work
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import LONDON, today
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused

log = logging.getLogger(__name__)

READ_PAPER = "post.read-paper"
ALREADY = "already-registered"
LATE = "It waited in {} until it was taken in"
MOST_AT_ONCE = 500
"""Messages fetched from a mail server in one go; the next go fetches the rest."""
OF_THE_FILE = ("locked", "virus", "kind-of-file", "too-large")
"""Refusals that no other words of whoever sends a file would change."""
LARGEST = 40 * 1024 * 1024


@dataclass(frozen=True)
class TakenIn:
    """What became of one file or message: the item, or where it is held back and why, or the refusal that says the same bytes are there already.

    `left` says that it stays where it came from, for somebody to see to.
    """

    name: str
    item: ItemSeen | None = None
    held: str = ""
    because: str = ""
    left: bool = False


def register_post(
    name: str,
    content: bytes,
    *,
    received_on: date,
    by: Actor,
    why_late: str = "",
    channel: str = "",
    sender_name: str = "",
    sender_address: str = "",
    subject: str = "",
    addressed_to: str = "",
) -> ItemSeen:
    """Register a file of post as it came: an .eml as e-mail, anything else that is kept as a letter. What must be opened to be read is read in the background.

    Who it is from and to and what about is said where whoever hands it over knows; an e-mail says it itself.
    """
    channel = channel or ("e-mail" if name.lower().endswith(".eml") else "letter")
    said = scanned(name, content)
    if locked := why_locked(content):
        raise Refused(Refusal("locked", f"{name} is not taken in: {locked}. {ASK_AGAIN}"))
    with unit_of_work():
        item = post.register(
            name,
            content,
            scanned=said,
            channel=channel,
            received_on=received_on,
            why_late=why_late,
            sender_name=sender_name,
            sender_address=sender_address,
            subject=subject,
            addressed_to=addressed_to,
            by=by,
        )
        note_what_came_back(item.ref, content)
        came = post_queries.letter(item.ref).attachments
        if documents.document(item.document_ref).media_type in PAPERS or not all(one.how for one in came):
            jobs.ask_for(READ_PAPER, title=f"Reading {item.ref}", by=by, item=item.ref)
    return item


def key_in(
    words: str,
    *,
    channel: str,
    sender_name: str,
    sender_address: str,
    subject: str,
    addressed_to: str,
    received_on: date,
    why_late: str,
    by: Actor,
) -> ItemSeen:
    """Register a letter or a call that somebody typed. What was typed is the original: it is kept as a text file, with its hash."""
    return post.register(
        "keyed.txt",
        f"{sender_name}\n{subject}\n\n{words}\n".encode(),
        channel=channel,
        received_on=received_on,
        why_late=why_late,
        sender_name=sender_name,
        sender_address=sender_address,
        subject=subject,
        addressed_to=addressed_to,
        by=by,
    )


def take_in(name: str, content: bytes, *, came_by: str, by: Actor, received_on: date | None = None, channel: str = "") -> TakenIn:
    """Take in one file that came by a door nobody stands at. What is refused is held back with the reason, but for the very bytes of an item."""
    received_on = received_on or received_of(content)
    try:
        item = register_post(name, content, received_on=received_on, why_late=_why_late(received_on, came_by), by=by, channel=channel)
    except Refused as refused:
        refusal = refused.refusal
        if refusal.code.startswith("scheme-") or refusal.code == "no-room":
            raise
        if refusal.code == ALREADY:
            return TakenIn(name, because=refusal.because)
        held = post.hold_back(name, content, why=refusal, came_by=came_by, by=by)
        return TakenIn(name, held=held, because=refusal.because)
    except OperationalError:
        raise  # the database is away: it waits where it is
    except Exception as fault:  # our own mistake, and no letter may be lost by it, nor keep those behind it waiting
        log.exception("%s could not be registered, and is held back.", name)
        refusal = Refusal(
            "fault", f"It could not be registered, by a fault of Duly's own ({type(fault).__name__}). Tell whoever keeps the machine."
        )
        held = post.hold_back(name, content, why=refusal, came_by=came_by, by=by)
        return TakenIn(name, held=held, because=refusal.because)
    alike = post_queries.same_message(item.ref)
    return TakenIn(name, item=item, because=post_queries.SAME_MESSAGE.format(", ".join(alike)) if alike else "")


def held_instead(name: str, content: bytes, refusal: Refusal, *, came_by: str, by: Actor) -> Refusal:
    """The refusal of a file that a program sent in, which may keep no copy of it: one refused for what it is is held back first, and the refusal says where."""
    if refusal.code not in OF_THE_FILE:
        return refusal
    held = post.hold_back(name, content, why=refusal, came_by=came_by, by=by)
    return Refusal(refusal.code, f"{refusal.because} It is kept as {held}, for somebody here to deal with.")


def take_in_mbox(name: str, content: bytes, *, by: Actor, came_by: str = "a mailbox file") -> tuple[TakenIn, ...]:
    """Take in every message of an .mbox, each as one item received on the day it says."""
    stem = Path(name).stem[:150] or "mailbox"
    return tuple(
        take_in(f"{stem}-{n:05d}.eml", one, came_by=came_by, by=by, channel="e-mail") for n, one in enumerate(messages(content), start=1)
    )


def take_from_folder(folder: Path, *, by: Actor, still_for: int = 0) -> Iterator[TakenIn]:
    """Take in every file of a drop folder, and move each to "taken" beside them once it is kept. What is half-written (.part, .tmp) is left.

    So is what was written to within `still_for` seconds.
    """
    taken = folder / "taken"
    taken.mkdir(exist_ok=True)
    for path in sorted(one for one in folder.iterdir() if one.is_file() and not one.is_symlink()):
        if path.suffix.lower() in (".part", ".tmp") or path.name.startswith("."):
            continue
        if time.time() - path.stat().st_mtime < still_for:
            continue
        if path.stat().st_size > LARGEST:
            yield TakenIn(
                path.name, because=f"{path.name} is larger than {LARGEST // 1024 // 1024} MB, and stays in the folder.", left=True
            )
            continue
        content = path.read_bytes()
        if path.suffix.lower() == ".mbox":
            yield from take_in_mbox(path.name, content, by=by, came_by="the drop folder")
        else:
            yield take_in(path.name, content, came_by="the drop folder", by=by, received_on=_day_of(path))
        path.rename(_free(taken / path.name))


def fetch(address: str, *, password: str, by: Actor) -> Iterator[TakenIn]:
    """Fetch unseen mail from imaps://user@host[:port]/FOLDER (imap:// on this machine only). A message is marked as seen only once it is kept."""
    asked = urlsplit(address)
    box = unquote(asked.path.lstrip("/")) or "INBOX"
    with _connected(asked.scheme, asked.hostname or "", asked.port) as server:
        server.login(unquote(asked.username or ""), password)
        status, said = server.select('"' + box.replace("\\", "\\\\").replace('"', '\\"') + '"')
        if status != "OK":
            raise Refused(Refusal("mailbox", f"The mail server has no folder {box}: {said!r}."))
        _, found = server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split()[:MOST_AT_ONCE]:
            content = _fetched(server, uid.decode())
            if content is None:
                yield TakenIn(f"{box} {uid.decode()}", because="The mail server did not hand it over. It stays there, unseen.", left=True)
                continue
            yield take_in(f"mail-{uid.decode()}.eml", content, came_by="the mail server", by=by, channel="e-mail")
            server.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")


def read_paper(ref: str, *, by: Actor) -> ItemSeen:
    """Read the words of an item's scan, PDF or Word document now, or of what came with a mail."""
    item = post_queries.item(ref)
    kept, content = documents.document(item.document_ref), documents.content(item.document_ref)
    if kept.media_type in PAPERS:
        words = words_of(content, kept.media_type)
        return post.read(ref, pages=words.pages, how=words.how, by=by)
    known = post_queries.letter(ref).attachments
    parts = enclosed(read_mail(content)) if kept.media_type == MAIL else ()
    came = [known[n] if n < len(known) and known[n].how else _read_attached(one) for n, one in enumerate(parts)]
    return post.read(ref, came=came, by=by)


def why_held(ref: str, number: int, one: Attachment) -> str:
    """Why an attachment is held back, by what was found when it was read or by what it is; "" where it is not."""
    came = post_queries.letter(ref).attachments
    return (came[number - 1].why if number <= len(came) else "") or found_in(one.name, one.content)


def why_original_held(ref: str) -> str:
    """Why an item is not handed out whole: something that came with it is held back, and is in it. "" where nothing is."""
    came = enumerate(post_queries.letter(ref).attachments, start=1)
    return next((f"attachment {n} ({one.name}) is in it, and {one.why}" for n, one in came if one.why), "")


def _read_attached(one: Attachment) -> Enclosure:
    at_once = read_at_once(one)
    return at_once if at_once.how else opened(one)


@work(READ_PAPER)
def read_paper_in_background(progress: Progress, *, item: str) -> dict[str, str]:
    """Read the words of an item's scan, PDF or Word document, or of what came with a mail."""
    return {"item": read_paper(item, by=progress.by).ref}


def received_of(content: bytes) -> date:
    """The day a mail reached us: what the server that took it in last wrote, else the day its sender says, but never one that has not come."""
    message = message_from_bytes(content[:200_000], policy=policy.compat32)
    stamps = [str(one).rpartition(";")[2] for one in message.get_all("received", [])[:1]] + [str(message.get("date", ""))]
    for stamp in stamps:
        try:
            day = parsedate_to_datetime(re.sub(r"\s+", " ", stamp).strip()).astimezone(LONDON).date()
        except (TypeError, ValueError, OverflowError, IndexError):
            continue
        if date(1990, 1, 1) <= day <= today():
            return day
    return today()


def _why_late(received_on: date, came_by: str) -> str:
    return LATE.format(came_by) if today() - received_on > timedelta(days=1) else ""


def _day_of(path: Path) -> date:
    from datetime import datetime

    day = datetime.fromtimestamp(path.stat().st_mtime, LONDON).date()
    return min(day, today()) if not path.name.lower().endswith(".eml") else received_of(path.read_bytes())


def _free(path: Path) -> Path:
    tries = (path, *(path.with_name(f"{path.stem}-{n}{path.suffix}") for n in range(2, 10_000)))
    return next(one for one in tries if not one.exists())


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=ssl.create_default_context(), timeout=30)
    if scheme == "imap" and host in ("localhost", "127.0.0.1", "::1"):
        return imaplib.IMAP4(host, port or 143, timeout=30)
    raise Refused(Refusal("mailbox", "Mail is fetched from imaps://user@host/FOLDER; without encryption only from this machine."))


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes | None:
    _, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in parts or [] if isinstance(part, tuple)), None)
