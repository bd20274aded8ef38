"""Making a letter, filling it in, commenting on it, returning it, and approving its bytes."""

from collections.abc import Collection, Mapping

from duly.casework.decisions.queries import decision
from duly.casework.dispatch import checks
from duly.casework.dispatch.events import (
    LetterApproved,
    LetterCommented,
    LetterDropped,
    LetterFilledIn,
    LetterMade,
    LetterReturned,
    LetterStandsAsWorded,
)
from duly.casework.dispatch.models import Comment, Letter, LetterVersion
from duly.casework.dispatch.queries import LetterSeen, draft_number
from duly.casework.dispatch.states import STEPS, LetterState
from duly.casework.wordings.queries import in_use, version_of
from duly.casework.wordings.rules import as_text, fields_of, merged, unfilled
from duly.core.documents.actions import keep
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.renditions.letters import letter_pdf
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

AS_WORDED = "standard wording"
"""Stands where the name of an approver stands, in a letter that nobody approved because its wording was."""


def make(
    *,
    case_ref: str = "",
    decision_ref: str = "",
    item_ref: str = "",
    template: str,
    to_name: str,
    to_address: str,
    to_ref: str = "",
    fields: Mapping[str, str],
    format: str = "",
    channel: str = "e-mail",
    on_behalf: str = "",
    left_out: Collection[str] = (),
    concerns: Collection[str] = (),
    by: Actor,
) -> LetterSeen:
    """Make a letter about a decision, a case or an item of post. While a merge field is empty there is no PDF, and it cannot be approved.

    `to_ref` is the directory's entry it is addressed to, or nothing; `on_behalf` is the code of the principal's post it is signed for; `left_out` names optional
    paragraphs; `concerns` are references of what else it tells of.
    """
    with unit_of_work() as record:
        case = decision(decision_ref).case_ref if decision_ref else case_ref
        said = {
            "template": template,
            "to_address": to_address,
            "to_ref": to_ref,
            "fields": fields,
            "format": format,
            "channel": channel,
            "left_out": left_out,
            "concerns": concerns,
        }
        stop_if(checks.why_not_make(case_ref=case, decision_ref=decision_ref, by=by, **said))  # type: ignore[arg-type]  # as they came
        row = Letter(
            ref=f"L-{today():%y}-{take_number('dispatch_letter_number'):05d}",
            version=1,
            state=LetterState.DRAFT,
            case_ref=case,
            decision_ref=decision_ref,
            item_ref=item_ref,
            template=template,
            template_version=in_use()[template].number,
            title=in_use()[template].title,
            to_name=to_name.strip(),
            to_address=to_address.strip(),
            fields=dict(fields),
            left_out=sorted(left_out),
            prepared_by=by.ref,
            format=format,
            channel=channel,
            on_behalf=on_behalf,
            to_ref=to_ref,
            concerns=sorted(concerns),
        )
        _render(row, by)
        row.save(force_insert=True)
        event = LetterMade(
            ref=row.ref,
            version=1,
            case_ref=row.case_ref,
            decision_ref=decision_ref,
            template=f"{template} {row.template_version}",
            content_sha256=row.content_sha256,
            to_name=row.to_name,
            format=format,
            item_ref=item_ref,
            channel=channel,
            on_behalf=on_behalf,
            to_ref=to_ref,
            concerns=tuple(sorted(concerns)),
        )
        _keep_draft(row, record, event, by)
    return LetterSeen.of(row)


def fill_in(ref: str, *, fields: Mapping[str, str], left_out: Collection[str] | None = None, by: Actor) -> LetterSeen:
    """Fill in merge fields of a draft, or of one that was returned, and make its PDF again. What is not named stays as it was."""
    with unit_of_work() as record:
        row = locked(ref)
        out = row.left_out if left_out is None else sorted(left_out)
        stop_if(checks.why_not_fill(LetterSeen.of(row), fields=fields, left_out=out, by=by))
        row.fields, row.left_out = row.fields | dict(fields), out
        _written_again(row, record, by)
    return LetterSeen.of(row)


def take_up(ref: str, *, by: Actor) -> LetterSeen:
    """Make a draft again from the version of its standard letter that is in use now. Fields it no longer has are let go."""
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(checks.why_not_take_up(LetterSeen.of(row), by=by))
        new = in_use()[row.template].template
        row.template_version, row.title = new.version, new.title
        row.left_out = [one.name for one in new.paragraphs if one.name in row.left_out and one.kind == "optional"]
        row.fields = {name: said for name, said in row.fields.items() if name in fields_of(new)}
        _written_again(row, record, by, "template_version", "title")
    return LetterSeen.of(row)


def comment(ref: str, *, words: str, paragraph: int = 0, by: Actor) -> LetterSeen:
    """Say what one thinks of a draft, or of one paragraph of it."""
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(checks.why_not_comment(LetterSeen.of(row), words=words, by=by))
        number = draft_number(ref)
        noted(row)
        event = record.write(LetterCommented(ref, row.version, number, paragraph, words.strip()), by=by)
        Comment.objects.create(letter_ref=ref, number=number, paragraph=paragraph, by_ref=by.ref, said_on=today(), made_by=event)
    return LetterSeen.of(row)


def send_back(ref: str, *, words: str, by: Actor) -> LetterSeen:
    """Return a draft to whoever wrote it, and say what is to be changed."""
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(checks.why_not_return(LetterSeen.of(row), words=words, by=by))
        step(row, "return")
        number = draft_number(ref)
        event = record.write(LetterReturned(ref, row.version, number, words.strip()), by=by)
        Comment.objects.create(letter_ref=ref, number=number, returned=True, by_ref=by.ref, said_on=today(), made_by=event)
    return LetterSeen.of(row)


