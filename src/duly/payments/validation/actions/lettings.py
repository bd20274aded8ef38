"""Keeping what a judgement let through, and the draw of what it is the first to let through."""

from collections.abc import Sequence
from uuid import UUID

from duly.payments.validation.causes import LET_THROUGH, clause_of
from duly.payments.validation.facts import LineWeek
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.models import Judgement, Letting, LettingDraw
from duly.payments.validation.tolerance.frozen import trim_days_of
from duly.payments.validation.tolerance.sampling import is_sampled


def keep_lettings(made: Judgement, kept: Sequence[tuple[int, LineWeek]], event: UUID) -> None:
    """Write what was let through of a judgement's line-weeks, each told with the number of its row. A line and week that was let through before keeps its first draw."""
    through = [(number, one) for number, one in kept if one.let_pence]
    if not through:
        return
    wanted = {(one.line_ref, one.week) for _, one in through}
    draws = _draws(wanted)
    LettingDraw.objects.bulk_create(
        LettingDraw(
            judgement=made,
            line_ref=line_ref,
            week=week,
            seed=made.inputs_sha256,
            sampled=is_sampled(made.inputs_sha256, line_ref, week),
            made_by=event,
        )
        for line_ref, week in sorted(wanted - draws.keys())
    )
    draws = _draws(wanted)
    trim_days = trim_days_of(folder_of(made.ref), (one.line_ref for _, one in through))
    Letting.objects.bulk_create(
        Letting(
            judgement=made,
            assessed_id=number,
            draw_id=draws[one.line_ref, one.week],
            minutes=-sum(cut.minutes for cut in one.cuts if cut.cause == LET_THROUGH),
            pence=one.let_pence,
            clause=clause_of(LET_THROUGH, trim_days.terms_of(one.line_ref, one.week)),
            judged_by=made.made_by_officer,
            made_by=event,
        )
        for number, one in through
    )


def _draws(wanted: set) -> dict:  # type: ignore[type-arg]
    found = LettingDraw.objects.filter(line_ref__in={ref for ref, _ in wanted}, week__in={week for _, week in wanted})
    return {(ref, week): pk for ref, week, pk in found.values_list("line_ref", "week", "pk")}
