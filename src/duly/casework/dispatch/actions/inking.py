"""Printing a draft to be signed in ink, and matching the scan of what was signed to exactly that version."""

from datetime import date

from duly.casework.dispatch import checking
from duly.casework.dispatch.actions.drafting import locked, step
from duly.casework.dispatch.events import InkCopyPrinted, InkCopySigned, LetterSignedInInk
from duly.casework.dispatch.marking import marked
from duly.casework.dispatch.models import InkCopy
from duly.casework.dispatch.queries import InkSeen, LetterSeen, draft_number, ink_copies, ink_copy
from duly.casework.dispatch.rules import mark_of
from duly.casework.dispatch.states import INK_STEPS, InkState
from duly.core.documents import queries as documents
from duly.core.documents.actions import keep
from duly.core.record.actions import take_number, unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def print_for_ink(ref: str, *, signer: str, by: Actor) -> InkSeen:
    """Print the newest draft with its mark for somebody to sign on paper. One that was printed so already is the same copy again."""
    with unit_of_work() as record:
        row = locked(ref)
        seen = LetterSeen.of(row)
        stop_if(checking.why_not_print_for_ink(seen, signer=signer, by=by))
        number = draft_number(ref)
        before = next((one for one in ink_copies(ref) if one.number == number), None)
        if before is not None:
            return before
        mark = mark_of(ref, number, seen.content_sha256)
        kept = keep(
            name=f"{ref}-to-sign.pdf", content=marked(documents.content(seen.document_ref), mark), media_type="application/pdf", by=by
        )
        copy = InkCopy(
            ref=f"IK-{take_number('dispatch_ink_number'):06d}",
            version=1,
            state=InkState.PRINTED,
            letter_ref=ref,
            number=number,
            content_sha256=seen.content_sha256,
            mark=mark,
            signer=signer,
            document_ref=kept.ref,
        )
        copy.save(force_insert=True)
        record.write(InkCopyPrinted(copy.ref, 1, ref, number, signer, mark, seen.content_sha256), by=by)
    return ink_copy(copy.ref)


def match(ref: str, *, mark: str, read_how: str, signed_on: date, file_name: str, content: bytes, by: Actor) -> LetterSeen:
    """Match the scan of a signed copy by the mark on it, read ("text", "ocr") or "typed": the letter is then approved, by the ink of its signer."""
    with unit_of_work() as record:
        copy = InkCopy.objects.select_for_update().get(ref=ref)
        row = locked(copy.letter_ref)
        stop_if(checking.why_not_match(LetterSeen.of(row), ink_copy(ref), mark=mark, signed_on=signed_on, by=by))
        scan = keep(name=file_name, content=content, by=by)
        copy.state, copy.version = INK_STEPS.after("match", copy.state), copy.version + 1
        copy.scan_ref, copy.scan_sha256, copy.read_how, copy.signed_on = scan.ref, scan.sha256, read_how, signed_on
        copy.save(update_fields=["state", "version", "scan_ref", "scan_sha256", "read_how", "signed_on"])
        record.write(InkCopySigned(ref, copy.version, scan.sha256, read_how, signed_on), by=by)
        row.approved_by, row.approved_sha256, row.ink_ref = copy.signer, copy.content_sha256, ref
        step(row, "approve", "approved_by", "approved_sha256", "ink_ref")
        record.write(
            LetterSignedInInk(row.ref, row.version, copy.signer, copy.content_sha256, ref, scan.sha256, read_how, row.on_behalf), by=by
        )
    return LetterSeen.of(row)
