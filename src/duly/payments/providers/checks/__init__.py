"""Why something may not be done to a provider, or to where it is paid."""

from duly.payments.providers.checks.adding import faults_in, why_not_add, why_not_take_in, why_not_undo
from duly.payments.providers.checks.payees import (
    why_not_begin_proposing,
    why_not_confirm,
    why_not_pay_into,
    why_not_propose,
    why_not_record_call,
    why_not_refuse,
    why_not_set_cooling_off,
    why_not_withdraw,
)

__all__ = [
    "faults_in",
    "why_not_add",
    "why_not_begin_proposing",
    "why_not_confirm",
    "why_not_pay_into",
    "why_not_propose",
    "why_not_record_call",
    "why_not_refuse",
    "why_not_set_cooling_off",
    "why_not_take_in",
    "why_not_undo",
    "why_not_withdraw",
]
