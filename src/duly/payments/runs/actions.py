"""Drafting, preparing, approving and making void: lock, check, change, record, return."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.runs import checks, models, queries
from duly.payments.runs.claiming import claim
from duly.payments.runs.events import (
    LinesClaimedElsewhere,
    LinesTakenOut,
    PaymentReturned,
    RunApproved,
    RunDrafted,
    RunPrepared,
    RunReopened,
    RunVoided,
)
from duly.payments.runs.models import LeftOut, Payment, Run, RunLine
from duly.payments.runs.queries import Paying, RunSummary, live_lines, live_payments, paying
from duly.payments.runs.rules import (
    Claim,
    DueLine,
    NotTaken,
    Payee,
    canonical_list,
    carry_forward,
    due_digest,
    left_out,
    payments,
)
from duly.payments.runs.states import STEPS, RunState
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.period import week_name
from duly.primitives.refusal import stop_if


@dataclass(frozen=True)
class Drafted:
    """A new draft, and what was offered to it and not taken, with why."""

    run: RunSummary
    left_out: tuple[NotTaken, ...]


def draft(*, week: date, category: str, pay_date: date, lines: Sequence[DueLine], by: Actor, not_due: Sequence[NotTaken] = ()) -> Drafted:
    """Draft a run of what is due, claiming each line and week once for ever. `week` is a Monday; `category` two or three letters, "HC".

    What cannot be claimed is left out and told with why, beside `not_due`, which validation had left out already. A draft that would
    hold nothing is refused as "nothing-to-pay", with the reasons counted.
    """
    with unit_of_work() as record:
        stop_if(checks.why_not_draft(week, by=by))
        takes, left = queries.preview(lines)
        left = (*not_due, *left)
        if not takes:
            stop_if(checks.why_not_empty(left))
        run = Run.objects.create(
            ref=_next_ref(category, week),
            version=1,
            category=category,
            week=week,
            pay_date=pay_date,
            state=RunState.DRAFT,
            drafted_by=by.ref,
        )
        pence = sum(c.due.due_pence for c in takes)
        event = record.write(RunDrafted(run.ref, 1, category, week, pay_date, len(takes), pence, len(left), due_digest(lines)), by=by)
        got, lost = claim(run, takes, made_by=event)
        _leave_out(run, left, made_by=event)
        if lost:
            left = (*left, *_give_way(run, got, lost, record, by))
    return Drafted(queries.run(run.ref), left)


def take_out(run_ref: str, *, keys: Collection[tuple[str, date]], because: str, by: Actor) -> RunSummary:
    """Take lines, by line and week, out of a draft. Their claims are set free for a later run."""
    with unit_of_work() as record:
        run = Run.objects.select_for_update().get(ref=run_ref)
        stop_if(checks.why_not_take_out(run, by=by))
        going = [line for line in live_lines(run_ref) if (line.line_period.line_ref, line.line_period.week) in keys]
        run.version += 1
        run.taken_out_by = sorted({*run.taken_out_by, by.ref})
        run.save(update_fields=["version", "taken_out_by"])
        event = record.write(LinesTakenOut(run.ref, run.version, len(going), sum(x.pence for x in going), because), by=by)
        RunLine.objects.filter(pk__in=[line.pk for line in going]).update(superseded_by=event)
    return queries.run(run_ref)


def prepare(run_ref: str, *, payees: Mapping[str, Payee], by: Actor) -> RunSummary:
    """Fix what a draft pays, and into which accounts. From now on its digest is what can be approved."""
    with unit_of_work() as record:
        run = Run.objects.select_for_update().get(ref=run_ref)
        stop_if(checks.why_not_prepare(run, payees=payees, by=by))
        lines = queries.lines(run_ref)
        paid = payments(lines, payees)
        digest = sha256_hex(canonical_list(run.ref, run.pay_date, paid))
        total, count = sum(p.net_pence for p in paid), sum(p.net_pence > 0 for p in paid)
        event = record.write(RunPrepared(run.ref, run.version + 1, count, len(lines), total, digest), by=by)
        Payment.objects.bulk_create(
            Payment(
                run=run,
                n=p.n,
                provider_ref=p.provider_ref,
                payee_masked=p.payee_masked,
                payee_sha256=p.payee_sha256,
                payee_changed_by=list(payees[p.provider_ref].changed_by),
                net_pence=p.net_pence,
                line_count=len(p.lines),
                made_by=event,
            )
            for p in paid
        )
        run.state, run.version = STEPS.after("prepare", run.state), run.version + 1
        run.prepared_by, run.total_pence, run.payment_count, run.content_sha256 = by.ref, total, count, digest
        run.save(update_fields=["state", "version", "prepared_by", "total_pence", "payment_count", "content_sha256"])
    return queries.summary(run)


def reopen(run_ref: str, *, because: str, by: Actor) -> RunSummary:
    """Make a prepared run a draft again. Nothing stays prepared; its digest can no longer be approved."""
    with unit_of_work() as record:
        run = Run.objects.select_for_update().get(ref=run_ref)
        stop_if(checks.why_not_reopen(run, by=by))
        run.state, run.version = STEPS.after("reopen", run.state), run.version + 1
        run.prepared_by = run.total_pence = run.payment_count = run.content_sha256 = None
        run.save(update_fields=["state", "version", "prepared_by", "total_pence", "payment_count", "content_sha256"])
        event = record.write(RunReopened(run.ref, run.version, because), by=by)
        live_payments(run_ref).update(superseded_by=event)
    return queries.summary(run)


def approve(run_ref: str, *, seen_sha256: str, by: Actor) -> RunSummary:
    """Approve exactly what was seen. `seen_sha256` is the digest shown on the page (canonical payment list)."""
    with unit_of_work() as record:
        run = Run.objects.select_for_update().get(ref=run_ref)
        stop_if(checks.why_not_approve(run, seen_sha256=seen_sha256, by=by))
        run.state, run.version = STEPS.after("approve", run.state), run.version + 1
        run.approved_by, run.approved_at = by.ref, now()
        run.save(update_fields=["state", "version", "approved_by", "approved_at"])
        record.write(RunApproved(run.ref, run.version, run.total_pence or 0, seen_sha256), by=by)
    return queries.summary(run)


def void(run_ref: str, *, because: str, by: Actor) -> RunSummary:
    """Make an approved run void and set its lines free. Refused by the database while a bank file stands on it."""
    with unit_of_work() as record:
        run = Run.objects.select_for_update().get(ref=run_ref)
        stop_if(checks.why_not_void(run, by=by))
        run.state, run.version = STEPS.after("void", run.state), run.version + 1
        run.save(update_fields=["state", "version"])
        freed = live_lines(run_ref).count()
        event = record.write(RunVoided(run.ref, run.version, freed, run.total_pence or 0, because), by=by)
        RunLine.objects.filter(run=run, superseded_by__isnull=True).update(superseded_by=event)
    return queries.summary(run)


@dataclass(frozen=True)
class CameBack:
    """A payment that came back: the event that says so, and the lines it had paid, which are free to be claimed again."""

    event_id: uuid.UUID
    payment_id: int
    pence: int
    lines: tuple[Paying, ...]


def take_back(run_ref: str, n: int, *, pence: int, answer: str, reason_code: str, by: Actor) -> CameBack:
    """Set down that the bank sent a whole payment back, and free its lines' claims. Called by `flow`, which posts the reversal.

    The payment itself is never changed. Refused: "no-payment", "returned-before", "not-the-amount". No power is asked: it is a fact the
    bank told, and whoever may take in the bank's answers was asked there.
    """
    with unit_of_work() as record:
        run = Run.objects.select_for_update().get(ref=run_ref)
        stop_if(checks.why_not_take_back(run_ref, n, pence=pence))
        payment = live_payments(run_ref).get(n=n)
        going = list(live_lines(run_ref).filter(provider_ref=payment.provider_ref))
        event = record.write(
            PaymentReturned(run_ref, next_version("run returns", run_ref), n, payment.provider_ref, pence, len(going), answer, reason_code),
            by=by,
        )
        models.PaymentReturned.objects.create(run=run, payment=payment, pence=pence, answer=answer, made_by=event)
        RunLine.objects.filter(pk__in=[line.pk for line in going]).update(superseded_by=event)
    return CameBack(event, payment.pk, pence, tuple(paying(line) for line in going))


def _give_way(run: Run, got: Iterable[Claim], lost: Sequence[Claim], record, by: Actor) -> tuple[NotTaken, ...]:
    """Leave out what another run claimed first, and whoever would now be paid less than nothing."""
    kept, carried = carry_forward(got)
    left = (*(left_out(c.due, "claimed-elsewhere", "Another run claimed it first.") for c in lost), *carried)
    if not kept:
        stop_if(checks.why_not_empty(left))
    run.version += 1
    run.save(update_fields=["version"])
    event = record.write(LinesClaimedElsewhere(run.ref, run.version, len(left), sum(one.pence for one in left)), by=by)
    RunLine.objects.filter(run=run, provider_ref__in={one.provider_ref for one in carried}).update(superseded_by=event)
    _leave_out(run, left, made_by=event)
    return left


def _leave_out(run: Run, left: Iterable[NotTaken], *, made_by: uuid.UUID) -> None:
    LeftOut.objects.bulk_create(
        LeftOut(
            run=run,
            line_ref=one.line_ref,
            provider_ref=one.provider_ref,
            week=one.week,
            pence=one.pence,
            code=one.code,
            because=one.because,
            made_by=made_by,
        )
        for one in left
    )


def _next_ref(category: str, week: date) -> str:
    """ "HC-2026-W45", or with a number after it when the week has runs already. Whoever asks for the same waits for the one before."""
    base = f"{category}-{week_name(week)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('run ' || %s, 0))", [base])
    before = Run.objects.filter(category=category, week=week).count()
    return base if before == 0 else f"{base}-{before + 1}"
