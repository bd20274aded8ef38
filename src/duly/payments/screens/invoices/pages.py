"""Every invoice of a week, and one of them: its lines, where each went, its file, and its history."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.core.documents.queries import document
from duly.core.intake import queries as intake
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import entry, history
from duly.payments import flow
from duly.payments.invoices import queries
from duly.payments.packages.powers import READ
from duly.payments.packages.queries import names_of
from duly.payments.providers.queries import provider_names
from duly.payments.screens import listed
from duly.payments.screens.invoices import every, presenters
from duly.payments.screens.weeks import last_whole_week, neighbours, say_week
from duly.primitives.period import read_week, say_day, week_name
from duly.ui.asks import reads
from duly.ui.frame import Action, Facet, FacetGroup, Link, Tag
from duly.ui.pages import show

ANY = "any"


@require_safe
@reads(READ)
def invoices(request: HttpRequest) -> HttpResponse:
    """The invoices that claim for a week (`?week=2026-W45`; the newest that anything is claimed for), or every one (`?week=any`)."""
    asked_for = request.GET.get("week", "")
    week, not_read = week_asked(asked_for)
    names = provider_names()
    of = presenters.with_names(names)
    asked, own = listed.ask(request, of), {"week": asked_for}
    paged = week is None and every.may_be_paged(asked)
    found = [] if paged else rows(week)
    page = every.page_of(of, asked, names) if paged else of.page(found, asked)
    total = f"{page.total:,} invoice{'' if page.total == 1 else 's'}"
    return listed.as_file(presenters.AS_FILE, found, asked) or show(
        request,
        "invoices/invoices.html",
        title="Invoices",
        section="Invoices",
        sub="For every week" if week is None else f"For {say_week(week)} ({week_name(week)})",
        formats=listed.formats(asked, **own),
        actions=(Action("Take in a file", "/imports/new/?kind=invoices"), Action("Key an invoice", "/invoices/new/", tone="go")),
        facets=(
            _weeks(week, asked_for),
            *((every.by_state(asked, **own),) if paged else ()),
            *listed.facet_groups(page, asked, says="claimed", **own),
        ),
        unknown="; ".join(filter(None, (not_read, listed.unknown(page)))),
        count=total,
        says=f"£{page.pence // 100:,}.{page.pence % 100:02d} claimed, VAT with it" if page.pence is not None else "",
        pager=listed.pager(page, asked, "invoices", **own),
        table=listed.table(
            of,
            page,
            asked,
            "Invoices",
            cells=presenters.CELLS,
            wrap=("provider_name", "came_in"),
            empty="No invoice fits these filters." if found or week is None else "Nothing is claimed for this week yet.",
            empty_next=Link("Every week", "/invoices/?week=any")
            if week
            else Link("Take in a file of invoices", "/imports/new/?kind=invoices"),
            **own,
        ),
    )


def week_asked(text: str) -> tuple[date | None, str]:
    """The Monday asked for, or None for every week; and what of it was not understood."""
    if text == ANY:
        return None, ""
    newest = queries.newest_week_claimed(by=today()) or last_whole_week(today())
    try:
        return (read_week(text) if text else newest), ""
    except ValueError as wrong:
        return newest, str(wrong)


def rows(week: date | None) -> list[presenters.InvoiceRow]:
    """The rows of the list."""
    found, called = flow.invoices_that_claim(week), people.names()
    keyed = {ref: called.get(by, by) for ref, by in intake.keyed_by({one.invoice.import_ref for one in found}).items()}
    return presenters.rows(found, provider_names(), keyed)


@require_safe
@reads(READ)
def invoice(request: HttpRequest, provider: str, ref: str) -> HttpResponse:
    """One invoice, as a page or (`?format=json`) as data."""
    seen = queries.invoice(provider, ref)
    versions = queries.versions_of(provider, ref)
    if not versions:
        raise Http404(f"There is no invoice {ref} of {provider}.")
    lines = flow.went(seen) if seen else ()
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(provider, ref), json_dumps_params={"ensure_ascii": False, "indent": 1})
    events = {event for v in versions for event in (v.made_by, v.superseded_by) if event}
    entries = {event: told[0] for event in events if (told := entry(event))}
    keyed = history("invoice", f"{provider}/{ref}")
    state = flow.state_of(line.state for line in lines) if seen else "Known no longer"
    names = provider_names()
    return show(
        request,
        "invoices/invoice.html",
        title=f"Invoice {ref}",
        section="Invoices",
        crumbs=(Link("Invoices", "/invoices/"),),
        sub=names.get(provider, provider),
        tag=Tag(state, presenters.TONES.get(state, "")),
        formats=(Link("JSON", "?format=json"),),
        actions=(Action("Key another", f"/invoices/new/?provider={provider}"),),
        strip=presenters.strip(lines),
        gone="" if seen else "Nothing is claimed on this invoice any more: what told of it was undone or replaced.",
        table=presenters.lines_table(lines, names_of({line.claim.person_ref for line in lines})) if seen else None,
        facts=_facts(provider, names, versions[-1], keyed),
        tape=[(one["where"], one["says"]) for one in presenters.tape(keyed)],
        history=presenters.history(versions, entries, keyed, people.names()),
    )


def as_json(provider: str, ref: str) -> dict[str, Any] | None:
    """One invoice as data, or None where there is none."""
    seen = queries.invoice(provider, ref)
    if seen is None:
        return None
    lines = flow.went(seen)
    return {
        "invoice": ref,
        "provider": provider,
        "received": seen.received_on.isoformat(),
        "import": seen.import_ref,
        "state": flow.state_of(line.state for line in lines),
        "lines": presenters.as_json(lines),
    }


def _facts(provider: str, names: dict[str, str], last: queries.InvoiceVersion, keyed: Any) -> list[tuple[str, Any]]:
    came = intake.import_seen(last.import_ref)
    kept = document(came.document) if came.document else None
    by = people.names().get(came.by, came.by)
    return [
        ("Provider", Link(f"{names.get(provider, provider)} ({provider})", f"/providers/{provider}/")),
        ("Received", say_day(last.received_on)),
        ("Keyed" if keyed else "Handed over", f"by {by}"),
        ("Came in", Link(f"{came.ref}, {came.name}", f"/imports/{came.ref}/")),
        ("Original file", Link(f"{kept.name}, {kept.size:,} bytes", f"/imports/{came.ref}/file/") if kept else "not kept"),
        ("Position", Link("Where the provider's account stands", f"/positions/{provider}/")),
    ]


def _weeks(week: date | None, asked_for: str) -> FacetGroup:
    every = Facet("Every week", "?week=any", current=week is None)
    return FacetGroup("Week", (*(neighbours(week).facets if week else (Facet("The newest week", "?"),)), every))