def drop(ref: str, *, because: str, by: Actor, follows: bool = False) -> LetterSeen:
    """Say that a letter which was not handed over will not be sent. What it says is kept. What `follows` from another act is asked of that act's power alone."""
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(checks.why_not_drop(LetterSeen.of(row), because=because, by=by, follows=follows))
        step(row, "drop")
        record.write(LetterDropped(ref, row.version, because.strip()), by=by)
    return LetterSeen.of(row)


def approve(ref: str, *, seen_sha256: str, by: Actor) -> LetterSeen:
    """Approve exactly the bytes that were seen: `seen_sha256` is the digest shown on the page, of the PDF."""
    with unit_of_work() as record:
        row = locked(ref)
        stop_if(checks.why_not_approve(LetterSeen.of(row), seen_sha256=seen_sha256, by=by))
        row.approved_by, row.approved_sha256 = by.ref, seen_sha256
        step(row, "approve", "approved_by", "approved_sha256")
        record.write(LetterApproved(ref=ref, version=row.version, content_sha256=seen_sha256, on_behalf=row.on_behalf), by=by)
    return LetterSeen.of(row)


def acknowledge(
    item_ref: str, *, case_ref: str, to_name: str, to_address: str, channel: str = "e-mail", fields: Mapping[str, str], by: Actor
) -> LetterSeen:
    """Make an acknowledgement of an item of post, in the standard words and in no others, ready to be sent: those words were approved when adopted."""
    with unit_of_work() as record:
        stop_if(checks.why_not_acknowledge(item_ref, to_address=to_address, channel=channel, by=by))
        whom = {"to_name": to_name, "to_address": to_address, "channel": channel}
        return _as_worded(record, "acknowledgement", item_ref, case_ref, whom, fields, by)


def enclose(item_ref: str, *, to_name: str, fields: Mapping[str, str], by: Actor) -> LetterSeen:
    """Make the letter under which misdirected post goes on by post, in the standard words, ready for a print pack; the post itself is put into its envelope."""
    with unit_of_work() as record:
        stop_if(checks.why_not_enclose(item_ref, by=by))
        return _as_worded(record, "forwarding", item_ref, "", {"to_name": to_name, "to_address": "", "channel": "post"}, fields, by)


def _as_worded(
    record: Pen, template: str, item_ref: str, case_ref: str, whom: Mapping[str, str], fields: Mapping[str, str], by: Actor
) -> LetterSeen:
    wording = in_use()[template]
    row = Letter(
        ref=f"L-{today():%y}-{take_number('dispatch_letter_number'):05d}",
        version=1,
        state=LetterState.DRAFT,
        case_ref=case_ref,
        item_ref=item_ref,
        template=wording.code,
        template_version=wording.number,
        title=wording.title,
        **{name: said.strip() for name, said in whom.items()},
        fields=dict(fields),
        prepared_by=by.ref,
    )
    _render(row, by)
    stop_if(checks.why_unfilled(LetterSeen.of(row)))
    row.save(force_insert=True)
    name, sha256 = f"{wording.code} {wording.number}", row.content_sha256
    made = LetterMade(row.ref, 1, case_ref, "", name, sha256, to_name=row.to_name, item_ref=item_ref, channel=row.channel)
    _keep_draft(row, record, made, by)
    row.approved_by, row.approved_sha256 = AS_WORDED, sha256
    step(row, "approve", "approved_by", "approved_sha256")
    record.write(LetterStandsAsWorded(ref=row.ref, version=row.version, wording=name, content_sha256=sha256), by=by)
    return LetterSeen.of(row)


def locked(ref: str) -> Letter:
    """A letter, held until the unit of work ends."""
    return Letter.objects.select_for_update().get(ref=ref)


def step(row: Letter, verb: str, *also: str) -> None:
    """One step of a letter's life, saved with the fields named."""
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])


def noted(row: Letter) -> None:
    """A letter about which something was told that changes nothing of it."""
    row.version += 1
    row.save(update_fields=["version"])


def _written_again(row: Letter, record: Pen, by: Actor, *also: str) -> None:
    row.prepared_by = by.ref
    _render(row, by)
    step(row, "fill in", "fields", "left_out", "prepared_by", "text", "document_ref", "content_sha256", *also)
    _keep_draft(row, record, LetterFilledIn(ref=row.ref, version=row.version, content_sha256=row.content_sha256), by)


def _keep_draft(row: Letter, record: Pen, event: LetterMade | LetterFilledIn, by: Actor) -> None:
    LetterVersion.objects.create(
        letter_ref=row.ref,
        number=draft_number(row.ref) + 1,
        template=row.template,
        template_version=row.template_version,
        text=row.text,
        document_ref=row.document_ref,
        content_sha256=row.content_sha256,
        prepared_by=by.ref,
        made_on=today(),
        made_by=record.write(event, by=by),
    )


def _render(row: Letter, by: Actor) -> None:
    template = version_of(row.template, row.template_version)
    if unfilled(template, row.fields, row.left_out):
        row.text, row.document_ref, row.content_sha256 = "", "", ""
        return
    words = merged(template, row.fields, row.left_out)
    kept = keep(name=f"{row.ref}.pdf", content=letter_pdf(words, large=row.format == "large print"), media_type="application/pdf", by=by)
    row.text, row.document_ref, row.content_sha256 = as_text(words), kept.ref, kept.sha256
