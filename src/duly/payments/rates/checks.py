"""Why a rate may not be set."""

from collections.abc import Iterator
from datetime import date, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import powers
from duly.payments.rates.queries import NoRate, rate_on, rates_known
from duly.primitives.actor import Actor
from duly.primitives.money import rate_in_pounds
from duly.primitives.overlap import Placed, overlaps
from duly.primitives.period import FOREVER, say_span
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


def faults_in(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """References used twice, rates of nothing, spans without a day, and rates that overlap another of their contract and service."""
    rates = rates_known()
    seen = {r.rate_ref: 0 for r in rates}
    for row in rows:
        ref = row.values["rate_ref"]
        if ref in seen:
            where = f"stands in row {seen[ref]} too" if seen[ref] else "is known already"
            yield Fault(row.number, "rate_ref", ref, f"Rate {ref} {where}.")
        seen.setdefault(ref, row.number)
        if row.values["rate"] == 0:
            yield Fault(row.number, "rate", "0", "A rate is above nothing.")
        if row.values["from"] >= ends_of(row):
            yield Fault(row.number, "to", str(row.values["to"]), "The last day is before the first.")
    known = [Placed((r.contract_ref, r.service), r.starts, r.ends, 0, r.rate_ref) for r in rates]
    given = [Placed((r.values["contract"], r.values["service"]), r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows]
    for one, other in overlaps(known + given):
        contract_ref, service = one.of
        says = f"This rate of {contract_ref} for {service} overlaps {other.called}, in force {say_span(other.starts, other.ends)}."
        yield Fault(one.row, "from", str(one.starts), says)


def ends_of(row: Row) -> date:
    """The first day after a row's last one."""
    return row.values["to"] + timedelta(days=1) if row.values["to"] and row.values["to"] < FOREVER else FOREVER


def _no_change(before, rate_hundredths: int, ends: date) -> Refusal | None:
    if isinstance(before, NoRate) or before.rate.rate_hundredths != rate_hundredths or before.rate.ends < ends:
        return None
    return Refusal("no-change", f"The rate is £{rate_in_pounds(rate_hundredths)} an hour on those days already ({before.rate.rate_ref}).")
