"""What others pay towards a night, taken off where the contract is paid net."""

from collections.abc import Iterable

from duly.payments.validation.facts import Funding
from duly.payments.validation.nights.sharing import HUNDREDTHS, in_sevenths, retained
from duly.payments.validation.nights.standing import Night

NOT_OURS = ("provider", "nhs")
"""Who may have collected it already: what the council collects is not taken off."""


def netted(night: Night, fundings: Iterable[Funding]) -> int:
    """Pence that others pay of one night: a seventh of each week's sum by the night's place in its week, at the night's percentage. FNC stops at death."""
    return sum(
        retained(in_sevenths(funding.weekly_pence * HUNDREDTHS, night.on.weekday() + 1), night.percent)
        for funding in fundings
        if funding.starts <= night.on < funding.ends
        and funding.collected_by in NOT_OURS
        and not (funding.kind == "fnc" and night.standing in ("after death", "too late"))
    )
