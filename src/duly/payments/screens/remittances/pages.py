"""Every payment of an issued run, and whether its provider was told of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.remittances import queries
from duly.payments.remittances.queries import RemittanceKnown
from duly.payments.screens import listed
from duly.ui.asks import reads
from duly.ui.frame import Cell, Link
from duly.ui.pages import show


@dataclass(frozen=True)
class RemittanceRow:
    """What an issued run pays a provider, in pence, and whether the provider was told: "not made", "made", or "opened" as PDF."""

    key: str
    run: str
    provider: str
    provider_name: str
    pay_date: date
    lines: int
    pence: int
    told: str


REMITTANCES = ListOf(
    name="remittances",
    key="key",
    columns=(
        Shown("run", "Run"),
        Shown("provider", "Provider"),
        Shown("provider_name", "Called"),
        Shown("pay_date", "Paid on", "day"),
        Shown("lines", "Lines", "number"),
        Shown("pence", "Paid £", "pounds"),
        Shown("told", "Remittance"),
    ),
    facets=(Facet("run", "Run"), Facet("told", "Remittance"), Facet("provider", "Provider")),
    sorts=("pay_date", "pence", "provider_name"),
    default_sort="-pay_date",
    money="pence",
)


def with_names(names: Mapping[str, str]) -> ListOf:
    """The list with its providers called by name."""
    return replace(REMITTANCES, facets=(*REMITTANCES.facets[:2], Facet("provider", "Provider", label=lambda ref: names.get(ref, ref))))


def rows(known: Iterable[RemittanceKnown], called: Mapping[str, str]) -> list[RemittanceRow]:
    """The list's rows."""
    return [
        RemittanceRow(
            f"{one.run_ref}/{one.provider_ref}",
            one.run_ref,
            one.provider_ref,
            called.get(one.provider_ref, one.provider_ref),
            one.pay_date,
            one.lines,
            one.pence,
            "opened" if one.drawn else "made" if one.made else "not made",
        )
        for one in known
    ]


@require_safe
@reads(READ)
def remittances(request: HttpRequest) -> HttpResponse:
    """The list, with each remittance as PDF, as text and as a table."""
    names = provider_names()
    asked, every = listed.ask(request, REMITTANCES), rows(queries.remittances_known(), names)
    page = with_names(names).page(every, asked)
    return listed.as_file(REMITTANCES, every, asked) or show(
        request,
        "remittances/remittances.html",
        title="Remittances",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"),),
        sub="what each provider was told of each payment",
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked, says="paid"),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "remittances"),
        count=f"{page.total:,} remittance{'' if page.total == 1 else 's'}",
        table=listed.table(REMITTANCES, page, asked, "Remittances", cells=CELLS, empty="No run with a bank file fits these filters."),
    )


CELLS = {
    "run": lambda row: Cell(row.run, f"/runs/{row.run}/", ref=True),
    "provider": lambda row: Cell(row.provider, f"/providers/{row.provider}/position/", ref=True),
    "told": lambda row: Cell(
        {"opened": "PDF", "made": "PDF, first opening", "not made": "Make it"}[row.told],
        f"/runs/{row.run}/remittances/{row.provider}/?format=pdf",
        note=row.told,
    ),
}
