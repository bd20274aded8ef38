"""Why a rate may not be set."""

from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import powers
from duly.payments.rates.queries import NoRate, rate_on
from duly.primitives.actor import Actor
from duly.primitives.money import rate_in_pounds
from duly.primitives.refusal import Refusal, first


def why_not_set_rate(contract_ref: str, *, service: str, rate_hundredths: int, starts: date, ends: date, by: Actor) -> Refusal | None:
    """Why this rate may not be set: "no-contract", "no-days", "no-rate", "no-change", or the scheme.

    The scheme is told the days back-dated and by how much the rate rises over the one in force on `starts`, in whole percent rounded up
    (0 when it falls or there was none).
    """
    before = rate_on(contract_ref, service, starts)
    old = 0 if isinstance(before, NoRate) else before.rate.rate_hundredths
    rise = -(-(rate_hundredths - old) * 100 // old) if 0 < old < rate_hundredths else 0
    facts = {"days back-dated": max((today() - starts).days, 0), "rises by percent": rise}
    return first(
        None if contract_ref in providers_of_contracts() else Refusal("no-contract", f"There is no contract {contract_ref}."),
        None if starts < ends else Refusal("no-days", "A rate must be in force on one day at least."),
        None if rate_hundredths > 0 else Refusal("no-rate", "A rate is above nothing."),
        _no_change(before, rate_hundredths, ends),
        why_not(powers.SET, facts, actor=by, on=today()),
    )


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of rates."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def _no_change(before, rate_hundredths: int, ends: date) -> Refusal | None:
    if isinstance(before, NoRate) or before.rate.rate_hundredths != rate_hundredths or before.rate.ends < ends:
        return None
    return Refusal("no-change", f"The rate is £{rate_in_pounds(rate_hundredths)} an hour on those days already ({before.rate.rate_ref}).")
