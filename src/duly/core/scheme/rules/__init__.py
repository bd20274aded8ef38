"""How a scheme rules: the decision table, authority suspended and given back, and what another scheme would make of the same facts."""

from duly.core.scheme.rules.effect import Changed, posts_that_may, rows_for, what_differs
from duly.core.scheme.rules.limits import LetBack, Suspended, held_back, lets, say_let_back
from duly.core.scheme.rules.record import in_words, looked_at
from duly.core.scheme.rules.table import (
    CellSeen,
    Change,
    RowSeen,
    Ruling,
    holds,
    meeting,
    rule,
    why_not_a_row,
)
from duly.core.scheme.rules.words import Condition, Facts, Row, say, say_value

__all__ = (
    "CellSeen",
    "Change",
    "Changed",
    "Condition",
    "Facts",
    "LetBack",
    "Row",
    "RowSeen",
    "Ruling",
    "Suspended",
    "held_back",
    "holds",
    "in_words",
    "lets",
    "looked_at",
    "meeting",
    "posts_that_may",
    "rows_for",
    "rule",
    "say",
    "say_let_back",
    "say_value",
    "what_differs",
    "why_not_a_row",
)
