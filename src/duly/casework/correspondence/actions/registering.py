"""Registering post: its bytes are kept first, then it is read as far as it can be, then the rules of its day look at it."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from duly.casework.correspondence import checks, queries
from duly.casework.correspondence.actions.papers import PAPERS
from duly.casework.correspondence.events import HeldBackSettled, PostHeldBack, PostRead, PostRegistered
from duly.casework.correspondence.models import HeldBack, Item, Mark
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.rules.arrival import PAGE_BREAK
from duly.casework.correspondence.rules.enclosed import Enclosure, enclosed, enclosures, read_at_once, texts
from duly.casework.correspondence.rules.mail import LONGEST_TEXT, MailSeen, read_mail, shown
from duly.casework.correspondence.rules.watching import Marked, marks
from duly.casework.correspondence.states import ItemState
from duly.core.documents.actions import keep
from duly.core.documents.rules import TEXT
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refusal, stop_if

NOT_MAIL = MailSeen("", "", "", "", "", "", "", (), ())
READ_AT_ONCE = TEXT
"""Media types whose words are there to be read: mails and plain text of every kind."""
TO_BE_TRIAGED = "Triage it"
"""The next action of every item until somebody triages it; until then whoever registered it owns it."""

TO_BE_READ = "Its words have not been read yet. Open the original meanwhile."
BY_EYE = "Read by eye: no words could be read by machine. Open the original."
BY_MACHINE = "Its words were read by machine from a picture, and may be wrong. The original is what counts."


def register(
    name: str,
    content: bytes,
    *,
    channel: str,
    received_on: date,
    by: Actor,
    why_late: str = "",
    sender_name: str = "",
    sender_address: str = "",
    subject: str = "",
    addressed_to: str = "",
    scanned: str = "",
) -> ItemSeen:
    """Keep the bytes as they came, then read what can be read of them. Who it is from and to, and about what, are said for what is not an e-mail.

    `scanned` is what a virus scanner said of it.
    """
    digest = sha256_hex(content)
    with unit_of_work() as record:
        stop_if(checks.why_not_register(channel=channel, received_on=received_on, why_late=why_late, sha256=digest, by=by))
        kept = keep(name=name, content=content, by=by)
        mail = _read(content, kept.media_type)
        came = tuple(read_at_once(one) for one in enclosed(mail))
        rules = queries.rules_in_force(on=received_on)
        item = Item(
            ref=f"P-{today():%y}-{take_number('correspondence_item_number'):05d}",
            version=1,
            state=ItemState.REGISTERED,
            channel=channel,
            document_ref=kept.ref,
            file_name=name,
            sha256=digest,
            message_id=mail.message_id,
            thread=list(mail.thread),
            received_on=received_on,
            logged_on=today(),
            late=checks.is_late(received_on, today()),
            why_late=why_late.strip(),
            sender_name=sender_name.strip() or mail.sender_name,
            sender_address=sender_address.strip() or mail.sender_address,
            subject=subject.strip() or mail.subject or name,
            addressed_to=addressed_to.strip() or mail.addressed_to,
            text=mail.text,
            html=mail.html,
            attachments=[one.as_row() for one in came],
            enclosed=texts(came),
            scanned=scanned,
            faults=_faults(kept.media_type, mail),
            rules_number=rules.number,
            rules_sha256=rules.sha256,
            owner=by.ref,
            next_action=TO_BE_TRIAGED,
        )
        item.save(force_insert=True)
        found = marks(rules.rules, queries.arrived(item), watched=tuple(one.what for one in queries.watched()))
        event = record.write(
            PostRegistered(
                ref=item.ref,
                version=1,
                channel=channel,
                document_ref=kept.ref,
                sha256=digest,
                received_on=received_on,
                logged_on=item.logged_on,
                rules=rules.number,
                sender=item.sender_name or item.sender_address or "No sender found",
                about=item.subject,
                why_late=item.why_late,
                flags=tuple(dict.fromkeys(one.rule for one in found)),
                scanned=item.scanned,
            ),
            by=by,
        )
        keep_marks(item, found, number=rules.number, event=event)
    return queries.item(item.ref)


def read(ref: str, *, pages: Sequence[str] = (), how: str = "", came: Sequence[Enclosure] = (), by: Actor) -> ItemSeen:
    """Keep the words that were read of a scan, a PDF or a Word document, or of what `came` with a mail, and let the rules of the day it came look at them.

    Once: what was read is left as it is.
    """
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        known = enclosures(item.attachments, item.enclosed)
        if TO_BE_READ not in item.faults and (len(came) <= len(known) and all(one.how for one in known)):
            return queries.item(ref)
        item.version += 1
        if TO_BE_READ in item.faults:
            item.text = PAGE_BREAK.join(pages)[:LONGEST_TEXT]
            item.faults = {"eye": [BY_EYE], "ocr": [BY_MACHINE]}.get(how, [])
        item.attachments, item.enclosed = [one.as_row() for one in came], texts(came)
        rules = queries.rules_in_force(on=item.received_on)
        item.rules_number, item.rules_sha256 = rules.number, rules.sha256
        item.save(update_fields=["version", "text", "faults", "attachments", "enclosed", "rules_number", "rules_sha256"])
        before = {place_of(mark) for mark in item.marks.all()}
        found = marks(rules.rules, queries.arrived(item), watched=tuple(one.what for one in queries.watched()))
        found = tuple(one for one in found if place_of(one) not in before)
        flags = tuple(dict.fromkeys(one.rule for one in found))
        many = len(pages) + sum(len(one.pages) for one in came)
        event = record.write(
            PostRead(ref, item.version, how=how or _ways(came), pages=many, rules=rules.number, flags=flags, attachments=len(came)), by=by
        )
        keep_marks(item, found, number=rules.number, event=event)
    return queries.item(ref)


def place_of(mark: Mark | Marked) -> tuple[str, str, int, int, int, int]:
    """By which rule, and where: what makes a mark the same one."""
    return mark.rule, mark.where, mark.part, mark.page, mark.paragraph, mark.start


def _ways(came: Sequence[Enclosure]) -> str:
    ways = {one.how for one in came}
    return next((way for way in ("ocr", "text") if way in ways), "eye")


def hold_back(name: str, content: bytes, *, why: Refusal, came_by: str, by: Actor) -> str:
    """Keep a file that could not be registered, as it came, for a person to deal with. The same bytes are held once at a time: sent again after they were dealt
    with, they are to be dealt with again. Gives the reference."""
    digest = sha256_hex(content)
    with unit_of_work() as record:
        known = HeldBack.objects.filter(sha256=digest, superseded_by__isnull=True).values_list("ref", flat=True).first()
        if known:
            return str(known)
        ref = f"Q-{take_number('correspondence_held_number'):05d}"
        name = "".join(c if c.isprintable() else " " for c in name)[:200] or "(no name)"
        event = record.write(
            PostHeldBack(ref, 1, sha256=digest, size=len(content), came_by=came_by, code_of=why.code, why=why.because, name=name), by=by
        )
        HeldBack.objects.create(
            ref=ref, name=name, content=content, sha256=digest, came_by=came_by, why=why.because, at=now(), made_by=event
        )
    return ref


def settle_held_back(ref: str, *, because: str, by: Actor) -> None:
    """Say what was done with a file that was held back. Its bytes stay."""
    with unit_of_work() as record:
        stop_if(checks.why_not_settle(ref, because=because, by=by))
        row = HeldBack.objects.select_for_update().get(ref=ref)
        row.superseded_by = record.write(HeldBackSettled(ref, next_version("post held back", ref), because=because.strip()), by=by)
        row.save(update_fields=["superseded_by"])


def _faults(media_type: str, mail: MailSeen) -> list[str]:
    """What is said of how far it was read: a kind of file that nothing here reads is for the eye, and never passes for one that says nothing."""
    if media_type in PAPERS:
        return [TO_BE_READ]
    return list(mail.faults) if media_type in READ_AT_ONCE else [BY_EYE]


def _read(content: bytes, media_type: str) -> MailSeen:
    if media_type == "message/rfc822":
        return read_mail(content)
    return replace(NOT_MAIL, text=shown(content)) if media_type in READ_AT_ONCE else NOT_MAIL


def keep_marks(item: Item, found: Sequence[Marked], *, number: int, event: uuid.UUID) -> None:
    """Keep what a set of rules noticed in an item, as the event that tells of it."""
    Mark.objects.bulk_create(Mark(item=item, **asdict(one), rules_number=number, made_by=event) for one in found)
