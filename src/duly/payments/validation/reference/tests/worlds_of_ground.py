"""The ground all worlds stand on: two weeks, two contracts, two people, and how chance is weighed."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from hypothesis import strategies as st

from duly.payments.validation.facts import FOREVER

Value = TypeVar("Value")

FIRST = date(2026, 3, 2)
WEEKS = (FIRST, FIRST + timedelta(days=7))
DAYS = tuple(FIRST + timedelta(days=n) for n in range(14))
BUSY = (DAYS[0], DAYS[5], DAYS[6])
"""Days on which things meet: a Monday, and the two of a weekend."""

EVER = date(2020, 1, 1)
CONTRACTS = ("c1", "c2")
CARE = (("ann", "p", "care"), ("ann", "q", "care"), ("ann", "p", "sitting"), ("bob", "p", "care"))


def mostly(usual: Value, *others: Value, times: int = 6) -> st.SearchStrategy[Value]:
    """The usual value so many times as often as each other one."""
    return st.sampled_from((usual,) * times + others)


@st.composite
def periods(draw: st.DrawFn, *, may_lack: bool) -> list[tuple[date, date]]:
    """Periods that follow one another from long ago for ever; one may be left out."""
    turns = sorted(draw(st.sets(st.sampled_from(DAYS), max_size=2)))
    found = list(pairwise([EVER, *turns, FOREVER]))
    left_out = draw(st.sampled_from((None, 0, 1))) if may_lack else None
    return [period for n, period in enumerate(found) if n != left_out]
