"""Entering what a provider says is unpaid."""

from collections.abc import Sequence
from datetime import date

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.payments.statements import checks
from duly.payments.statements.events import FigureTold
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
