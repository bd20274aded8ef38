"""Raising issues, noting evidence and gaps, asking for evidence, and dating what happened."""

import hashlib
from collections.abc import Sequence
from datetime import date

from duly.casework.correspondence import queries as post
from duly.casework.investigation import checks, queries
from duly.casework.investigation.events import (
    EvidenceAnswered,
    EvidenceAsked,
    EvidenceGivenTime,
    EvidenceNoted,
    EvidenceWithdrawn,
    FactDated,
    FactWithdrawn,
    GapClosed,
    GapFound,
    IssueDropped,
    IssueRaised,
    IssueTakenUp,
)
from duly.casework.investigation.models import Bearing, DatedFact, Gap, Issue, Piece, Request
from duly.casework.investigation.queries import IssueSeen, PieceSeen, RequestSeen
from duly.casework.investigation.states import STEPS, VERBS, WAITING, IssueState, RequestState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def raise_issue(case_ref: str, *, words: str, by: Actor) -> IssueSeen:
    """Add an issue to a case, after those it has."""
    with unit_of_work() as record:
        stop_if(checks.why_not_raise(case_ref, words=words, by=by))
        last = Issue.objects.select_for_update().filter(case_ref=case_ref).order_by("-place").first()
        ref, place = f"IS-{today():%y}-{take_number('investigation_issue_number'):05d}", last.place + 1 if last else 1
        event = record.write(IssueRaised(ref, 1, case_ref, place, words.strip()), by=by)
        Issue.objects.create(ref=ref, version=1, state=IssueState.OPEN, case_ref=case_ref, place=place, told_by=event)
    return queries.issue(ref)


def drop_issue(ref: str, *, because: str, by: Actor) -> IssueSeen:
    """Look into an issue no longer."""
    with unit_of_work() as record:
        row = _changing(ref, because, by)
        row.state, row.version = IssueState.DROPPED, row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(IssueDropped(ref, row.version, because.strip()), by=by)
    return queries.issue(ref)


def take_up_issue(ref: str, *, because: str, by: Actor) -> IssueSeen:
    """Look into an issue again that was dropped."""
    with unit_of_work() as record:
        row = Issue.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_take_up(queries.issue(ref), words=because, by=by))
        row.state, row.version = IssueState.OPEN, row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(IssueTakenUp(ref, row.version, because.strip()), by=by)
    return queries.issue(ref)


def find_gap(ref: str, *, words: str, by: Actor) -> IssueSeen:
    """Say what of an issue is still to be known."""
    with unit_of_work() as record:
        row = _changing(ref, words, by)
        row.version += 1
        row.save(update_fields=["version"])
        place = row.gaps.count() + 1
        event = record.write(GapFound(ref, row.version, place, words.strip()), by=by)
        Gap.objects.create(issue=row, place=place, made_by=event)
    return queries.issue(ref)


def close_gap(ref: str, *, place: int, words: str, by: Actor) -> IssueSeen:
    """Say that what was missing is known, or why it need not be."""
    with unit_of_work() as record:
        row = Issue.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_close_gap(queries.issue(ref), place, words=words, by=by))
        row.version += 1
        row.save(update_fields=["version"])
        event = record.write(GapClosed(ref, row.version, place, words.strip()), by=by)
        row.gaps.filter(place=place).update(superseded_by=event)
    return queries.issue(ref)


def note_evidence(
    case_ref: str,
    *,
    source_ref: str,
    page: int,
    part: int = 0,
    issue_refs: Sequence[str],
    shows: str,
    came_from: str,
    received_on: date | None = None,
    may_be_disclosed: bool = True,
    by: Actor,
) -> PieceSeen:
    """Note what a page of a case's paper shows, and on which issues it bears. Its document and hash are those of the paper as it came; of an attachment (`part`,
    counted from 1) the hash is that of its own bytes."""
    with unit_of_work() as record:
        rows = list(Issue.objects.select_for_update().filter(ref__in=issue_refs).order_by("place"))
        seen = tuple(queries.issue(row.ref) for row in rows)
        on = received_on or (post.item(source_ref).received_on if post.some((source_ref,)) else today())
        said = {"source_ref": source_ref, "page": page, "part": part, "received_on": on}
        stop_if(checks.why_not_note(case_ref, **said, issues=seen, shows=shows, came_from=came_from, by=by))
        paper = post.item(source_ref)
        ref = f"EV-{today():%y}-{take_number('investigation_piece_number'):05d}"
        came = post.attached_to(source_ref, part) if part else None
        sha256 = hashlib.sha256(came.content).hexdigest() if came else paper.sha256
        kept = said | {"document_ref": paper.document_ref, "sha256": sha256, "may_be_disclosed": may_be_disclosed}
        told = EvidenceNoted(
            ref=ref,
            version=1,
            case_ref=case_ref,
            **kept,
            within=f" of attachment {part}" if part else "",
            issues=tuple(row.ref for row in rows),
            shows=shows.strip(),
            came_from=came_from.strip(),
        )
        event = record.write(told, by=by)
        piece = Piece.objects.create(ref=ref, case_ref=case_ref, **kept, made_by=event)
        Bearing.objects.bulk_create(Bearing(issue=row, piece=piece, made_by=event) for row in rows)
    return next(one for one in queries.pieces(case_ref) if one.ref == ref)


