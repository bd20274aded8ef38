"""Asking and answering, relying on an answer and letting it go, and withdrawing it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from duly.casework.advice import checks, queries
from duly.casework.advice.events import AdviceAnswered, AdviceAsked, AdviceWithdrawn, RelianceBegun, RelianceEnded
from duly.casework.advice.models import Advice, Reliance
from duly.casework.advice.queries import AdviceSeen
from duly.casework.advice.states import STEPS, AdviceState
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def ask(
    *, way: str, about: str, asker: str, question: str, subjects: Sequence[str] = (), asked_on: date | None = None, by: Actor
) -> AdviceSeen:
    """Write down what was asked, by whom and about which case or paper; `subjects` are words it will be looked for by."""
    on = asked_on or today()
    with unit_of_work() as record:
        stop_if(checks.why_not_ask(way=way, about=about, asker=asker, question=question, asked_on=on, by=by))
        ref = f"AD-{today():%y}-{take_number('advice_number'):05d}"
        words = tuple(dict.fromkeys(said for one in subjects if (said := " ".join(one.split()).casefold())))
        event = record.write(AdviceAsked(ref, 1, way, about, on, asker.strip(), question.strip(), words), by=by)
        Advice.objects.create(
            ref=ref, version=1, state=AdviceState.ASKED.value, way=way, about=about, asked_on=on, entered_by=by.ref, asked_in=event
        )
    return queries.advice(ref)


def answer(ref: str, *, answer: str, answerer: str, answered_on: date | None = None, by: Actor) -> AdviceSeen:
    """Write down what was answered, by whom and when. The case it was asked about relies on it from then on."""
    on = answered_on or today()
    with unit_of_work() as record:
        row, seen = _held(ref)
        stop_if(checks.why_not_answer(seen, answer=answer, answerer=answerer, answered_on=on, by=by))
        row.answered_on = on
        row.answered_in = record.write(AdviceAnswered(ref, row.version + 1, on, answerer.strip(), answer.strip()), by=by)
        _step(row, "answer", "answered_on", "answered_in")
        case_ref = queries.case_of(row.about)
        if case_ref:
            _rely(row, case_ref, record, by)
    return queries.advice(ref)


def rely(ref: str, *, case_ref: str, by: Actor) -> AdviceSeen:
    """Say that a case relies on an answer. What was withdrawn, or never answered, carries nothing."""
    with unit_of_work() as record:
        row, seen = _held(ref)
        stop_if(checks.why_not_rely(seen, case_ref or "?", by=by))
        _rely(row, case_ref, record, by)
    return queries.advice(ref)


def let_go(ref: str, *, case_ref: str, because: str, by: Actor) -> AdviceSeen:
    """Say that a case relies on it no longer, and what was done about it."""
    with unit_of_work() as record:
        row, seen = _held(ref)
        stop_if(checks.why_not_let_go(seen, case_ref, because=because, by=by))
        version = next_version(RelianceEnded.subject, case_ref)
        event: UUID = record.write(RelianceEnded(case_ref, version, ref, because.strip()), by=by)
        held = Reliance.objects.get(advice=row, case_ref=case_ref, superseded_by__isnull=True)
        held.superseded_by = event
        held.save(update_fields=["superseded_by"])
    return queries.advice(ref)


def withdraw(ref: str, *, because: str, instead: str = "", by: Actor) -> AdviceSeen:
    """Withdraw it, or put later advice in its place. The cases that relied on it still say so, until somebody says what was done."""
    with unit_of_work() as record:
        row, seen = _held(ref)
        stop_if(checks.why_not_withdraw(seen, because=because, instead=instead, by=by))
        row.withdrawn_on, row.superseded_by = today(), instead
        row.withdrawn_in = record.write(AdviceWithdrawn(ref, row.version + 1, instead, because.strip()), by=by)
        _step(row, "withdraw", "withdrawn_on", "withdrawn_in", "superseded_by")
    return queries.advice(ref)


def _held(ref: str) -> tuple[Advice, AdviceSeen]:
    row = Advice.objects.select_for_update().get(ref=ref)
    return row, queries.advice(ref)


def _rely(row: Advice, case_ref: str, record: Pen, by: Actor) -> None:
    event = record.write(RelianceBegun(case_ref, next_version(RelianceBegun.subject, case_ref), row.ref), by=by)
    Reliance.objects.create(advice=row, case_ref=case_ref, relied_by=by.ref, relied_on=today(), made_by=event)


def _step(row: Advice, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])
