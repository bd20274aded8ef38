"""Why a rate may not be set."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import powers
from duly.payments.rates.queries import rates_under
from duly.payments.rates.rules import DAY_TYPES, LONGEST, UNITS, Rate, clashes, rise_percent, say_clash
from duly.primitives.actor import Actor
from duly.primitives.money import rate_in_pounds
from duly.primitives.refusal import Refusal, first


def why_not_set_rate(rate: Rate, *, by: Actor) -> Refusal | None:
    """Why this rate may not be set: "no-contract", "no-days", "no-rate", "no-such-key", "no-change", "ambiguous", or the scheme.

    The scheme is told the days back-dated and by how much the rate rises over the one in force on `starts`, in whole percent rounded up
    (0 when it falls or there was none).
    """
    known = rates_under([rate.contract_ref])
    before = next((r for r in known if r.key == rate.key and r.starts <= rate.starts < r.ends), None)
    facts = {
        "days back-dated": max((today() - rate.starts).days, 0),
        "rises by percent": rise_percent(before.rate_hundredths if before else 0, rate.rate_hundredths),
    }
    return first(
        None if rate.contract_ref in providers_of_contracts() else Refusal("no-contract", f"There is no contract {rate.contract_ref}."),
        None if rate.starts < rate.ends else Refusal("no-days", "A rate must be in force on one day at least."),
        None if rate.rate_hundredths > 0 else Refusal("no-rate", "A rate is above nothing."),
        _no_such_key(rate),
        _no_change(before, rate),
        why_not_beside(rate, known),
        why_not(powers.SET, facts, actor=by, on=today()),
    )


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of rates."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def why_not_beside(rate: Rate, known: tuple[Rate, ...]) -> Refusal | None:
    """The refusal, "ambiguous", of a rate beside one as particular that is not for quite the same, so that neither replaces the other."""
    others = (r for r in known if r.key != rate.key)
    clash = next((pair for pair in clashes((rate, *others)) if rate in pair), None)
    return Refusal("ambiguous", say_clash(*clash)) if clash else None


def _no_such_key(rate: Rate) -> Refusal | None:
    if rate.unit not in UNITS:
        return Refusal("no-such-key", f"A rate is for one of {', '.join(UNITS)}, not for a {rate.unit}.")
    if rate.day_type not in DAY_TYPES:
        return Refusal("no-such-key", f"{rate.day_type!r} is no kind of day: {', '.join(filter(None, DAY_TYPES))}, or empty for any.")
    if not 0 <= rate.band_from <= rate.band_to <= LONGEST:
        return Refusal("no-such-key", f"Lengths go from 0 to {LONGEST} minutes, the shorter first.")
    if rate.carer not in (0, 1, 2):
        return Refusal("no-such-key", "A rate is for the first carer of a call (1), the second (2), or any (0).")
    return None


def _no_change(before: Rate | None, rate: Rate) -> Refusal | None:
    if before is None or before.rate_hundredths != rate.rate_hundredths or before.ends < rate.ends:
        return None
    per = f"{'an' if rate.unit == 'hour' else 'a'} {rate.unit}"
    return Refusal("no-change", f"The rate is £{rate_in_pounds(rate.rate_hundredths)} {per} on those days already ({before.rate_ref}).")
