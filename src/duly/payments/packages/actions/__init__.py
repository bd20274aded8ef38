"""Decisions about packages one at a time, what is learnt of people, and files of them: taken in, looked at before, and undone."""

from functools import partial

from duly.payments.packages.actions.decisions import (
    add_person,
    approve_line,
    commission,
    end_line,
    plan_call,
    propose_line,
    sign_opening,
)
from duly.payments.packages.actions.files import preview, take_in
from duly.payments.packages.actions.people import correct_interruption, interrupt, say_died, withdraw_death, withdraw_interruption
from duly.payments.packages.actions.rota import take_in_rota
from duly.payments.packages.actions.undoing import undo

take_in_people = partial(take_in, "people")
take_in_packages = partial(take_in, "packages")
take_in_calls = partial(take_in, "calls")
take_in_openings = partial(take_in, "openings")
take_in_interruptions = partial(take_in, "interruptions")
take_in_deaths = partial(take_in, "deaths")
take_in_fundings = partial(take_in, "fundings")

__all__ = [
    "add_person",
    "approve_line",
    "commission",
    "correct_interruption",
    "end_line",
    "interrupt",
    "plan_call",
    "preview",
    "propose_line",
    "say_died",
    "sign_opening",
    "take_in",
    "take_in_calls",
    "take_in_deaths",
    "take_in_fundings",
    "take_in_interruptions",
    "take_in_openings",
    "take_in_packages",
    "take_in_people",
    "take_in_rota",
    "undo",
    "withdraw_death",
    "withdraw_interruption",
]
