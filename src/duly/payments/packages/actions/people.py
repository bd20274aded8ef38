"""What is learnt of people: that somebody died, and that their care is interrupted. Ending or correcting it is new knowledge."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.payments.packages import checks, models
from duly.payments.packages.actions.decisions import during
from duly.payments.packages.events import (
    DeathWithdrawn,
    InterruptionCorrected,
    InterruptionTold,
    InterruptionWithdrawn,
    PersonDied,
)
from duly.payments.packages.queries import Interruption, interruptions_known
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def say_died(person_ref: str, *, on: date, by: Actor) -> date:
    """Say on which day somebody died. Said again of another day, it supersedes what was known."""
    with unit_of_work() as record:
        _hold(person_ref)
        stop_if(checks.why_not_say_died(person_ref, on=on, by=by))
        event = record.write(PersonDied(ref=person_ref, version=next_version("person", person_ref), on=on), by=by)
        models.Death.objects.filter(person_ref=person_ref, superseded_by__isnull=True).update(superseded_by=event)
        models.Death.objects.create(person_ref=person_ref, on=on, made_by=event)
    return on


def withdraw_death(person_ref: str, *, because: str, by: Actor) -> None:
    """Say that it was a mistake that somebody died."""
    with unit_of_work() as record:
        _hold(person_ref)
        stop_if(checks.why_not_withdraw_death(person_ref, because=because, by=by))
        event = record.write(DeathWithdrawn(ref=person_ref, version=next_version("person", person_ref), because=because), by=by)
        models.Death.objects.filter(person_ref=person_ref, superseded_by__isnull=True).update(superseded_by=event)


def interrupt(person_ref: str, *, kind: str, starts: date, ends: date = FOREVER, told_on: date, by: Actor) -> tuple[Interruption, ...]:
    """Say that somebody's care is interrupted from a day on, until it ends. Gives what is now known of theirs."""
    with unit_of_work() as record:
        _hold(person_ref)
        stop_if(checks.why_not_interrupt(person_ref, kind=kind, starts=starts, ends=ends, told_on=told_on, by=by))
        event = record.write(
            InterruptionTold(
                ref=person_ref, version=next_version("person", person_ref), starts=starts, ends=ends, told_on=told_on, kind=kind
            ),
            by=by,
        )
        _keep(person_ref, kind, during(starts, ends), told_on, event)
    return interruptions_known(person_ref)


def correct_interruption(
    person_ref: str, *, kind: str, was: date, starts: date, ends: date, told_on: date, because: str, by: Actor
) -> tuple[Interruption, ...]:
    """Say other dates of an interruption, told by its kind and the day it `was` said to begin; or, with the same day, that it ends."""
    with unit_of_work() as record:
        _hold(person_ref)
        stop_if(checks.why_not_correct(person_ref, kind=kind, was=was, starts=starts, ends=ends, told_on=told_on, because=because, by=by))
        event = record.write(
            InterruptionCorrected(
                ref=person_ref,
                version=next_version("person", person_ref),
                was=was,
                starts=starts,
                ends=ends,
                told_on=told_on,
                kind=kind,
                because=because,
            ),
            by=by,
        )
        _current(person_ref, kind, was).update(superseded_by=event)
        _keep(person_ref, kind, during(starts, ends), told_on, event)
    return interruptions_known(person_ref)


def withdraw_interruption(person_ref: str, *, kind: str, was: date, because: str, by: Actor) -> tuple[Interruption, ...]:
    """Say that an interruption was a mistake: care was never interrupted so."""
    with unit_of_work() as record:
        _hold(person_ref)
        stop_if(checks.why_not_withdraw(person_ref, kind=kind, was=was, because=because, by=by))
        event = record.write(
            InterruptionWithdrawn(ref=person_ref, version=next_version("person", person_ref), starts=was, kind=kind, because=because),
            by=by,
        )
        _current(person_ref, kind, was).update(superseded_by=event)
    return interruptions_known(person_ref)


def _keep(person_ref: str, kind: str, span: DateRange, told_on: date, event) -> None:
    models.Interruption.objects.create(person_ref=person_ref, kind=kind, during=span, told_on=told_on, made_by=event)


def _current(person_ref: str, kind: str, starts: date):
    return models.Interruption.objects.filter(person_ref=person_ref, kind=kind, during__startswith=starts, superseded_by__isnull=True)


def _hold(person_ref: str) -> None:
    """Nobody else may say anything of this person until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"person {person_ref}"])
