"""Judging weeks."""

import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from duly.core.record.actions import Pen, unit_of_work
from duly.core.record.clock import now
from duly.payments.validation import checks
from duly.payments.validation.actions.deciding import current_decisions
from duly.payments.validation.actions.keeping import keep_line_weeks, keep_visits
from duly.payments.validation.actions.lettings import keep_lettings
from duly.payments.validation.again import Before
from duly.payments.validation.collecting import Judged
from duly.payments.validation.digest import digest_of_columns
from duly.payments.validation.events import JudgementMade
from duly.payments.validation.facts import LineWeek
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.in_columns import freeze_known
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.judging import Frozen, judge_frozen_in_columns
from duly.payments.validation.models import ExceptionDecision, Judgement
from duly.payments.validation.queries import JudgementSummary, keep_still, matter_sha256, summary
from duly.primitives.actor import Actor
from duly.primitives.period import week_name
from duly.primitives.refusal import Refusal, Refused, stop_if


def judge(weeks: Sequence[date], *, by: Actor) -> JudgementSummary:
    """Judge the weeks that begin on these Mondays, from everything now known, in one snapshot.

    The inputs stay in the home's files under the judgement's reference. A decision on a held line-week stands when nothing about it changed;
    where anything did, this judgement supersedes it. Refused: as `why_not_judge`; "already-judging"; "inputs-refused" with the row in the way.
    """
    mondays = sorted(set(weeks))
    with unit_of_work(snapshot=True) as record:
        stop_if(_somebody_else_is_judging())
        stop_if(checks.why_not_judge(mondays, by=by))
        ref = _next_ref(mondays[0])
        frozen, judged = _judged(ref, mondays)
        results = digest_of_columns(judged)
        keep_still(mondays)
        event = _write(record, ref, mondays, frozen, judged, results, by)
        made = Judgement.objects.create(
            ref=ref,
            version=1,
            weeks=[week.isoformat() for week in mondays],
            inputs=frozen.as_json(),
            inputs_sha256=frozen.digest(),
            ruleset_sha256=frozen.ruleset_sha256,
            results_sha256=results,
            visits=judged.visits.num_rows,
            made_by_officer=by.ref,
            made_at=now(),
        )
        matters = [matter_sha256(found) for found in judged.line_weeks]
        keep_lettings(made, keep_line_weeks(made, judged.line_weeks, matters, event), event)
        keep_visits(made, judged.visits, event)
        _supersede_what_changed(mondays, judged.line_weeks, matters, event)
    return summary(ref)


def _somebody_else_is_judging() -> Refusal | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('validation.judge', 0))")
        if cursor.fetchone()[0]:
            return None
    return Refusal("already-judging", "Another judgement is being made. Try again when it is done.")


def _next_ref(monday: date) -> str:
    """ "JG-2026-W45-1", then "-2": one at a time, because only one judgement is made at a time."""
    begins = f"JG-{week_name(monday)}-"
    return f"{begins}{Judgement.objects.filter(ref__startswith=begins).count() + 1}"


def _judged(ref: str, weeks: list[date]) -> tuple[Frozen, Judged]:
    folder = folder_of(ref)
    shutil.rmtree(folder, ignore_errors=True)  # left by a judgement of this name that was not kept
    try:
        frozen = freeze_known(weeks, folder, before=_before(weeks))
        return frozen, judge_frozen_in_columns(folder)
    except InputsRefused as refused:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(Refusal("inputs-refused", refused.because)) from refused


def _before(weeks: list[date]) -> Before | None:
    """The newest judgement of exactly these weeks."""
    found = Judgement.objects.filter(weeks=[week.isoformat() for week in weeks]).order_by("-pk").first()
    return Before(folder_of(found.ref), found.inputs) if found else None


def _write(record: Pen, ref: str, weeks: list[date], frozen: Frozen, judged: Judged, results: str, by: Actor) -> UUID:
    decisions = Counter(found.decision for found in judged.line_weeks)
    return record.write(
        JudgementMade(
            ref=ref,
            version=1,
            weeks=tuple(week_name(week) for week in weeks),
            visits=judged.visits.num_rows,
            line_weeks=len(judged.line_weeks),
            clean=decisions["CLEAN"],
            trimmed=decisions["TRIMMED"],
            held=decisions["HELD"],
            blocked=decisions["BLOCKED"],
            refused=decisions["REFUSED"],
            claimed_pence=sum(found.claimed_pence for found in judged.line_weeks),
            entitled_pence=sum(found.entitled_pence for found in judged.line_weeks),
            due_pence=sum(found.due_pence for found in judged.line_weeks),
            inputs_sha256=frozen.digest(),
            ruleset_sha256=frozen.ruleset_sha256,
            results_sha256=results,
        ),
        by=by,
    )


def _supersede_what_changed(weeks: list[date], line_weeks: Sequence[LineWeek], matters: Sequence[str], event: UUID) -> None:
    """Decisions stand where the same line-week is still held for the same matter; elsewhere they end here."""
    found = zip(line_weeks, matters, strict=True)
    same = {(one.line_ref, one.week): matter for one, matter in found if one.decision == "HELD"}
    ended = [d.pk for d in current_decisions(weeks) if same.get((d.line_ref, d.week)) != d.matter_sha256]
    ExceptionDecision.objects.filter(pk__in=ended).update(superseded_by=event)
