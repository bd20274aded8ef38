"""Entering what a provider says is unpaid."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.payments.statements import checks
from duly.payments.statements.events import FigureTold, StatementAsked, StatementSent
from duly.payments.statements.figures import Said
from duly.payments.statements.models import TheirFigure
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds
from duly.primitives.refusal import stop_if


def tell_figure(
    provider_ref: str, *, pence: int, said_on: date, said_by: str, came_by: str, lines: Sequence[tuple[str, int]] = (), by: Actor
) -> Said:
    """Keep a provider's own figure, in the place of the one before. Refused as `checks.why_not_tell` says."""
    with unit_of_work() as record:
        before = TheirFigure.objects.select_for_update().filter(provider_ref=provider_ref, superseded_by__isnull=True).first()
        stop_if(checks.why_not_tell(provider_ref, pence, said_on, said_by, came_by, lines, by=by))
        told = FigureTold(
            ref=provider_ref,
            version=next_version("provider's figure", provider_ref),
            pence=pence,
            said_on=said_on,
            came_by=came_by,
            count=len(lines),
            lines=tuple(f"{ref} {plain_pounds(one)}" for ref, one in lines),
            said_by=said_by.strip(),
        )
        event = record.write(told, by=by)
        if before is not None:
            before.superseded_by = event
            before.save(update_fields=["superseded_by"])
        TheirFigure.objects.create(
            provider_ref=provider_ref,
            pence=pence,
            said_on=said_on,
            came_by=came_by,
            lines=[[ref, one] for ref, one in lines],
            made_by=event,
        )
    return Said(pence, said_on, came_by, tuple(lines))


def note_asked(provider_ref: str, *, asked_by: str, because: str, reply_by: str, by: Actor) -> None:
    """Note who asks for a provider's statement, why, and by when they want it. Refused as `checks.why_not_note_asked` says."""
    with unit_of_work() as record:
        stop_if(checks.why_not_note_asked(provider_ref, asked_by, because, reply_by, by=by))
        _one_at_a_time(provider_ref)
        version = next_version(StatementAsked.subject, provider_ref)
        record.write(StatementAsked(provider_ref, version, reply_by.strip(), asked_by.strip(), because.strip()), by=by)


def send(provider_ref: str, *, as_known: int, officer: str, by: Actor) -> None:
    """Send a provider's statement, as known at an entry, to somebody who may read it: they are alerted, and what was asked for is answered.

    Refused as `checks.why_not_send` says.
    """
    with unit_of_work() as record:
        stop_if(checks.why_not_send(provider_ref, as_known, officer, by=by))
        _one_at_a_time(provider_ref)
        record.write(StatementSent(provider_ref, next_version(StatementSent.subject, provider_ref), as_known, officer), by=by)


def _one_at_a_time(provider_ref: str) -> None:
    """Two who write of one provider's statement number their entries one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('statement of ' || %s, 0))", [provider_ref])
