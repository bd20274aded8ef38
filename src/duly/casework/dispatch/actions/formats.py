"""Having a version of a letter in another format: large print made here, the others ordered, received and sent with the letter."""

from datetime import date

from duly.casework.dispatch import checking
from duly.casework.dispatch.actions.drafting import locked
from duly.casework.dispatch.events import FormatCancelled, FormatMade, FormatOrdered, FormatReceived
from duly.casework.dispatch.models import FormatCopy
from duly.casework.dispatch.queries import FormatSeen, LetterSeen, draft_number, format_copy
from duly.casework.dispatch.states import FORMAT_STEPS, FormatState
from duly.casework.wordings.rules import merged
from duly.core.documents.actions import keep
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.renditions.letters import letter_pdf
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def have_made(ref: str, *, format: str, supplier: str = "", due: date, by: Actor) -> FormatSeen:
    """Order exactly the version of a letter that stands now in another format, by a day. Large print is made here, at once."""
    with unit_of_work() as record:
        row = locked(ref)
        seen = LetterSeen.of(row)
        stop_if(checking.why_not_order(seen, format=format, supplier=supplier, due=due, by=by))
        copy = FormatCopy(
            ref=f"LF-{take_number('dispatch_format_number'):06d}",
            version=1,
            state=FormatState.ORDERED,
            letter_ref=ref,
            number=draft_number(ref),
            content_sha256=seen.content_sha256,
            format=format,
            supplier=supplier.strip(),
            ordered_on=today(),
            due=due,
        )
        if format == "large print":
            pdf = letter_pdf(merged(seen.made_from, seen.fields, seen.left_out), large=True)
            kept = keep(name=f"{ref}-large-print.pdf", content=pdf, media_type="application/pdf", by=by)
            copy.state, copy.received_on, copy.due = FormatState.RECEIVED, today(), today()
            copy.document_ref, copy.document_sha256, copy.supplier = kept.ref, kept.sha256, ""
            record.write(FormatMade(copy.ref, 1, ref, copy.number, copy.content_sha256, format, kept.sha256), by=by)
        else:
            record.write(FormatOrdered(copy.ref, 1, ref, copy.number, copy.content_sha256, format, copy.supplier, due), by=by)
        copy.save(force_insert=True)
    return format_copy(copy.ref)


def receive(ref: str, *, file_name: str = "", content: bytes = b"", in_hand: str = "", by: Actor) -> FormatSeen:
    """Take in what the supplier made: a file, or a thing that is no file, such as Braille on paper, and where it is."""
    with unit_of_work() as record:
        row = FormatCopy.objects.select_for_update().get(ref=ref)
        stop_if(checking.why_not_receive(format_copy(ref), content=content, in_hand=in_hand, by=by))
        kept = keep(name=file_name, content=content, by=by) if content else None
        row.document_ref, row.document_sha256 = (kept.ref, kept.sha256) if kept else ("", "")
        row.in_hand, row.received_on = in_hand.strip(), today()
        _step(row, "receive", "document_ref", "document_sha256", "in_hand", "received_on")
        record.write(FormatReceived(ref, row.version, today(), row.document_sha256, row.in_hand), by=by)
    return format_copy(ref)


def cancel(ref: str, *, because: str, by: Actor) -> FormatSeen:
    """Cancel what was ordered."""
    with unit_of_work() as record:
        row = FormatCopy.objects.select_for_update().get(ref=ref)
        stop_if(checking.why_not_handle_format(format_copy(ref), "cancel", by=by))
        _step(row, "cancel")
        record.write(FormatCancelled(ref, row.version, because.strip()), by=by)
    return format_copy(ref)


def _step(row: FormatCopy, verb: str, *also: str) -> None:
    row.state, row.version = FORMAT_STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])
