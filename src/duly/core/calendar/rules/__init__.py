"""The arithmetic of days: working days, and the deadlines that are counted in them. Pure.

`working` counts working days; `days` numbers those of known years; `deadlines` reckons a date from a rule and a history; `words` says how;
`book` is the published rules. docs/specification/deadlines.md says in plain words what each must come to.
"""

from duly.core.calendar.rules.working import (
    DIVISIONS,
    SATURDAY,
    days_passed_over,
    is_working_day,
    next_working_day,
    working_days_after,
    working_days_between,
)

__all__ = [
    "DIVISIONS",
    "SATURDAY",
    "days_passed_over",
    "is_working_day",
    "next_working_day",
    "working_days_after",
    "working_days_between",
]
