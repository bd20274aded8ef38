"""The bank holidays that rates of bank holidays are paid by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.calendar.queries import Holiday, bank_holidays, region_said
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.packages.powers import READ
from duly.payments.screens import listed
from duly.primitives.period import say_day
from duly.ui.asks import reads
from duly.ui.frame import Link
from duly.ui.pages import show


@dataclass(frozen=True)
class HolidayRow:
    """One bank holiday."""

    day: date
    weekday: str
    title: str
    year: str
    said: str


HOLIDAYS = ListOf(
    name="bank-holidays",
    key="day",
    columns=(Shown("day", "Day", "day"), Shown("weekday", "Weekday"), Shown("title", "Bank holiday"), Shown("said", "From")),
    facets=(Facet("year", "Year"), Facet("said", "From")),
    sorts=("day",),
    default_sort="-day",
)


def rows_of(known: Iterable[Holiday]) -> list[HolidayRow]:
    """Bank holidays as the list shows them."""
    return [
        HolidayRow(h.day, f"{h.day:%A}", h.title, str(h.day.year), "Said by hand" if h.by_hand else "The published list") for h in known
    ]


@require_safe
@reads(READ)
def holidays(request: HttpRequest) -> HttpResponse:
    """Every bank holiday known where this installation is, the latest first."""
    rows = rows_of(bank_holidays())
    asked = listed.ask(request, HOLIDAYS)
    page = HOLIDAYS.page(rows, asked)
    return listed.as_file(HOLIDAYS, rows, asked) or show(
        request,
        "rates/holidays.html",
        title="Bank holidays",
        section="Rates",
        crumbs=(Link("Rates", "/rates/"),),
        sub=region_said(),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "bank holidays"),
        count=f"{page.total:,} bank holiday{'' if page.total == 1 else 's'}",
        table=listed.table(
            HOLIDAYS,
            page,
            asked,
            f"Bank holidays of {region_said()}",
            cells={"day": lambda row: say_day(row.day)},
            wrap=("title",),
            empty="None fits these filters." if rows else f"None of {region_said()} is known yet: `duly holidays load` brings them.",
        ),
    )
