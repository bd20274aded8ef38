"""Whether an invoice line's sum is right."""

from duly.primitives.money import price

MARGIN_PENCE = 1
"""How far an amount may lie from minutes at the rate: providers round otherwise than we do."""


def sum_should_be(minutes: int, rate_hundredths: int, pence: int) -> int | None:
    """What the amount should be, in pence, when it is more than the margin away from minutes at the rate; None when it is right."""
    should_be = price(minutes, rate_hundredths)
    return should_be if abs(pence - should_be) > MARGIN_PENCE else None
