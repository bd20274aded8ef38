"""What the database refused, and whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from duly.core.refusals.models import RefusalCount


@dataclass(frozen=True)
class RefusedSeen:
    """How often a role was refused for one reason. `code` is PostgreSQL's: 42501 may not, 23514 against a rule, 23505 and 23P01 twice."""

    role: str
    code: str
    rule: str
    times: int


def refused(*, since: datetime) -> tuple[RefusedSeen, ...]:
    """Every reason for which the database refused somebody in the hours from `since` on, most often first."""
    found = (
        RefusalCount.objects.filter(hour__gte=since.replace(minute=0, second=0, microsecond=0))
        .values_list("role", "code", "rule")
        .annotate(n=Sum("times"))
        .order_by("-n", "role", "code", "rule")
    )
    return tuple(RefusedSeen(*row) for row in found)
