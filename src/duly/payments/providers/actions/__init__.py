"""Adding providers, and changing where they are paid."""

from duly.payments.providers.actions.adding import add_provider
from duly.payments.providers.actions.files import preview, take_in, undo
from duly.payments.providers.actions.payees import (
    confirm_payee,
    propose_payee,
    record_call,
    refuse_payee,
    set_cooling_off,
    withdraw_payee,
)

__all__ = [
    "add_provider",
    "confirm_payee",
    "preview",
    "propose_payee",
    "record_call",
    "refuse_payee",
    "set_cooling_off",
    "take_in",
    "undo",
    "withdraw_payee",
]
