"""Why something may not be done to a person's package, and what is wrong with a file about packages."""

from duly.payments.packages.checks.decisions import (
    why_not_add_person,
    why_not_approve,
    why_not_commission,
    why_not_end_line,
    why_not_plan_call,
    why_not_propose,
    why_not_sign_any_opening,
    why_not_sign_opening,
    why_not_take_in,
)
from duly.payments.packages.checks.files import (
    faults_in_calls,
    faults_in_deaths,
    faults_in_fundings,
    faults_in_interruptions,
    faults_in_openings,
    faults_in_packages,
    faults_in_people,
    faults_in_rota,
)
from duly.payments.packages.checks.people import (
    why_not_correct,
    why_not_interrupt,
    why_not_say_died,
    why_not_withdraw,
    why_not_withdraw_death,
)
from duly.payments.packages.checks.undoing import why_not_undo_lines, why_not_undo_people

__all__ = [
    "faults_in_calls",
    "faults_in_deaths",
    "faults_in_fundings",
    "faults_in_interruptions",
    "faults_in_openings",
    "faults_in_packages",
    "faults_in_people",
    "faults_in_rota",
    "why_not_add_person",
    "why_not_approve",
    "why_not_commission",
    "why_not_correct",
    "why_not_end_line",
    "why_not_interrupt",
    "why_not_plan_call",
    "why_not_propose",
    "why_not_say_died",
    "why_not_sign_any_opening",
    "why_not_sign_opening",
    "why_not_take_in",
    "why_not_undo_lines",
    "why_not_undo_people",
    "why_not_withdraw",
    "why_not_withdraw_death",
]
