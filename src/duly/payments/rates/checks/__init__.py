"""Why something may not be done to the rate book, and what is wrong with a file of rates."""

from duly.payments.rates.checks.batches import (
    largest_rise,
    why_not_adopt,
    why_not_put_forward,
    why_not_settle,
    why_not_take_back,
    why_not_withdraw,
)
from duly.payments.rates.checks.files import faults_in, faults_in_put_forward
from duly.payments.rates.checks.setting import why_not_set_rate, why_not_take_in
from duly.payments.rates.columns import rate_of

__all__ = [
    "faults_in",
    "faults_in_put_forward",
    "largest_rise",
    "rate_of",
    "why_not_adopt",
    "why_not_put_forward",
    "why_not_set_rate",
    "why_not_settle",
    "why_not_take_back",
    "why_not_take_in",
    "why_not_withdraw",
]
