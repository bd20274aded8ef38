"""Why a contract may not be put in force, ended, or have an embargo placed or lifted."""

from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts import powers
from duly.payments.contracts.checks.agreeing import no_contract
from duly.payments.contracts.queries import embargoes, in_force
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER, say_day, say_span
from duly.primitives.power import Power
from duly.primitives.refusal import Refusal, first


def why_not_put_in_force(contract_ref: str, *, starts: date, ends: date, because: str, by: Actor) -> Refusal | None:
    """Why a contract may not be put in force: "no-contract", the scheme, "no-days", "in-force" or "no-reason".

    The scheme speaks before the dates: a page asks before any are typed, and whoever may not at all is not sent to look for other days.
    """
    return first(
        no_contract(contract_ref),
        _scheme(powers.PUT_IN_FORCE, starts, by),
        None if starts < ends else Refusal("no-days", "A contract must be in force on one day at least."),
        _in_force(contract_ref, starts, ends),
        _no_reason(because),
    )


def why_not_end(contract_ref: str, *, ends: date, because: str, by: Actor) -> Refusal | None:
    """Why a contract may not be ended from a day on: "no-contract", the scheme, "not-in-force" or "no-reason"."""
    return first(
        no_contract(contract_ref),
        _scheme(powers.PUT_IN_FORCE, ends, by),
        None
        if any(span.ends > ends for span in in_force(contract_ref))
        else Refusal("not-in-force", f"{contract_ref} is not in force on or after {say_day(ends)}, so there is nothing to end."),
        _no_reason(because),
    )


def why_not_embargo(contract_ref: str, *, starts: date, because: str, by: Actor) -> Refusal | None:
    """Why an embargo may not be placed: "no-contract", the scheme, "embargoed" or "no-reason"."""
    return first(no_contract(contract_ref), _scheme(powers.EMBARGO, starts, by), _embargoed(contract_ref, starts), _no_reason(because))


def why_not_lift(contract_ref: str, *, lifted: date, because: str, by: Actor) -> Refusal | None:
    """Why an embargo may not be lifted: "no-contract", "no-embargo", "no-reason", or the scheme, which is told who placed it."""
    standing = next((one for one in embargoes(contract_ref) if one.ends >= FOREVER), None)
    facts = {"placed by you": standing is not None and standing.placed_by == by.ref, "days back-dated": max((today() - lifted).days, 0)}
    return first(
        no_contract(contract_ref),
        Refusal("no-embargo", f"There is no embargo on {contract_ref} to lift.") if standing is None else None,
        _before_it(standing.starts, lifted) if standing else None,
        _no_reason(because),
        why_not(powers.LIFT, facts, actor=by, on=today()),
    )


def _in_force(contract_ref: str, starts: date, ends: date) -> Refusal | None:
    for span in in_force(contract_ref):
        if span.starts < ends and starts < span.ends:
            return Refusal("in-force", f"{contract_ref} is in force {say_span(span.starts, span.ends)} already.")
    return None


def _embargoed(contract_ref: str, starts: date) -> Refusal | None:
    for one in embargoes(contract_ref):
        if one.ends > starts:
            return Refusal(
                "embargoed", f"There is an embargo on {contract_ref} {say_span(one.starts, one.ends)} already, placed by {one.placed_by}."
            )
    return None


def _before_it(starts: date, lifted: date) -> Refusal | None:
    if lifted >= starts:
        return None
    return Refusal("no-embargo", f"The embargo begins on {say_day(starts)}; it cannot be lifted before.")


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why.")


def _scheme(power: Power, starts: date, by: Actor) -> Refusal | None:
    return why_not(power, {"days back-dated": max((today() - starts).days, 0)}, actor=by, on=today())
