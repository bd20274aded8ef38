"""Rates put forward: the batches, one of them beside what is in force, and adopting or withdrawing it."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.packages.powers import READ
from duly.payments.rates import checks, queries
from duly.payments.rates.queries import BatchSeen
from duly.payments.rates.states import BatchState
from duly.payments.screens import listed
from duly.payments.screens.rates import presenters
from duly.payments.screens.rates.forms import PutForward, TakeBack, Withdraw
from duly.payments.screens.rates.presenters import BATCHES, CHANGES
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Cell, Link, Tag
from duly.ui.pages import say, show


@require_safe
@reads(READ)
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch of rates put forward, newest first."""
    names = people.names()
    rows = [presenters.batch_row(one, names) for one in queries.batches()]
    asked = listed.ask(request, BATCHES)
    page = BATCHES.page(rows, asked)
    return listed.as_file(BATCHES, rows, asked) or show(
        request,
        "rates/batches.html",
        title="Rates put forward",
        section="Rates",
        crumbs=(Link("Rates", "/rates/"),),
        sub="They price nothing until somebody other than who put them forward adopts them",
        formats=listed.formats(asked),
        actions=(Action("Put rates forward", "/rates/batches/new/", tone="go"),),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        count=f"{page.total:,} batch{'' if page.total == 1 else 'es'}",
        pager=listed.pager(page, asked, "batches"),
        table=listed.table(
            BATCHES,
            page,
            asked,
            "Rates put forward",
            cells=presenters.BATCH_CELLS,
            wrap=("title",),
            empty="No batch fits." if rows else "No rates have been put forward yet.",
            empty_next=Link("Put a file of rates forward", "/rates/batches/new/"),
        ),
    )


@asks(READ.code, "rates.put_forward")
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def new(request: HttpRequest) -> HttpResponse:
    """Put a file of rates forward."""
    form, refusal = PutForward(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome, ref = flow.put_rates_forward(file.name, file.read(), form.cleaned_data["source"], request.actor)
        except Refused as refused:
            refusal = refused.refusal
        else:
            if outcome.accepted:
                say(request, f"{ref}: {outcome.rows:,} rates of {file.name} are put forward. Somebody else can adopt them.")
                return redirect("rate-batch", ref)
            return redirect("import", outcome.ref)
    return show(
        request,
        "rates/put_forward.html",
        status=422 if form.errors else 200,
        refusal=refusal,
        title="Put rates forward",
        section="Rates",
        crumbs=(Link("Rates", "/rates/"), Link("Rates put forward", "/rates/batches/")),
        form=form,
        blocked_because=_because(checks.why_not_put_forward(by=request.actor)),
    )


@require_safe
@reads(READ)
def batch(request: HttpRequest, ref: str) -> HttpResponse:
    """One batch: each rate beside the one it would replace, and what may be done."""
    return _batch(request, _find(ref))


@require_POST
@asks("rates.adopt")
def adopt(request: HttpRequest, ref: str) -> HttpResponse:
    """Adopt a batch, whole."""
    one = _find(ref)
    try:
        flow.adopt_rates(ref, by=request.actor)
    except Refused as refused:
        return _batch(request, one, refusal=refused.refusal)
    say(request, f"The {one.rates:,} rates of {ref} are adopted: each is in force for its days.")
    return redirect("rate-batch", ref)


@require_POST
@asks("rates.withdraw")
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Withdraw a batch."""
    one, form = _find(ref), Withdraw(request.POST)
    if not form.is_valid():
        return _batch(request, one, form=form, status=422)
    try:
        flow.withdraw_rates(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return _batch(request, one, form=form, refusal=refused.refusal)
    say(request, f"{ref} is withdrawn. Its rates never were in force.")
    return redirect("rate-batch", ref)


@require_POST
@asks("rates.adopt")
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Take an adopted batch back, as new knowledge."""
    one, form = _find(ref), TakeBack(request.POST)
    if not form.is_valid():
        return _batch(request, one, form=form, status=422)
    try:
        flow.take_rates_back(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return _batch(request, one, form=form, refusal=refused.refusal)
    say(request, f"{ref} is taken back: what its rates replaced is known again. Weeks judged before must be judged again to count it.")
    return redirect("rate-batch", ref)


def _batch(request: HttpRequest, one: BatchSeen, *, refusal: Refusal | None = None, form=None, status: int = 200) -> HttpResponse:
    rates, names = queries.rates_in(one.ref), people.names()
    waits = one.state == BatchState.PUT_FORWARD
    known = queries.rates_under(sorted({rate.contract_ref for rate in rates}))
    rows = presenters.changes(rates, known, settled=not waits)
    asked = listed.ask(request, CHANGES)
    page = CHANGES.page(rows, asked)
    put_on = say_day(presenters.batch_row(one, names).put_forward_on)
    settled = [] if waits else [(str(one.state).capitalize(), f"by {names.get(one.settled_by, one.settled_by)}")]
    return listed.as_file(CHANGES, rows, asked) or show(
        request,
        "rates/batch.html",
        status=status,
        refusal=refusal,
        title=f"Batch {one.ref}",
        section="Rates",
        crumbs=(Link("Rates", "/rates/"), Link("Rates put forward", "/rates/batches/")),
        sub=one.title,
        tag=Tag(str(one.state).capitalize(), presenters.TONES[one.state]),
        formats=listed.formats(asked),
        batch=one,
        waits=waits,
        facts=[
            ("Rates", f"{one.rates:,}"),
            ("Contracts", f"{len({rate.contract_ref for rate in rates}):,}"),
            ("Largest rise", f"{max((row.rises or 0 for row in rows), default=0)} %"),
            ("New", f"{sum(row.before is None for row in rows):,} with none before"),
            ("Put forward", f"{put_on}, by {names.get(one.put_forward_by, one.put_forward_by)}"),
            *settled,
            *((("File", Link(one.import_ref, f"/imports/{one.import_ref}/")),) if one.import_ref else ()),
            ("Digest", Cell(one.sha256[:16], ref=True)),
            ("In the record", Link(f"History of {one.ref}", f"/record/?about={one.ref}")),
        ],
        unknown=listed.unknown(page),
        facets=listed.facet_groups(page, asked),
        pager=listed.pager(page, asked, "rates"),
        count=f"{page.total:,} rate{'' if page.total == 1 else 's'}",
        table=listed.table(
            CHANGES, page, asked, "Rates of this batch", cells=presenters.CHANGE_CELLS, wrap=("keys",), empty="No rate fits these filters."
        ),
        form=form or (Withdraw() if waits else TakeBack()),
        adopted=one.state == BatchState.ADOPTED,
        take_back_blocked=_because(checks.why_not_take_back(one, because="asked", by=request.actor))
        if one.state == BatchState.ADOPTED
        else "",
        adopt_blocked=_because(checks.why_not_adopt(one, by=request.actor)) if waits else "",
        withdraw_blocked=_because(checks.why_not_withdraw(one, because="asked", by=request.actor)) if waits else "",
    )


def _find(ref: str) -> BatchSeen:
    try:
        return queries.batch(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no batch {ref}.") from None


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
