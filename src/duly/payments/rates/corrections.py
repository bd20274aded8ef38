"""What a file of rates says beside the rates known in its reach: for the preview, and for what is superseded and written."""

from collections.abc import Sequence
from dataclasses import replace

from duly.core.intake.reading import Row
from duly.core.intake.spans import Corrected, Dated, corrected
from duly.payments.rates import models
from duly.payments.rates.columns import rate_of
from duly.payments.rates.queries import as_rate, rates_told_by_files
from duly.payments.rates.rules import Rate, say_keys
from duly.primitives.money import rate_in_pounds


def of_rates(rows: Sequence[Row], *, replaces: bool) -> tuple[dict[int, models.Rate], Corrected]:
    """Rates. A file that replaces reaches to the rates of its own references, and to those of its contracts' services and units on its days.

    Only rates that files told, and that are in force as they came, are in its reach: what somebody set or adopted is not a file's to replace.
    Gives the rows in that reach by primary key with what would change of them.
    """
    told = [_dated(rate_of(row)) for row in rows]
    known = {found.pk: found for found in rates_told_by_files({row.values["contract"] for row in rows})} if replaces else {}
    return known, corrected([_dated(as_rate(found), pk) for pk, found in known.items()], told, by_name=True)


def rates_after(rows: Sequence[Row]) -> list[Rate]:
    """Every adopted rate of the file's contracts as it would be known if the file replaced what it reaches, the file's own left out."""
    known, found = of_rates(rows, replaces=True)
    ended = set(found.ended) | {pk for pk in known if as_rate(known[pk]).rate_ref in {row.values["rate_ref"] for row in rows}}
    contracts = {row.values["contract"] for row in rows}
    still = models.Rate.objects.filter(contract_ref__in=contracts, superseded_by__isnull=True, approved=True).exclude(pk__in=ended)
    return [as_rate(one) for one in still] + [replace(as_rate(known[one.pk]), starts=one.starts, ends=one.ends) for one, _ in found.left]


def _dated(rate: Rate, pk: int = 0) -> Dated:
    fields = {
        "contract": rate.contract_ref,
        "service": rate.service,
        "rate": rate_in_pounds(rate.rate_hundredths),
        "unit": rate.unit,
        "for": say_keys(rate),
    }
    return Dated((rate.contract_ref, rate.service, rate.unit), rate.rate_ref, f"rate {rate.rate_ref}", rate.starts, rate.ends, fields, pk)
