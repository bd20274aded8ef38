"""Proposing an instruction, authorising it, putting it in force, reviewing, lifting and lapsing it; keeping the reading of a letter."""

from collections.abc import Collection, Sequence
from datetime import date

from duly.casework.instructions import checks, powers, queries
from duly.casework.instructions.events import (
    InstructionAuthorised,
    InstructionHandedOn,
    InstructionLapsed,
    InstructionLifted,
    InstructionProposed,
    InstructionPutInForce,
    InstructionRefused,
    InstructionReviewed,
    LetterRead,
)
from duly.casework.instructions.models import Instruction, Point, Reading
from duly.casework.instructions.queries import InstructionSeen, ReadingSeen
from duly.casework.instructions.rules.reading import PointSaid, outcome
from duly.casework.instructions.rules.vocabulary import IN_FORCE_STATE
from duly.casework.instructions.states import STEPS, InstructionState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

WORDS = ("reasons", "adjustments", "warning", "must_read", "matter")


def propose(
    *,
    about: str,
    kind: str,
    case_refs: Collection[str] = (),
    matter: str = "",
    channels: Collection[str],
    reader: str,
    named_officer: str = "",
    calls_a_week: int | None = None,
    minutes_a_call: int | None = None,
    reasons: str,
    adjustments: str,
    warning: str,
    must_read: str,
    warned_on: date | None = None,
    review_on: date,
    expires_on: date,
    by: Actor,
) -> InstructionSeen:
    """Propose an instruction about somebody. It holds for nothing until somebody else has authorised it and the person was told."""
    said = {
        "about": about, "kind": kind, "channels": channels, "reader": reader, "named_officer": named_officer, "calls_a_week": calls_a_week,
        "minutes_a_call": minutes_a_call, "warned_on": warned_on, "review_on": review_on, "expires_on": expires_on,
    }  # fmt: skip
    words = {"reasons": reasons, "adjustments": adjustments, "warning": warning, "must_read": must_read, "matter": matter}
    with unit_of_work() as record:
        stop_if(checks.why_not_propose(**said, **words, case_refs=case_refs, by=by))  # type: ignore[arg-type]  # each as its own field above
        ref = f"SI-{today():%y}-{take_number('instructions_number'):05d}"
        private = {key: said_.strip() for key, said_ in words.items()}
        event = InstructionProposed(ref, 1, about, kind, tuple(case_refs), tuple(channels), review_on, expires_on, **private)
        Instruction.objects.create(
            **said | {"channels": list(channels)},
            case_refs=list(case_refs),
            by_matter=bool(matter.strip()),
            ref=ref,
            version=1,
            state=InstructionState.PROPOSED,
            proposed_by=by.ref,
            proposed_on=today(),
            told_in=record.write(event, by=by),
        )
    return queries.instruction(ref)


def authorise(ref: str, *, because: str = "", by: Actor) -> InstructionSeen:
    """Authorise an instruction that somebody else proposed. The scheme and the row under which it is done are stamped on it."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = queries.instruction(ref)
        stop_if(checks.why_not_authorise(seen, by=by))
        ruled = checks.ruling(powers.AUTHORISE, seen, by=by)
        row.authorised_by, row.authorised_on, row.scheme, row.rule = by.ref, today(), ruled.scheme, ruled.rule
        _step(row, "authorise", "authorised_by", "authorised_on", "scheme", "rule")
        record.write(InstructionAuthorised(ref, row.version, ruled.scheme, ruled.rule, because.strip()), by=by)
    return queries.instruction(ref)


def refuse(ref: str, *, because: str, by: Actor) -> InstructionSeen:
    """Refuse an instruction that somebody else proposed."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_refuse(queries.instruction(ref), because=because, by=by))
        row.ended_on = today()
        _step(row, "refuse", "ended_on")
        record.write(InstructionRefused(ref, row.version, because.strip()), by=by)
    return queries.instruction(ref)


def put_in_force(ref: str, *, notified_on: date, starts: date, how: str, by: Actor) -> InstructionSeen:
    """Say that the person was told, and from which day the instruction holds."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_put_in_force(queries.instruction(ref), notified_on=notified_on, starts=starts, how=how, by=by))
        row.notified_on, row.starts = notified_on, starts
        _step(row, "put in force", "notified_on", "starts")
        record.write(InstructionPutInForce(ref, row.version, starts, notified_on, how.strip()), by=by)
        _to_review(row, by)
    return queries.instruction(ref)


def review(ref: str, *, review_on: date, expires_on: date, because: str, by: Actor) -> InstructionSeen:
    """Look at an instruction again and let it stand until another review. The authority is asked again, and stamped."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = queries.instruction(ref)
        stop_if(checks.why_not_review(seen, review_on=review_on, expires_on=expires_on, because=because, by=by))
        ruled = checks.ruling(powers.REVIEW, seen, by=by, review_on=review_on)
        row.review_on, row.expires_on, row.scheme, row.rule = review_on, expires_on, ruled.scheme, ruled.rule
        _step(row, "review", "review_on", "expires_on", "scheme", "rule")
        _review_is_done(ref, "It was reviewed.", by)
        _to_review(row, by)
        record.write(InstructionReviewed(ref, row.version, review_on, expires_on, ruled.scheme, ruled.rule, because.strip()), by=by)
    return queries.instruction(ref)


