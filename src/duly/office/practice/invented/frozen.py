"""The invented council as the inputs of a judgement, without any database between."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from duly.office.practice.invented.council import Council
from duly.office.practice.invented.ground import HOLIDAY
from duly.payments.validation.facts import Claim, Holiday, Inputs, Invoice

SMALL_HOURS = 60
"""Minutes after midnight in which a visit may overlap one of the week before."""


def inputs_of(council: Council, weeks: Iterable[date] | None = None) -> Inputs:
    """What judging these weeks reads, or all of them: the same as when the council's files are taken in and nothing is paid yet."""
    wanted = (*council.weeks, *council.ahead) if weeks is None else tuple(weeks)
    days = {week + timedelta(days=n) for week in wanted for n in range(7)}
    after = {week + timedelta(days=7) for week in wanted}
    return Inputs(
        lines=council.lines,
        commissions=council.spans,
        calls=tuple(call for call in council.calls if call.on in days),
        contracts=tuple(span for contract in council.contracts for span in contract.spans),
        bands=tuple(band for contract in council.contracts for band in contract.bands),
        terms=tuple(terms for contract in council.contracts for terms in contract.terms),
        rates=tuple(rate for contract in council.contracts for rate in contract.rates),
        visits=tuple(visit for visit in council.visits if visit.on in days or (visit.on in after and visit.starts_minute < SMALL_HOURS)),
        claims=tuple(claim for claim in council.claims if claim.week in wanted),
        openings=council.openings,
        interruptions=council.interruptions,
        deaths=council.deaths,
        steps=tuple(step for contract in council.contracts for step in contract.steps),
        holidays=(Holiday(HOLIDAY),) if council.homes and HOLIDAY in days else (),
        stays=council.stays,
        absences=council.absences,
        returns=council.returns,
        fundings=council.fundings,
        invoices=tuple(_invoices(council.claims)),
    )


def _invoices(claims: Iterable[Claim]) -> Iterator[Invoice]:
    """The invoices of claims, each with its number made plain."""
    theirs: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        theirs.setdefault((claim.provider_ref, claim.invoice_ref), []).append(claim)
    for (provider, ref), found in theirs.items():
        weeks, pence = [claim.week for claim in found], sum(claim.pence for claim in found)
        yield Invoice(ref, provider, _plain(ref), found[0].received_on, pence, min(weeks), max(weeks))


def _plain(number: str) -> str:
    """In capitals, letters and digits only, without the zeros before a number."""
    return re.sub(r"[^A-Z0-9]", "", re.sub(r"(?<!\d)0+(?=\d)", "", number.upper()))
