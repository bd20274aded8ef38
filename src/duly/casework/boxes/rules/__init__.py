"""How long a paper takes to read, when a box will be read through, and how long papers were away."""

from duly.casework.boxes.rules.forecast import Expected, ToRead, Weekly, forecast, in_order, working_of
from duly.casework.boxes.rules.reading import Rates, minutes_to_read, words_in
from duly.casework.boxes.rules.times import Spread, spread

__all__ = (
    "Expected",
    "Rates",
    "Spread",
    "ToRead",
    "Weekly",
    "forecast",
    "in_order",
    "minutes_to_read",
    "spread",
    "words_in",
    "working_of",
)
