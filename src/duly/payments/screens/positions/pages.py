"""Where a provider's account stands: now, or as it was known at an entry of the record. The same entry gives the same figures for ever."""

from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from duly.core.log.queries import newest_entry
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens import listed
from duly.payments.screens.positions import presenters
from duly.payments.screens.positions.presenters import POSITION, TAKEN_AWAY
from duly.payments.statements import queries
from duly.ui.asks import reads
from duly.ui.frame import Action, Link
from duly.ui.pages import show


@require_safe
@reads(READ)
def position(request: HttpRequest, ref: str) -> HttpResponse:
    """What was claimed and what became of it, `?as-at=` an entry; of the newest entry, unless said."""
    try:
        name = providers.provider(ref).name
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    newest, typed = newest_entry(), request.GET.get("as-at", "").strip()
    day = day_of(typed)
    if day is not None:
        return redirect(f"{request.path}{at_end_of(request, day, 'as-at')}")
    why_not = why_not_entry(typed, newest)
    found = queries.position(ref, as_at=-1 if why_not else int(typed or newest))
    rows, asked, own = presenters.rows(found), listed.ask(request, POSITION), {"as-at": typed}
    taken = None if why_not else listed.as_file(TAKEN_AWAY, rows, asked)
    if taken is not None:
        return taken
    page = POSITION.page(rows, asked)
    people = packages.names_of({row.person_ref for row in page.rows})
    return show(
        request,
        "positions/position.html",
        status=422 if why_not else 200,
        title=f"Position of {name}",
        section="Providers",
        crumbs=(Link("Providers", "/providers/"), Link(ref, f"/providers/{ref}/")),
        sub=f"{ref}, {_as_at(found.as_at, newest, why_not)}",
        formats=() if why_not else listed.formats(asked, **{"as-at": typed or (str(newest) if newest >= 0 else "")}),
        actions=(Action("As things stand now", f"/positions/{ref}/"),) if typed else (),
        typed=typed,
        why_not=why_not,
        newest=newest,
        facts=presenters.strip(found.total),
        by_week=presenters.by_week(found),
        facets=listed.facet_groups(page, asked, **own),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "line-weeks", **own),
        count=f"{page.total:,} line-week{'' if page.total == 1 else 's'}",
        table=listed.table(
            POSITION,
            page,
            asked,
            "Line by line",
            cells=presenters.cells(people),
            empty="Nothing fits these filters." if rows else "Nothing it claimed had been judged by that entry.",
            **own,
        ),
    )


def day_of(typed: str) -> date | None:
    """The day that was typed in place of an entry's number, such as 9/11/2026 or 2026-11-09; None where it is none."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    return None


def at_end_of(request: HttpRequest, day: date, key: str) -> str:
    """The query of this address with the last entry of a day in place of the day: a number says the same for ever. A day before the first entry stays."""
    entry, query = queries.entry_at_end_of(day), request.GET.copy()
    query[key] = str(entry) if entry >= 0 else f"before {day.isoformat()}"
    return f"?{query.urlencode()}"


def why_not_entry(typed: str, newest: int) -> str:
    """What is wrong with the entry that was asked for, in a sentence."""
    if not typed or (typed.isascii() and typed.isdigit() and len(typed) < 16 and int(typed) <= newest):
        return ""
    if newest < 0:
        return "The record has no entries yet."
    if typed.startswith("before "):
        return f"The record begins after {typed.removeprefix('before ')}: nothing was known yet. Give a later day, or a number from 0 to {newest}."
    return f"The record has entries 0 to {newest}; {typed!r} is none of them. Give a number, a day such as 9/11/2026, or leave it empty for the newest."


def _as_at(entry: int, newest: int, why_not: str) -> str:
    if why_not:
        return "as at an entry that there is not"
    if newest < 0:
        return "before the first entry of the record"
    return f"as at entry {entry} of the record" + (", the newest" if entry == newest else f" of {newest}")