def withdraw_evidence(case_ref: str, *, piece: str, because: str, by: Actor) -> PieceSeen:
    """Withdraw a piece of evidence that was noted by mistake: it counts for no issue from now on. What it said stays in the record."""
    with unit_of_work() as record:
        row = Piece.objects.select_for_update().filter(case_ref=case_ref, ref=piece).first()
        seen = next((one for one in queries.pieces(case_ref) if row and one.ref == row.ref), None)
        stop_if(checks.why_not_withdraw_evidence(seen, because=because, by=by))
        assert row is not None  # else refused above
        assert seen is not None
        row.superseded_by = record.write(EvidenceWithdrawn(row.ref, 2, case_ref, seen.issues, because.strip()), by=by)
        row.save(update_fields=["superseded_by"])
    return next(one for one in queries.pieces(case_ref) if one.ref == piece)


def ask(issue_ref: str, *, what: str, asked_of: str, address: str = "", due: date, by: Actor) -> RequestSeen:
    """Ask a body or a person for evidence on an issue by a day. `address` is a mail address, where there is one."""
    said = {"what": what.strip(), "asked_of": asked_of.strip()}
    with unit_of_work() as record:
        row = Issue.objects.select_for_update().get(ref=issue_ref)
        stop_if(checks.why_not_ask(queries.issue(issue_ref), due=due, **said, by=by))
        ref = f"ER-{today():%y}-{take_number('investigation_request_number'):05d}"
        event = record.write(EvidenceAsked(ref, 1, row.case_ref, issue_ref, due, **said, address=address.strip()), by=by)
        Request.objects.create(
            ref=ref, version=1, state=RequestState.ASKED, issue=row, case_ref=row.case_ref, due=due, asked_on=today(), told_by=event
        )
    return queries.request(ref)


def give_time(ref: str, *, due: date, because: str, by: Actor, follows: bool = False) -> RequestSeen:
    """Give whoever was asked until another day. What chases it goes by its own day. What `follows` from another act is asked of that act's power alone."""
    with unit_of_work() as record:
        row = Request.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_give_time(queries.request(ref), due=due, because=because, by=by, follows=follows))
        row.state, row.due, row.version = STEPS.after("give more time", row.state), due, row.version + 1
        row.save(update_fields=["state", "due", "version"])
        record.write(EvidenceGivenTime(ref, row.version, due, because.strip()), by=by)
    return queries.request(ref)


def answer(ref: str, *, became: str, on: date, words: str = "", by: Actor) -> RequestSeen:
    """Say what came of a request: `became` is "partial", "received", "refused" or "withdrawn"."""
    with unit_of_work() as record:
        row = Request.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_answer(queries.request(ref), became=became, on=on, words=words, by=by))
        row.state, row.version = STEPS.after(VERBS[became], row.state), row.version + 1
        row.answered_on = None if row.state in WAITING else on
        row.save(update_fields=["state", "version", "answered_on"])
        record.write(EvidenceAnswered(ref, row.version, row.state, on, words.strip()), by=by)
    return queries.request(ref)


def date_fact(case_ref: str, *, on: date, words: str, source: str, by: Actor) -> tuple[queries.FactSeen, ...]:
    """Put something that happened on a day into the chronology of a case, with the piece of evidence that shows it."""
    with unit_of_work() as record:
        row = Piece.objects.filter(ref=source).first()
        seen = next((one for one in queries.pieces(case_ref) if one.ref == source), None)
        stop_if(checks.why_not_date(case_ref, on=on, words=words, source=seen, by=by))
        event = record.write(FactDated(case_ref, next_version("chronology", case_ref), on, source, words.strip()), by=by)
        DatedFact.objects.create(case_ref=case_ref, on=on, source=row, made_by=event)
    return queries.chronology(case_ref)


def withdraw_fact(case_ref: str, *, number: int, because: str, by: Actor) -> tuple[queries.FactSeen, ...]:
    """Take something out of the chronology of a case. What it said stays in the record."""
    with unit_of_work() as record:
        row = DatedFact.objects.select_for_update().filter(case_ref=case_ref, pk=number, superseded_by__isnull=True).first()
        stop_if(checks.why_not_withdraw(row is not None, words=because, by=by))
        assert row is not None  # else refused above
        row.superseded_by = record.write(FactWithdrawn(case_ref, next_version("chronology", case_ref), row.on, because.strip()), by=by)
        row.save(update_fields=["superseded_by"])
    return queries.chronology(case_ref)


def _changing(ref: str, words: str, by: Actor) -> Issue:
    row = Issue.objects.select_for_update().get(ref=ref)
    stop_if(checks.why_not_change(queries.issue(ref), words=words, by=by))
    return row
