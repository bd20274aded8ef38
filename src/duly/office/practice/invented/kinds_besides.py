"""What else of the seeded office's catalogue comes in through files: more edges of what a visit is worth, of approval, of claims and of evidence."""

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import clean, held, told, trimmed

QUARTERS = {"increment_minutes": 15, "increment_way": "nearest"}
LEAST = {"increment_minutes": 15, "increment_way": "up", "minimum_minutes": 30}


def _odd(d: Draft, minutes: int) -> Draft:
    """By the nearest quarter of an hour, which has no half: calls of an hour, one visited for so long."""
    return d.spot("ACTUAL_INCREMENT", **QUARTERS).twice(60).lasting(minutes)


def _least(d: Draft) -> Draft:
    """By quarters of an hour up, half an hour at the least: one call of an hour is visited for twelve minutes."""
    return d.spot("ACTUAL_INCREMENT", **LEAST).twice(60).lasting(12)


def _flex(d: Draft, minutes: int) -> Draft:
    """Half an hour of flex: a call of 45 is missed, and an unplanned visit made instead."""
    return d.spot(flex_minutes=30).twice(45).missed().pick().moved(0).also_after(10, minutes)


BESIDES = (
    clean("increment-nearest-odd-above", lambda d: _odd(d, 53).claims()),
    trimmed("increment-nearest-odd-below", "411", lambda d: _odd(d, 52).claims()),
    clean("minimum-paid", lambda d: _least(d).claims_instead(30)),
    trimmed("minimum-claimed-one-above", "411", lambda d: _least(d).claims_instead(31)),
    told("flex-exactly", "404", lambda d: _flex(d, 30).claims(30 - 45)),
    held("flex-and-one", "403 404", lambda d: _flex(d, 31).claims(31 - 45)),
    clean("approval-awaited-on-days-without-calls", lambda d: d.approved_until(3).twice(days=range(3)).claims()),
    held("line-awaiting-approval-from-sunday", "204", lambda d: d.approved_until(6).twice().claims()),
    held("unplanned-on-a-day-awaiting-approval", "204", lambda d: d.approved_until(3).twice(days=range(3)).outside(3, 20).claims()),
)
