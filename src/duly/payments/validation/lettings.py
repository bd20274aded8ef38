"""What is on record as let through (docs/specification/tolerance.md): what the standing judgement of each week says."""

from collections.abc import Sequence
from datetime import date, timedelta

from duly.payments.validation.facts import Letting
from duly.payments.validation.models import AssessedLine, Judgement

WEEKS_AROUND = 4
"""For how many weeks a line that was let through is not let through again."""


def lettings_known(weeks: Sequence[date]) -> tuple[Letting, ...]:
    """What was let through in these Mondays' weeks and the four before and after each, in order of week and line."""
    asked = {week + timedelta(weeks=n) for week in weeks for n in range(-WEEKS_AROUND, WEEKS_AROUND + 1)}
    found = AssessedLine.objects.filter(week__in=asked, let_pence__gt=0).order_by("week", "line_ref")
    standing = {week: _newest(week) for week in {one.week for one in found}}
    return tuple(Letting(one.line_ref, one.week, one.let_pence) for one in found if one.judgement_id == standing[one.week])


def _newest(week: date) -> int | None:
    """The newest judgement that covers a week: what it says stands."""
    return Judgement.objects.filter(weeks__contains=[week.isoformat()]).order_by("-pk").values_list("pk", flat=True).first()
