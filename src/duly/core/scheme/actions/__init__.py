"""Adopting a scheme, proposing one, and saying what bears on one person: stand-ins, suspensions, interests."""

from duly.core.scheme.actions.adopting import adopt
from duly.core.scheme.actions.arranging import (
    declare_interest,
    end_stand_in,
    let_back,
    name_stand_in,
    restore,
    suspend,
    withdraw_interest,
)
from duly.core.scheme.actions.proposing import adopt_proposed, propose, withdraw

__all__ = (
    "adopt",
    "adopt_proposed",
    "declare_interest",
    "end_stand_in",
    "let_back",
    "name_stand_in",
    "propose",
    "restore",
    "suspend",
    "withdraw",
    "withdraw_interest",
)
