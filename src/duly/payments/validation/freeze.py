"""What the rooms behind know, as the inputs of a judgement.

References that a provider gives are its own, and two providers may use one, so a visit and an invoice are frozen under "provider/reference".
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from duly.machine.home import Home
from duly.payments.contracts.queries import terms_known
from duly.payments.evidence.queries import visits_between
from duly.payments.invoices.queries import claims_between
from duly.payments.ledger.queries import paid_by_reference
from duly.payments.packages.queries import calls_planned, commissions_known, lines_known, openings_signed
from duly.payments.rates.queries import rates_known
from duly.payments.validation.facts import Call, Claim, Commission, Inputs, Line, Opening, Paid, Rate, Terms, Visit


def inputs_known(weeks: Sequence[date]) -> Inputs:
    """Everything a judgement of these Mondays reads, as now known. Ask inside one snapshot."""
    starts, ends = min(weeks), max(weeks) + timedelta(days=7)
    return Inputs(
        lines=_as(Line, lines_known()),
        commissions=_as(Commission, commissions_known()),
        calls=_as(Call, calls_planned(starts, ends)),
        terms=_as(Terms, terms_known()),
        rates=_as(Rate, rates_known()),
        visits=tuple(
            Visit(f"{v.provider_ref}/{v.visit_ref}", v.provider_ref, v.person_ref, v.service, v.carer_ref, v.on, v.starts_minute, v.minutes)
            for v in visits_between(starts, ends)
            if v.outcome == "delivered" and v.times == "ok"  # until rules 402, 405, 406 and 408 read the rest
        ),
        claims=tuple(
            Claim(
                f"{c.provider_ref}/{c.invoice_ref}",
                c.line_no,
                c.provider_ref,
                c.person_ref,
                c.service,
                c.week,
                c.minutes,
                c.rate_hundredths,
                c.pence,
            )
            for c in claims_between(starts, max(weeks))
            if not c.person_check and not c.nights  # until rule 108 and stays are judged
        ),
        paid=_paid(weeks),
        openings=_as(Opening, openings_signed()),
    )


def folder_of(judgement_ref: str) -> Path:
    """Where the inputs of a judgement are kept."""
    return Home.find().files / "judgements" / judgement_ref


def _paid(weeks: Sequence[date]) -> tuple[Paid, ...]:
    """What the book says was paid. Its references are "line/Monday"; others are none of ours."""
    wanted = {week.isoformat(): week for week in weeks}
    told = ((*reference.rpartition("/")[::2], pence) for reference, pence in paid_by_reference("").items())
    return tuple(Paid(line_ref, wanted[week], pence) for line_ref, week, pence in told if week in wanted)


def _as(kind: type, rows: Iterable[Any]) -> tuple[Any, ...]:
    """Rows of another room, whose fields have the same names, as ours. What that room does not keep yet has our default."""
    names = [f.name for f in fields(kind)]
    return tuple(kind(**{name: getattr(row, name) for name in names if hasattr(row, name)}) for row in rows)
