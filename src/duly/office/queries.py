"""What the office asks of both wings at once."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from duly.core.record.clock import today
from duly.core.scheme.queries import holds_any
from duly.primitives.actor import Actor


@dataclass(frozen=True)
class Waiting:
    """One kind of work that waits: what it is, how many, where it is done, and the next step in words."""

    what: str
    count: int
    url: str
    next_step: str


def waiting(*, wings: Collection[str]) -> tuple[Waiting, ...]:
    """What waits in the wings somebody works in, in the order the work is done."""
    found: list[Waiting] = []
    if "payments" in wings and "payments" in settings.DULY_WINGS:
        found += _payments()
    if "casework" in wings and "casework" in settings.DULY_WINGS:
        found += _casework()
    return tuple(found)


def nobody_closes(offices: Collection[str]) -> tuple[str, ...]:
    """Of these offices, those whose scheme lets somebody open a case and nobody close one."""
    if "casework" not in settings.DULY_WINGS:
        return ()
    from duly.casework.flow import offices_where_nobody_closes

    return offices_where_nobody_closes(offices)


def let_through(*, by: Actor) -> tuple[Waiting, ...]:
    """What contracts let through: for whoever looks at it, what was drawn; and what was found not fair, for whoever may do something about a contract."""
    from duly.payments.contracts import powers as contracts
    from duly.payments.validation import powers, queries

    found = []
    if holds_any([powers.LOOK], actor=by, on=today()):
        why = "A small excess was paid: look at the claim, and say whether it was fair."
        found.append(Waiting("Let through, to look at", queries.how_many_to_look_at(), "/tolerance/?look=To+look+at", why))
    if holds_any([contracts.AGREE_TERMS, contracts.EMBARGO], actor=by, on=today()):
        why = "Ask the provider why; then agree other terms, or stop the contract. It waits until that, or until a later one of its contract is found fair."
        found.append(Waiting("Let through, and found not fair", len(queries.found_not_fair()), "/tolerance/?look=Not+fair", why))
    return tuple(found)


def _payments() -> list[Waiting]:
    from duly.payments.banking import queries as banking
    from duly.payments.runs import queries as runs
    from duly.payments.validation import queries as validation

    week = validation.newest_week(on=today())
    exceptions = len(validation.exceptions(week, only_undecided=True)) if week else 0
    all_runs = runs.runs()
    unreleased = sum(run.state == "approved" and banking.unvoided_file(run.ref) is None for run in all_runs)
    return [
        Waiting("Exceptions to decide", exceptions, "/exceptions/", "A person decides each: as agreed, as delivered, or held."),
        Waiting("Runs in draft", sum(run.state == "draft" for run in all_runs), "/runs/", "Prepare, which fixes what is paid and to whom."),
        Waiting(
            "Runs to approve",
            sum(run.state == "prepared" for run in all_runs),
            "/runs/",
            "Somebody who did not prepare it approves what they saw.",
        ),
        Waiting("Runs to release", unreleased, "/runs/", "Corporate Finance releases it, and its bank file is made."),
    ]


def _casework() -> list[Waiting]:
    from duly.casework import flow

    counts = flow.waiting()
    return [
        Waiting("Post to triage", counts["post"], "/post/", "Give each item an owner and a next action."),
        Waiting("Submissions put up or ready", counts["submissions"], "/submissions/", "Review, return, or sign."),
        Waiting("Letters not yet sent", counts["letters"], "/letters/", "Approve the exact bytes, then send them."),
    ]
