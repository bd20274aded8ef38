"""Making a letter, approving its bytes, handing them over, and noting that they went."""

from collections.abc import Mapping

from duly.casework.decisions.queries import decision
from duly.casework.dispatch import checks
from duly.casework.dispatch.events import LetterApproved, LetterFilledIn, LetterMade, LetterReleased, LetterSent
from duly.casework.dispatch.models import Letter
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.rules import TEMPLATES, as_text, merged, unfilled
from duly.casework.dispatch.states import STEPS, LetterState
from duly.core.documents.actions import keep
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.renditions.letters import letter_pdf
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def make(
    decision_ref: str, *, template: str, to_name: str, to_address: str, fields: Mapping[str, str], format: str = "", by: Actor
) -> LetterSeen:
    """Make a letter about a decision. While a merge field is empty there is no PDF, and it cannot be approved."""
    with unit_of_work() as record:
        decided = decision(decision_ref)
        stop_if(checks.why_not_make(decided, template=template, to_address=to_address, fields=fields, format=format, by=by))
        row = Letter(
            ref=f"L-{today():%y}-{take_number('dispatch_letter_number'):05d}",
            version=1,
            state=LetterState.DRAFT,
            case_ref=decided.case_ref,
            decision_ref=decision_ref,
            template=template,
            template_version=TEMPLATES[template].version,
            to_name=to_name.strip(),
            to_address=to_address.strip(),
            fields=dict(fields),
            prepared_by=by.ref,
            format=format,
        )
        _render(row, by)
        row.save(force_insert=True)
        record.write(
            LetterMade(
                ref=row.ref,
                version=1,
                case_ref=row.case_ref,
                decision_ref=decision_ref,
                template=f"{template} {row.template_version}",
                content_sha256=row.content_sha256,
                to_name=row.to_name,
                format=format,
            ),
            by=by,
        )
    return LetterSeen.of(row)


def fill_in(ref: str, *, fields: Mapping[str, str], by: Actor) -> LetterSeen:
    """Fill in merge fields of a draft, and make its PDF again. Fields not named keep what they had."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_fill(LetterSeen.of(row), fields=fields, by=by))
        row.fields, row.version, row.prepared_by = row.fields | dict(fields), row.version + 1, by.ref
        _render(row, by)
        row.save(update_fields=["fields", "version", "prepared_by", "text", "document_ref", "content_sha256"])
        record.write(LetterFilledIn(ref=ref, version=row.version, content_sha256=row.content_sha256), by=by)
    return LetterSeen.of(row)


def approve(ref: str, *, seen_sha256: str, by: Actor) -> LetterSeen:
    """Approve exactly the bytes that were seen: `seen_sha256` is the digest shown on the page, of the PDF."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_approve(LetterSeen.of(row), seen_sha256=seen_sha256, by=by))
        row.approved_by, row.approved_sha256 = by.ref, seen_sha256
        _step(row, "approve", "approved_by", "approved_sha256")
        record.write(LetterApproved(ref=ref, version=row.version, content_sha256=seen_sha256), by=by)
    return LetterSeen.of(row)


def release(ref: str, *, by: Actor) -> LetterSeen:
    """Hand a letter over to be sent. One that was released and never noted as sent may be released again."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_send(LetterSeen.of(row), by=by))
        row.sent_sha256 = row.approved_sha256
        _step(row, "send", "sent_sha256")
        record.write(LetterReleased(ref=ref, version=row.version, content_sha256=row.sent_sha256, to_address=row.to_address), by=by)
    return LetterSeen.of(row)


def note_sent(ref: str, *, message_id: str, by: Actor) -> LetterSeen:
    """Note that the relay took a released letter. Only the flow does this, when it has."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(STEPS.why_not("note sent", row.state))
        row.sent_on, row.message_id = today(), message_id
        _step(row, "note sent", "sent_on", "message_id")
        event = LetterSent(ref=ref, version=row.version, sent_on=row.sent_on, message_id=message_id, content_sha256=row.sent_sha256)
        record.write(event, by=by)
    return LetterSeen.of(row)


def _locked(ref: str) -> Letter:
    return Letter.objects.select_for_update().get(ref=ref)


def _step(row: Letter, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])


def _render(row: Letter, by: Actor) -> None:
    template = TEMPLATES[row.template]
    if unfilled(template, row.fields):
        row.text, row.document_ref, row.content_sha256 = "", "", ""
        return
    words = merged(template, row.fields)
    kept = keep(name=f"{row.ref}.pdf", content=letter_pdf(words, large=row.format == "large print"), media_type="application/pdf", by=by)
    row.text, row.document_ref, row.content_sha256 = as_text(words), kept.ref, kept.sha256
