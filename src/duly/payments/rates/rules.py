"""What is left of a rate's dates when another takes some of them, and why a rate does not apply to a day."""

from datetime import date, timedelta

from duly.primitives.period import say_day

Span = tuple[date, date]


def what_remains(of: Span, taken: Span) -> tuple[Span, ...]:
    """The parts of a half-open span that lie before and after another, in order: none, one or two."""
    parts = (of[0], min(of[1], taken[0])), (max(of[0], taken[1]), of[1])
    return tuple(part for part in parts if part[0] < part[1])


def why_passed_over(service: str, day: date, *, of_service: str, starts: date, ends: date, superseded: bool) -> str:
    """Why a rate of the contract is not the one for a service and day, in words; empty when it is."""
    if superseded:
        return "Replaced by a later decision."
    if of_service != service:
        return f"It is for {of_service}."
    if day < starts:
        return f"It begins on {say_day(starts)}."
    if day >= ends:
        return f"It ended on {say_day(ends - timedelta(days=1))}."
    return ""
