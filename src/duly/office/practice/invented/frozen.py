"""The invented council as the inputs of a judgement, without any database between."""

from collections.abc import Iterable
from datetime import date, timedelta

from duly.office.practice.invented.council import Council
from duly.payments.validation.facts import Inputs


def inputs_of(council: Council, weeks: Iterable[date] | None = None) -> Inputs:
    """What judging these weeks reads, or all of them: the same as when the council's files are taken in and nothing is paid yet."""
    wanted = tuple(council.weeks if weeks is None else weeks)
    days = {week + timedelta(days=n) for week in wanted for n in range(7)}
    return Inputs(
        lines=council.lines,
        commissions=council.spans,
        calls=tuple(call for call in council.calls if call.on in days),
        terms=tuple(terms for contract in council.contracts for terms in contract.terms),
        rates=tuple(rate for contract in council.contracts for rate in contract.rates),
        visits=tuple(visit for visit in council.visits if visit.on in days),
        claims=tuple(claim for claim in council.claims if claim.week in wanted),
        openings=council.openings,
    )
