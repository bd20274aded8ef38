"""Decisions about packages one at a time, what is learnt of people, and files of them."""

from duly.payments.packages.actions.decisions import (
    add_person,
    approve_line,
    commission,
    end_line,
    plan_call,
    propose_line,
    sign_opening,
)
from duly.payments.packages.actions.files import (
    take_in_calls,
    take_in_deaths,
    take_in_fundings,
    take_in_interruptions,
    take_in_openings,
    take_in_packages,
    take_in_people,
)
from duly.payments.packages.actions.people import correct_interruption, interrupt, say_died, withdraw_death, withdraw_interruption
from duly.payments.packages.actions.rota import take_in_rota

__all__ = [
    "add_person",
    "approve_line",
    "commission",
    "correct_interruption",
    "end_line",
    "interrupt",
    "plan_call",
    "propose_line",
    "say_died",
    "sign_opening",
    "take_in_calls",
    "take_in_deaths",
    "take_in_fundings",
    "take_in_interruptions",
    "take_in_openings",
    "take_in_packages",
    "take_in_people",
    "take_in_rota",
    "withdraw_death",
    "withdraw_interruption",
]
