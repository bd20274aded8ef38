"""Decisions about packages one at a time, and files of them."""

from duly.payments.packages.actions.decisions import add_person, commission, end_line, plan_call, sign_opening
from duly.payments.packages.actions.files import take_in_calls, take_in_openings, take_in_packages, take_in_people
from duly.payments.packages.actions.rota import take_in_rota

__all__ = [
    "add_person",
    "commission",
    "end_line",
    "plan_call",
    "sign_opening",
    "take_in_calls",
    "take_in_openings",
    "take_in_packages",
    "take_in_people",
    "take_in_rota",
]
