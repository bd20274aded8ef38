"""Handing letters over, by mail or in a print pack, and noting that they went and that they arrived."""

from collections.abc import Sequence
from datetime import date

from duly.casework.dispatch import checking, checks
from duly.casework.dispatch.actions.drafting import locked, noted, step
from duly.casework.dispatch.events import (
    LetterDeliveryNoted,
    LetterLetGo,
    LetterReleased,
    LetterSent,
    PackMade,
    PackPosted,
    PackPrinted,
)
from duly.casework.dispatch.models import DeliveryProof, Letter, PackedLetter, PrintPack
from duly.casework.dispatch.packing import Sheaf, cover_of, in_one
from duly.casework.dispatch.queries import LetterSeen, PackSeen, beside, letter, pack, packed
from duly.casework.dispatch.states import PACK_STEPS, STEPS, PackState
from duly.core.documents import queries as documents
from duly.core.documents.actions import keep
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def release(ref: str, *, because: str = "", by: Actor) -> LetterSeen:
    """Hand a letter over to be mailed. One that was released and never noted as sent may be released again.

    `because` is why it goes though its case is marked as a whole, and is kept only of such a letter.
    """
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(checks.why_not_send(LetterSeen.of(row), because=because, by=by))
        _let_go(row, record, because, by)
        row.sent_sha256 = row.approved_sha256
        step(row, "send", "sent_sha256")
        record.write(LetterReleased(ref=ref, version=row.version, content_sha256=row.sent_sha256, to_address=row.to_address), by=by)
    return LetterSeen.of(row)


def note_sent(ref: str, *, message_id: str, by: Actor) -> LetterSeen:
    """Note that the relay took a released letter, or that its pack was posted. Only the flow does the first, when it has."""
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(STEPS.why_not("note sent", row.state))
        row.sent_on, row.message_id = today(), message_id
        step(row, "note sent", "sent_on", "message_id")
        event = LetterSent(ref=ref, version=row.version, sent_on=row.sent_on, message_id=message_id, content_sha256=row.sent_sha256)
        record.write(event, by=by)
    return LetterSeen.of(row)


def make_pack(refs: Sequence[str], *, office: str, because: str = "", by: Actor) -> PackSeen:
    """Put approved letters that go by post into one print pack, which hands them over: one PDF of exactly their bytes behind a cover list.

    `because` is why those of a case that is marked as a whole go all the same.
    """
    with unit_of_work() as record:
        rows = [locked(ref) for ref in sorted(set(refs))]
        seen = [LetterSeen.of(row) for row in rows]
        stop_if(checking.why_not_pack(seen, because=because, by=by))
        ref = f"PP-{today():%y}-{take_number('dispatch_pack_number'):04d}"
        sheaves = [_sheaf(one) for one in seen]
        cover, firsts = cover_of(ref, office, today(), sheaves)
        content = in_one(cover, sheaves)
        kept = keep(name=f"{ref}.pdf", content=content.pdf, media_type="application/pdf", by=by)
        PrintPack(
            ref=ref,
            version=1,
            state=PackState.MADE,
            made_on=today(),
            letters=len(rows),
            pages=content.pages,
            document_ref=kept.ref,
            content_sha256=kept.sha256,
            prepared_by=by.ref,
        ).save(force_insert=True)
        made = record.write(PackMade(ref, 1, tuple(one.ref for one in seen), content.pages, kept.sha256), by=by)
        for row, sheaf, first in zip(rows, sheaves, firsts, strict=True):
            _let_go(row, record, because, by)
            row.sent_sha256 = row.approved_sha256
            step(row, "send", "sent_sha256")
            record.write(LetterReleased(ref=row.ref, version=row.version, content_sha256=row.sent_sha256, to_address=ref), by=by)
            PackedLetter.objects.create(
                pack_ref=ref, letter_ref=row.ref, content_sha256=row.sent_sha256, first_page=first, pages=sheaf.pages, made_by=made
            )
    return pack(ref)


def note_printed(ref: str, *, by: Actor) -> PackSeen:
    """Note that a pack was printed."""
    with unit_of_work() as record:
        row = PrintPack.objects.select_for_update().get(ref=ref)
        stop_if(checking.why_not_handle_pack(pack(ref), "print", by=by))
        row.state, row.version = PACK_STEPS.after("print", row.state), row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(PackPrinted(ref, row.version), by=by)
    return pack(ref)


def note_posted(ref: str, *, count: int, by: Actor) -> PackSeen:
    """Note that a pack was posted, in as many envelopes as were counted: with another number than its letters it is not."""
    with unit_of_work() as record:
        row = PrintPack.objects.select_for_update().get(ref=ref)
        stop_if(checking.why_not_post(pack(ref), count=count, by=by))
        row.state, row.version, row.posted_on = PACK_STEPS.after("post", row.state), row.version + 1, today()
        row.save(update_fields=["state", "version", "posted_on"])
        record.write(PackPosted(ref, row.version, today(), count), by=by)
        for one in packed(ref):
            note_sent(one.letter_ref, message_id=ref, by=by)
    return pack(ref)


def note_delivery(
    ref: str, *, how: str, on: date, words: str = "", file_name: str = "", content: bytes = b"", by: Actor, follows: bool = False
) -> LetterSeen:
    """Note what shows that a letter arrived, or that it came back: in words, or by a paper that was scanned in. What `follows` from a mail server's report is nobody's act,
    and the scheme is not asked."""
    with unit_of_work() as record:
        row = locked(ref)
        seen = LetterSeen.of(row)
        stop_if(checking.why_not_note_delivery(seen, how=how, on=on, words=words, content=content, by=by, follows=follows))
        kept = keep(name=file_name, content=content, by=by).ref if content else ""
        noted(row)
        event = record.write(LetterDeliveryNoted(ref, row.version, how, on, kept, words.strip()), by=by)
        DeliveryProof.objects.create(letter_ref=ref, how=how, on=on, document_ref=kept, made_by=event)
    return letter(ref)


def _let_go(row: Letter, record: Pen, because: str, by: Actor) -> None:
    seen = LetterSeen.of(row)
    mark = checks.mark_of_case(seen)
    if mark:
        noted(row)
        record.write(LetterLetGo(row.ref, row.version, seen.case_ref, mark, because.strip()), by=by)


def _sheaf(seen: LetterSeen) -> Sheaf:
    """One letter as it goes into the envelope. Of one signed in ink the paper itself goes, so nothing of it is printed again."""
    also = beside(seen)
    files = [documents.content(one.document_ref) for one in also if one.document_ref and one.format == "large print"]
    by_hand = [one.format for one in also if one.format != "large print"] + (["the paper signed in ink"] if seen.ink_ref else [])
    by_hand += [f"the post itself, {seen.item_ref}"] if seen.template == "forwarding" else []
    pdfs = ([] if seen.ink_ref else [documents.content(seen.document_ref)]) + files
    return Sheaf(
        seen.ref,
        seen.case_ref or seen.item_ref,
        tuple(seen.fields.get("address", "").splitlines()) or (seen.to_name,),
        pdfs,
        tuple(by_hand),
    )
