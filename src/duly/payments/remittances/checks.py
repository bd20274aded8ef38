"""Why not: making a remittance."""

from collections.abc import Collection, Sequence

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.banking.queries import unvoided_file
from duly.payments.remittances import powers
from duly.payments.remittances.queries import remittance
from duly.payments.runs.queries import Paying
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_make(run_ref: str, provider_ref: str, lines: Sequence[Paying], explained: Collection[str], *, by: Actor) -> Refusal | None:
    """The refusal of a remittance: "not-issued", "nothing-paid", "not-explained", or the scheme's."""
    return first(
        _not_issued(run_ref),
        _nothing_paid(run_ref, provider_ref, lines),
        _not_explained(lines, explained),
        why_not(powers.MAKE, {}, actor=by, on=today()),
    )


def why_not_draw(run_ref: str, provider_ref: str) -> Refusal | None:
    """The refusal, "not-made", of drawing a remittance that nobody has made."""
    if remittance(run_ref, provider_ref) is None:
        return Refusal("not-made", f"The remittance of run {run_ref} to {provider_ref} has not been made yet. Make it first.")
    return None


def _not_issued(run_ref: str) -> Refusal | None:
    if unvoided_file(run_ref) is None:
        return Refusal("not-issued", f"Run {run_ref} has no bank file, so there is no payment to tell of.")
    return None


def _nothing_paid(run_ref: str, provider_ref: str, lines: Sequence[Paying]) -> Refusal | None:
    return None if lines else Refusal("nothing-paid", f"Run {run_ref} pays nothing to {provider_ref}.")


def _not_explained(lines: Sequence[Paying], explained: Collection[str]) -> Refusal | None:
    for line in lines:
        if line.reference not in explained:
            return Refusal("not-explained", f"Nothing says why {line.reference} is paid as it is.")
    return None
