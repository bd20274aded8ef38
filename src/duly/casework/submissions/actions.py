"""Drafting a submission, putting it up, returning it, passing it as ready."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from duly.casework.submissions import checks
from duly.casework.submissions.events import (
    SubmissionDecided,
    SubmissionDrafted,
    SubmissionPassed,
    SubmissionPutUp,
    SubmissionReturned,
    SubmissionRevised,
)
from duly.casework.submissions.models import ReturnNote, Submission, SubmissionVersion
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.rules import content_sha256
from duly.casework.submissions.states import STEPS, SubmissionState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def draft(
    case_ref: str, *, kind: str, ask: str, remedy_pence: int, mp_interest: bool, paragraphs: Sequence[str], by: Actor
) -> SubmissionSeen:
    """Begin a submission about a case: version 1 of its text. `remedy_pence` in pence, 0 for none."""
    said = {"ask": ask.strip(), "remedy_pence": remedy_pence, "mp_interest": mp_interest}
    with unit_of_work() as record:
        stop_if(checks.why_not_draft(case_ref, paragraphs=tuple(paragraphs), by=by))
        row = Submission(
            ref=f"S-{today():%y}-{take_number('submissions_submission_number'):05d}",
            version=1,
            state=SubmissionState.DRAFT,
            case_ref=case_ref,
            kind=kind,
            number=1,
            prepared_by=by.ref,
            drafted_on=today(),
        )
        row.save(force_insert=True)
        digest = content_sha256(**said, paragraphs=paragraphs)
        event = SubmissionDrafted(ref=row.ref, version=1, case_ref=case_ref, kind=kind, content_sha256=digest, **said)
        _add_text(row, said, paragraphs, digest, record.write(event, by=by))
    return SubmissionSeen.of(row)


def revise(ref: str, *, ask: str, remedy_pence: int, mp_interest: bool, paragraphs: Sequence[str], by: Actor) -> SubmissionSeen:
    """Write the next version of a draft or returned submission. Refused when nothing differs."""
    said = {"ask": ask.strip(), "remedy_pence": remedy_pence, "mp_interest": mp_interest}
    digest = content_sha256(**said, paragraphs=paragraphs)
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_revise(SubmissionSeen.of(row), sha256=digest, paragraphs=tuple(paragraphs), by=by))
        row.number, row.version, row.prepared_by, row.reviewed_by = row.number + 1, row.version + 1, by.ref, ""
        row.save(update_fields=["number", "version", "prepared_by", "reviewed_by"])
        event = SubmissionRevised(ref=ref, version=row.version, number=row.number, content_sha256=digest, **said)
        _add_text(row, said, paragraphs, digest, record.write(event, by=by))
    return SubmissionSeen.of(row)


def put_up(ref: str, *, by: Actor) -> SubmissionSeen:
    """Put the newest version up for review. After a return, something must have changed."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        stop_if(checks.why_not_put_up(seen, by=by))
        _step(row, "put up")
        record.write(SubmissionPutUp(ref=ref, version=row.version, number=row.number, content_sha256=seen.text.sha256), by=by)
    return SubmissionSeen.of(row)


def send_back(ref: str, *, reason: str, words: str, who_fixes: str, fix_by: date, by: Actor, paragraph: int = 0) -> SubmissionSeen:
    """Return a submission: a coded reason (`rules.REASONS`), what must change, the officer to put it right, and by when."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        stop_if(checks.why_not_return(seen, reason=reason, words=words, who_fixes=who_fixes, fix_by=fix_by, paragraph=paragraph, by=by))
        _step(row, "return")
        event = SubmissionReturned(
            ref=ref, version=row.version, number=row.number, reason=reason, who_fixes=who_fixes, fix_by=fix_by, words=words.strip()
        )
        ReturnNote.objects.create(
            submission=row,
            number=row.number,
            reason=reason,
            words=words.strip(),
            paragraph=paragraph,
            who_fixes=who_fixes,
            fix_by=fix_by,
            returned_by=by.ref,
            returned_on=today(),
            made_by=record.write(event, by=by),
        )
    return SubmissionSeen.of(row)


def pass_as_ready(ref: str, *, seen_sha256: str, by: Actor) -> SubmissionSeen:
    """Pass exactly the text that was seen as ready to sign. `seen_sha256` is the digest shown on the page."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        stop_if(checks.why_not_pass(seen, seen_sha256=seen_sha256, by=by))
        row.reviewed_by = by.ref
        _step(row, "pass as ready", "reviewed_by")
        record.write(SubmissionPassed(ref=ref, version=row.version, number=row.number, content_sha256=seen_sha256), by=by)
    return SubmissionSeen.of(row)


def note_decided(ref: str, *, decision_ref: str, by: Actor) -> SubmissionSeen:
    """Say which decision ended it. Only the flow does this, with the decision, in one unit of work: the decision asked the scheme."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(STEPS.why_not("decide", row.state))
        row.decision_ref = decision_ref
        _step(row, "decide", "decision_ref")
        record.write(SubmissionDecided(ref=ref, version=row.version, decision_ref=decision_ref), by=by)
    return SubmissionSeen.of(row)


def _locked(ref: str) -> Submission:
    return Submission.objects.select_for_update().get(ref=ref)


def _step(row: Submission, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])


def _add_text(row: Submission, said: dict, paragraphs: Sequence[str], digest: str, made_by: UUID) -> None:
    SubmissionVersion.objects.create(
        submission=row,
        number=row.number,
        paragraphs=list(paragraphs),
        sha256=digest,
        prepared_by=row.prepared_by,
        prepared_on=today(),
        made_by=made_by,
        **said,
    )
