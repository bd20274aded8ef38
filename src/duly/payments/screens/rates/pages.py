"""The rate book: a list, as in force on a day, and a look-up that says which rates were passed over and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.rates import queries
from duly.payments.rates.queries import NoRate, Rate
from duly.payments.screens import listed
from duly.primitives.money import rate_in_pounds
from duly.primitives.period import FOREVER, say_day, say_span
from duly.ui.asks import reads
from duly.ui.fields import Fault
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import show


@dataclass(frozen=True)
class RateRow:
    """One rate. `last` is its last day, None when it has no end."""

    ref: str
    provider: str
    contract: str
    service: str
    starts: date
    last: date | None
    rate_hundredths: int


RATES = ListOf(
    name="rates",
    key="ref",
    columns=(
        Shown("ref", "Rate"),
        Shown("provider", "Provider"),
        Shown("contract", "Contract"),
        Shown("service", "Service"),
        Shown("starts", "From", "day"),
        Shown("last", "Last day", "day"),
        Shown("rate_hundredths", "£ an hour", "rate"),
    ),
    facets=(Facet("service", "Service"), Facet("provider", "Provider"), Facet("contract", "Contract")),
    sorts=("provider", "service", "starts", "rate_hundredths"),
    default_sort="provider",
    also=("on", "look_contract", "look_service", "look_on"),
)

CELLS = {
    "ref": lambda row: Cell(row.ref, ref=True),
    "contract": lambda row: Cell(row.contract, ref=True),
    "last": lambda row: say_day(row.last) if row.last else "no end",
    "rate_hundredths": lambda row: Cell(rate_in_pounds(row.rate_hundredths), strong=True),
}


@require_safe
@reads(READ)
def rates(request: HttpRequest) -> HttpResponse:
    """Rates in force on a day (`?on=2026-11-09`; every known rate with `?on=any`), and a look-up by contract, service and day."""
    given = request.GET
    on, faults = _day(given.get("on", ""), "on") if given.get("on") not in ("", None, "any") else (today(), [])
    names, providers = provider_names(), providers_of_contracts()
    known = queries.rates_known()
    shown = known if given.get("on") == "any" else [r for r in known if on and r.starts <= on < r.ends]
    rows = [_row(rate, providers, names) for rate in shown]
    asked, own = listed.ask(request, RATES), {"on": given.get("on", "")}
    page = RATES.page(rows, asked)
    looked, look_faults = _look_up(given)
    return listed.as_file(RATES, rows, asked) or show(
        request,
        "rates/rates.html",
        status=422 if faults or look_faults else 200,
        title="Rates",
        section="Rates",
        sub="Every rate known" if given.get("on") == "any" else f"In force on {say_day(on)}" if on else "",
        formats=listed.formats(asked, **own),
        facets=listed.facet_groups(page, asked, **own),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "rates", **own),
        count=f"{page.total:,} rate{'' if page.total == 1 else 's'}",
        table=listed.table(
            RATES,
            page,
            asked,
            "Rates",
            cells=CELLS,
            empty="No rate is in force on that day that fits." if known else "No rates have been taken in yet.",
            empty_next=Link("Every rate known", "/rates/?on=any") if known else Link("Take in a file of them", "/imports/new/?kind=rates"),
            **own,
        ),
        on=given.get("on") or f"{today().day}/{today().month}/{today().year}",
        faults=faults + look_faults,
        contracts=[("", "Choose"), *((c, f"{c}, {names.get(p, p)}") for c, p in providers.items())],
        services=[("", "Choose"), *((s, s) for s in sorted({r.service for r in known}))],
        look={name: given.get(name, "") for name in ("look_contract", "look_service", "look_on")},
        asked_on=given.get("on", ""),
        looked=looked,
    )


def _row(rate: Rate, providers: dict[str, str], names: dict[str, str]) -> RateRow:
    provider = providers.get(rate.contract_ref, "")
    last = None if rate.ends >= FOREVER else date.fromordinal(rate.ends.toordinal() - 1)
    return RateRow(rate.rate_ref, names.get(provider, provider), rate.contract_ref, rate.service, rate.starts, last, rate.rate_hundredths)


def _look_up(given) -> tuple[dict[str, Any] | None, list[Fault]]:
    """What the book answers for a contract, service and day; nothing when it was not asked."""
    contract, service = given.get("look_contract", ""), given.get("look_service", "")
    if not contract and not service and not given.get("look_on"):
        return None, []
    day, faults = _day(given.get("look_on", ""), "look_on")
    faults += [
        Fault(f"Choose a {what}.", f"#id_look_{what}") for what, value in (("contract", contract), ("service", service)) if not value
    ]
    if faults or day is None:
        return None, faults
    found = queries.rate_on(contract, service, day)
    none = isinstance(found, NoRate)
    return {
        "none": none,
        "says": found.because
        if none
        else f"£{rate_in_pounds(found.rate.rate_hundredths)} an hour: rate {found.rate.rate_ref}, {say_span(found.rate.starts, found.rate.ends)}.",
        "passed_over": Table(
            "Passed over, and why",
            (Column("Rate", "wrap"), Column("Why it is not the one", "wrap")),
            tuple(Row((Cell(p.rate.rate_ref, ref=True, note=_about(p.rate)), p.because)) for p in found.passed_over),
            empty="No other rate of this contract is known.",
        ),
    }, []


def _about(rate: Rate) -> str:
    return f"{rate.service}, £{rate_in_pounds(rate.rate_hundredths)}, {say_span(rate.starts, rate.ends)}"


def _day(text: str, field: str) -> tuple[date | None, list[Fault]]:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date(), []  # noqa: DTZ007  # a date has no zone
        except ValueError:
            continue
    said = f"{text!r} is not a day, such as 9/11/2026." if text else "Say for which day."
    return None, [Fault(said, f"#id_{field}")]