def lift(ref: str, *, because: str, by: Actor) -> InstructionSeen:
    """Lift an instruction: it holds for nothing from now on."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_lift(queries.instruction(ref), because=because, by=by))
        row.ended_on = today()
        _step(row, "lift", "ended_on")
        _review_is_done(ref, "It was lifted.", by)
        record.write(InstructionLifted(ref, row.version, because.strip()), by=by)
    return queries.instruction(ref)


def hand_on(ref: str, *, reader: str, by: Actor) -> InstructionSeen:
    """Have somebody else read what comes under it, with everything of its reader's, which the scheme was asked of."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(STEPS.why_not("hand on", row.state))
        was, row.reader = row.reader, reader
        _step(row, "hand on", "reader")
        record.write(InstructionHandedOn(ref, row.version, was, reader), by=by)
    return queries.instruction(ref)


def lapse(ref: str, *, by: Actor) -> InstructionSeen:
    """Write down that an instruction lapsed. It had ceased to hold by itself; one that still holds is left as it is."""
    with unit_of_work() as record:
        row = _locked(ref)
        why, on = next(((why, on) for one, why, on in queries.to_lapse() if one == ref), ("", today()))
        if why and row.state == IN_FORCE_STATE:
            row.ended_on = today()
            _step(row, "lapse", "ended_on")
            record.write(InstructionLapsed(ref, row.version, why, on), by=by)
    return queries.instruction(ref)


def keep_reading(
    item_ref: str,
    *,
    instruction_ref: str = "",
    about: str = "",
    verdict: str,
    within: bool,
    points: Sequence[PointSaid],
    sentences: int,
    known: Sequence[str],
    compared_with: int,
    attachments: int = 0,
    attachments_opened: bool = False,
    because: str = "",
    by: Actor,
) -> ReadingSeen:
    """Keep that a letter was read, and what each point of it is. `known` are the papers in which points may have been answered."""
    with unit_of_work() as record:
        stop_if(
            checks.why_not_read(
                points, sentences=sentences, known=known, attachments=attachments, attachments_opened=attachments_opened, about=about, by=by
            )
        )
        before = Reading.objects.select_for_update().filter(item_ref=item_ref, superseded_by__isnull=True).first()
        came = outcome(points, within=within)
        told = LetterRead(
            item_ref,
            next_version(LetterRead.subject, item_ref),
            instruction_ref,
            came,
            len(points),
            sum(one.marked_new for one in points),
            tuple(one.kind for one in points),
            tuple(one.answered_in for one in points),
            because.strip(),
        )
        event = record.write(told, by=by)
        if before is not None:
            before.superseded_by = event
            before.save(update_fields=["superseded_by"])
        under = Instruction.objects.filter(ref=instruction_ref).first()
        row = Reading.objects.create(
            item_ref=item_ref,
            instruction=under,
            about=about,
            outcome=came,
            verdict=verdict,
            attachments_opened=attachments_opened,
            compared_with=compared_with,
            read_by=by.ref,
            read_on=today(),
            made_by=event,
        )
        Point.objects.bulk_create(
            Point(
                reading=row, first=one.first, last=one.last, kind=one.kind, marked_new=one.marked_new, answered_in=one.answered_in,
                answered_paragraph=one.answered_paragraph, made_by=event,
            )
            for one in points
        )  # fmt: skip
    return queries.reading(item_ref)  # type: ignore[return-value]  # it was kept just now


def _locked(ref: str) -> Instruction:
    return Instruction.objects.select_for_update().get(ref=ref)


def _to_review(row: Instruction, by: Actor) -> None:
    """The review as a task of whoever authorised it."""
    work.make(what=f"Review {row.ref}: unless it is reviewed, it lapses", owner=row.authorised_by, about=row.ref, due=row.review_on, by=by)


def _review_is_done(ref: str, outcome: str, by: Actor) -> None:
    for task in tasks.tasks(about=[ref]):
        work.finish(task.ref, outcome=outcome, by=by)


def _step(row: Instruction, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])
