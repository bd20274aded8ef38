"""Why something may not be done to a contract, and what is wrong with a file about contracts."""

from duly.payments.contracts.checks.agreeing import why_not_agree_terms, why_not_make, why_not_take_in
from duly.payments.contracts.checks.files import faults_in
from duly.payments.contracts.checks.further import faults_in_bands, faults_in_clauses, faults_in_steps
from duly.payments.contracts.checks.standing import why_not_embargo, why_not_end, why_not_lift, why_not_put_in_force
from duly.payments.contracts.checks.undoing import why_not_undo

__all__ = [
    "faults_in",
    "faults_in_bands",
    "faults_in_clauses",
    "faults_in_steps",
    "why_not_agree_terms",
    "why_not_embargo",
    "why_not_end",
    "why_not_lift",
    "why_not_make",
    "why_not_put_in_force",
    "why_not_take_in",
    "why_not_undo",
]
