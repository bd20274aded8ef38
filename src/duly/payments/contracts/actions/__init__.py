"""Entering contracts, agreeing their terms, saying when they may be paid under, and files of all these."""

from duly.payments.contracts.actions.agreeing import agree_terms, make_contract
from duly.payments.contracts.actions.files import preview, preview_further, take_in, take_in_further
from duly.payments.contracts.actions.standing import end_contract, lift_embargo, place_embargo, put_in_force
from duly.payments.contracts.actions.undoing import undo

__all__ = [
    "agree_terms",
    "end_contract",
    "lift_embargo",
    "make_contract",
    "place_embargo",
    "preview",
    "preview_further",
    "put_in_force",
    "take_in",
    "take_in_further",
    "undo",
]
