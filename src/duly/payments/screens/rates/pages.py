"""The rate book as a list, in force on a day, and what the book answers for a cell."""

from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.payments import flow
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages.powers import READ
from duly.payments.packages.queries import names_of
from duly.payments.providers.queries import provider_names
from duly.payments.rates import queries
from duly.payments.rates.queries import Rate
from duly.payments.screens import listed
from duly.payments.screens.rates import presenters
from duly.payments.screens.rates.forms import Find
from duly.payments.screens.rates.presenters import RATES
from duly.primitives.period import say_day
from duly.primitives.refusal import Refused
from duly.ui.asks import reads
from duly.ui.fields import Fault
from duly.ui.frame import Action, Link
from duly.ui.pages import show

LOOKED_BEFORE = {"look_contract": "contract", "look_service": "service", "look_on": "on"}
"""How the look-up was addressed when it stood beside the list; those addresses still lead to its answer."""


@require_safe
@reads(READ)
def rates(request: HttpRequest) -> HttpResponse:
    """Rates in force on a day (`?on=2026-11-09`), or every known rate (`?on=any`), those put forward among them."""
    given = request.GET
    if any(given.get(name) for name in LOOKED_BEFORE):
        return redirect(f"/rates/find/?{urlencode({new: given.get(old, '') for old, new in LOOKED_BEFORE.items()})}")
    on, faults = _day(given.get("on", ""), "on") if given.get("on") not in ("", None, "any") else (today(), [])
    names, providers = provider_names(), providers_of_contracts()
    known = queries.rates_known()
    shown = known if given.get("on") == "any" else [r for r in known if on and r.starts <= on < r.ends]
    rows = [presenters.row(rate, providers, names) for rate in shown]
    asked, own = listed.ask(request, RATES), {"on": given.get("on", "")}
    page = RATES.page(rows, asked)
    waiting = sum(not r.approved for r in known)
    return listed.as_file(presenters.AS_FILE, rows, asked) or show(
        request,
        "rates/rates.html",
        status=422 if faults else 200,
        title="Rates",
        section="Rates",
        sub="Every rate known" if given.get("on") == "any" else f"In force on {say_day(on)}" if on else "",
        actions=(
            Action("What do we pay for this?", "/rates/find/", tone="go"),
            Action("Rates put forward", "/rates/batches/"),
            Action("Bank holidays", "/rates/holidays/"),
        ),
        formats=listed.formats(asked, **own),
        facets=listed.facet_groups(page, asked, **own),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "rates", **own),
        count=f"{page.total:,} rate{'' if page.total == 1 else 's'}",
        waiting=f"{waiting:,} rate{' has' if waiting == 1 else 's have'} been put forward and price nothing until somebody adopts them."
        if waiting
        else "",
        table=listed.table(
            RATES,
            page,
            asked,
            "Rates",
            cells=presenters.CELLS,
            wrap=("keys",),
            empty="No rate is in force on that day that fits." if known else "No rates have been taken in yet.",
            empty_next=Link("Every rate known", "/rates/?on=any") if known else Link("Take in a file of them", "/imports/new/?kind=rates"),
            **own,
        ),
        on=given.get("on") or f"{today().day}/{today().month}/{today().year}",
        faults=faults,
    )


@require_safe
@reads(READ)
def find(request: HttpRequest) -> HttpResponse:
    """What is paid for a cell, and every rate that was passed over with its reason: `?contract=C-4401&service=home-care&on=9/11/2026&minutes=30`."""
    given = {name: request.GET.get(name, "") for name in Find.base_fields}
    known = queries.rates_known()
    names = provider_names()
    form = Find(
        given if any(given.values()) else None,
        contracts=[(ref, f"{ref}, {names.get(provider, provider)}") for ref, provider in providers_of_contracts().items()],
        services=sorted({r.service for r in known}),
        zones=sorted({r.zone for r in known if r.zone}),
    )
    found, refusal = None, None
    if form.is_bound and form.is_valid():
        cell = form.cleaned_data
        try:
            found = queries.rate_on(
                cell["contract"],
                cell["service"],
                cell["on"],
                unit=cell["unit"] or "hour",
                line_ref=cell["line"],
                zone=cell["zone"],
                minutes=cell["minutes"],
                carer=int(cell["carer"] or 1),
            )
        except Refused as refused:
            refusal = refused.refusal
    return show(
        request,
        "rates/find.html",
        status=422 if form.errors else 200,
        refusal=refusal,
        title="What do we pay for this?",
        section="Rates",
        crumbs=(Link("Rates", "/rates/"),),
        form=form,
        answer=presenters.say_answer(found) if found else "",
        answered=isinstance(found, queries.RateFound),
        passed_over=presenters.passed_over(found.passed_over) if found else None,
        many=len(found.passed_over) if found else 0,
    )


@require_safe
@reads(READ)
def rate(request: HttpRequest, ref: str) -> HttpResponse:
    """One rate: its cell's history, where it is used, and what it is chosen over."""
    versions = queries.versions_of(ref)
    if not versions:
        raise Http404(f"There is no rate {ref}.")
    now = queries.rate(ref)
    last = now or [v.rate for v in versions if v.rate.rate_ref == ref][-1]
    provider = providers_of_contracts().get(last.contract_ref, "")
    used = flow.where_used(now, on=today()) if now and now.approved else None
    asked_on = _a_day_of(last)
    beside = queries.rate_on(
        last.contract_ref,
        last.service,
        asked_on,
        unit=last.unit,
        line_ref=last.line_ref,
        zone=last.zone,
        minutes=max(last.band_from, 1) if last.narrowed else None,
        carer=last.carer or 1,
        bank_holiday=last.day_type == "bank-holiday",
    )
    return show(
        request,
        "rates/rate.html",
        title=f"Rate {ref}",
        section="Rates",
        crumbs=(Link("Rates", "/rates/"),),
        sub=presenters.about(last),
        tag=presenters.standing(now, on=today()),
        strip=presenters.strip(last, used, len(versions)),
        facts=presenters.facts(last, provider_names().get(provider, provider), queries.batch_of(ref)),
        history=presenters.history(versions, people.names(), ref),
        lines=presenters.lines_used(used, names_of({one.person_ref for one in used.lines[: presenters.MOST_SHOWN]})) if used else None,
        many_lines=len(used.lines) if used else 0,
        weeks=presenters.weeks_used(used) if used else None,
        asked_on=say_day(asked_on),
        answer=presenters.say_answer(beside),
        passed_over=presenters.passed_over(beside.passed_over),
        many=len(beside.passed_over),
    )


def _a_day_of(rate: Rate) -> date:
    """The first day from today, or from its beginning or in its last fortnight, of the kind a rate is for."""
    last = rate.ends - timedelta(days=1)
    begins = max(rate.starts, min(today(), last - timedelta(days=13)))
    kinds = {"weekday": range(5), "saturday": (5,), "sunday": (6,)}.get(rate.day_type, range(7))
    days = (begins + timedelta(days=n) for n in range(14))
    return next((day for day in days if day.weekday() in kinds and day <= last), begins)


def _day(text: str, field: str) -> tuple[date | None, list[Fault]]:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date(), []  # noqa: DTZ007  # a date has no zone
        except ValueError:
            continue
    said = f"{text!r} is not a day, such as 9/11/2026." if text else "Say for which day."
    return None, [Fault(said, f"#id_{field}")]
