"""Why rates may not be put forward, adopted or withdrawn."""

from collections.abc import Sequence

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import powers
from duly.payments.rates.checks.setting import why_not_beside
from duly.payments.rates.queries import BatchSeen, rates_in, rates_replaced_by, rates_under, superseded_since
from duly.payments.rates.rules import Rate, clashes, rise_percent, say_clash
from duly.payments.rates.states import STEPS
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_put_forward(*, by: Actor) -> Refusal | None:
    """Why this person may not put rates forward."""
    return why_not(powers.PUT_FORWARD, {}, actor=by, on=today())


def why_not_adopt(batch: BatchSeen, *, by: Actor) -> Refusal | None:
    """Why a batch may not be adopted: "wrong-state", "your-own", "no-contract", "ambiguous" (naming both rates and the cell), or the scheme.

    The scheme is told whether this person put it forward, the days back-dated of its earliest rate, and its largest rise in whole percent.
    """
    rates = rates_in(batch.ref)
    known = rates_under(sorted({rate.contract_ref for rate in rates}))
    mine = batch.put_forward_by == by.ref
    facts = {
        "put forward by you": mine,
        "days back-dated": max((today() - min(rate.starts for rate in rates)).days, 0),
        "rises by percent": largest_rise(rates, known),
    }
    return first(
        STEPS.why_not("adopt", batch.state),
        Refusal("your-own", "You put these rates forward, so someone else must adopt them.") if mine else None,
        _no_contract(rates),
        why_not_settle(rates, known),
        why_not(powers.ADOPT, facts, actor=by, on=today()),
    )


def why_not_withdraw(batch: BatchSeen, *, because: str, by: Actor) -> Refusal | None:
    """Why a batch may not be withdrawn: "wrong-state", "no-reason", or the scheme."""
    return first(
        STEPS.why_not("withdraw", batch.state),
        None if because.strip() else Refusal("no-reason", "Say why these rates are withdrawn."),
        why_not(powers.WITHDRAW, {"put forward by you": batch.put_forward_by == by.ref}, actor=by, on=today()),
    )


def why_not_take_back(batch: BatchSeen, *, because: str, by: Actor) -> Refusal | None:
    """Why an adopted batch may not be taken back: "wrong-state", "no-reason", "stood-upon", or the scheme, which is asked as for adopting.

    It is told whether this person put the batch forward, the days back-dated of its earliest rate, and the largest rise of what would be
    known again over the batch's own.
    """
    rates, before = rates_in(batch.ref), rates_replaced_by(batch.ref)
    facts = {
        "put forward by you": batch.put_forward_by == by.ref,
        "days back-dated": max((today() - min(rate.starts for rate in rates)).days, 0),
        "rises by percent": largest_rise(before, rates),
    }
    return first(
        STEPS.why_not("take back", batch.state),
        None if because.strip() else Refusal("no-reason", "Say why these rates are taken back."),
        _stood_upon(batch),
        why_not(powers.ADOPT, facts, actor=by, on=today()),
    )


def why_not_settle(rates: Sequence[Rate], known: Sequence[Rate]) -> Refusal | None:
    """The refusal, "ambiguous", of rates of which two would answer for one cell, or one and a rate in force that it does not simply replace."""
    within = next(clashes(rates), None)
    if within is not None:
        return Refusal("ambiguous", say_clash(*within))
    by_group: dict[tuple[str | int, ...], list[Rate]] = {}
    for rate in known:
        by_group.setdefault(rate.group, []).append(rate)
    return next(filter(None, (why_not_beside(rate, tuple(by_group.get(rate.group, ()))) for rate in rates)), None)


def largest_rise(rates: Sequence[Rate], known: Sequence[Rate]) -> int:
    """The largest rise of any of these over the rate of the same key in force on its first day, in whole percent rounded up."""
    before: dict[tuple[str | int, ...], list[Rate]] = {}
    for rate in known:
        before.setdefault(rate.key, []).append(rate)
    rises = (
        rise_percent(old.rate_hundredths, rate.rate_hundredths)
        for rate in rates
        for old in before.get(rate.key, ())
        if old.starts <= rate.starts < old.ends
    )
    return max(rises, default=0)


def _stood_upon(batch: BatchSeen) -> Refusal | None:
    later = superseded_since(batch.ref)
    if not later:
        return None
    ref, told = later
    says = f"Rates were set since in the place of some of {batch.ref}, such as {ref}{f' ({told})' if told else ''}. Those stand on it."
    return Refusal("stood-upon", f"{says} Set a new rate for the days that are wrong, or take the later ones back first.")


def _no_contract(rates: Sequence[Rate]) -> Refusal | None:
    known = providers_of_contracts()
    return next((Refusal("no-contract", f"There is no contract {r.contract_ref}.") for r in rates if r.contract_ref not in known), None)
