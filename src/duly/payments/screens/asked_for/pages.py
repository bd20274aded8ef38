"""Payments asked for from outside the weekly runs, and what providers dispute: each a list with what may be done beside it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.disputes import actions as disputing
from duly.payments.disputes import queries as disputes
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.requests import actions as asking
from duly.payments.requests import queries as requests
from duly.payments.screens.asked_for.forms import DisputeForm, SettleForm, StepForm
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Cell
from duly.ui.pages import say, show

TONES = {"asked": "amber", "accepted": "blue", "paid": "green", "refused": "red", "open": "amber", "passed on": "blue", "answered": "green"}
REQUESTS = ListOf(
    name="payment-requests",
    key="ref",
    columns=(
        *(Shown("ref", "Request"), Shown("payee", "Pay"), Shown("amount_pence", "Amount", "pounds"), Shown("due", "By", "day")),
        *(Shown("purpose", "For"), Shown("source_ref", "Of"), Shown("state", "State")),
    ),
    facets=(Facet("state", "State", label=str.capitalize),),
    sorts=("due", "amount_pence"),
    default_sort="due",
    money="amount_pence",
)
DISPUTES = ListOf(
    name="disputes",
    key="ref",
    columns=(
        *(Shown("ref", "Dispute"), Shown("provider", "Provider"), Shown("about", "Of"), Shown("amount_pence", "Amount", "pounds")),
        *(Shown("words", "What is said"), Shown("raised_on", "Raised", "day"), Shown("state", "State"), Shown("case_ref", "Case")),
    ),
    facets=(Facet("state", "State", label=str.capitalize), Facet("provider", "Provider")),
    sorts=("raised_on", "amount_pence"),
    default_sort="-raised_on",
    money="amount_pence",
)
LINKS = {"requests": "/payment-requests/", "disputes": "/disputes/"}
STATE = {"state": lambda row: Cell(row.state.capitalize(), tone=TONES.get(row.state, ""), tag=True)}


@require_safe
@reads(READ)
def asked_for(request: HttpRequest) -> HttpResponse:
    """Payments asked for, the first due first."""
    return _requests(request)


@asks("payment_requests.settle")
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Accept, refuse or note as paid."""
    form = _settle_form(request.POST)
    if not form.is_valid():
        return _requests(request, form=form, status=422)
    said = dict(form.cleaned_data)
    try:
        done = asking.settle(said.pop("request"), **said, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _requests(request, form=form, refusal=stopped.refusal)
    say(request, f"{done.ref} is {done.state}.")
    return redirect("/payment-requests/")


@require_safe
@reads(READ)
def disputed(request: HttpRequest) -> HttpResponse:
    """What is disputed, the newest first."""
    return _disputes(request)


@asks("disputes.keep")
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Write down what a provider disputes."""
    form = _dispute_form(request.POST)
    if not form.is_valid():
        return _disputes(request, new_form=form, status=422)
    try:
        done = disputing.raise_dispute(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _disputes(request, new_form=form, refusal=stopped.refusal)
    say(request, f"{done.ref} is written down.")
    return redirect("/disputes/")


@asks("disputes.keep", "disputes.pass_on")
@require_POST
def step(request: HttpRequest) -> HttpResponse:
    """Answer a dispute, withdraw it or pass it on."""
    form = _step_form(request.POST)
    if not form.is_valid():
        return _disputes(request, form=form, status=422)
    said = dict(form.cleaned_data)
    try:
        done = disputing.step(said.pop("dispute"), **said, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _disputes(request, form=form, refusal=stopped.refusal)
    say(request, f"{done.ref} is {done.state}.")
    return redirect("/disputes/")


def _cells(of: str) -> dict[str, Any]:
    return STATE | {"ref": lambda row: Cell(row.ref, f"{LINKS[of]}{row.ref}/", ref=True)}


def _settle_form(posted: Any = None) -> SettleForm:
    open_ones = [(one.ref, f"{one.ref}: {one.payee}") for one in requests.requests() if one.state in ("asked", "accepted")]
    return SettleForm(posted, open_ones=open_ones)


def _dispute_form(posted: Any = None) -> DisputeForm:
    return DisputeForm(posted, providers=sorted(provider_names().items(), key=lambda pair: pair[1]), auto_id="new_%s")


def _step_form(posted: Any = None) -> StepForm:
    return StepForm(
        posted, open_ones=[(one.ref, f"{one.ref}: {one.about}") for one in disputes.disputes() if one.state in ("open", "answered")]
    )


def _requests(request: HttpRequest, *, form: SettleForm | None = None, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    rows = requests.requests()
    asked = listed.ask(request, REQUESTS)
    page = REQUESTS.page(rows, asked)
    return listed.as_file(REQUESTS, rows, asked) or show(
        request,
        "asked_for/list.html",
        title="Payment requests",
        section="Runs",
        formats=listed.formats(asked),
        actions=(Action("Disputes", url="/disputes/"),),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "requests"),
        table=listed.table(
            REQUESTS, page, asked, "Payment requests", cells=_cells("requests"), wrap=("purpose",), empty="No payment is asked for."
        ),
        forms=[{"title": "Settle a request", "form": form or _settle_form(), "url": "/payment-requests/settle/", "label": "Say so"}],
        refusal=refusal,
        status=status,
    )


def _disputes(
    request: HttpRequest,
    *,
    form: StepForm | None = None,
    new_form: DisputeForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = disputes.disputes()
    asked = listed.ask(request, DISPUTES)
    page = DISPUTES.page(rows, asked)
    return listed.as_file(DISPUTES, rows, asked) or show(
        request,
        "asked_for/list.html",
        title="Disputes",
        section="Providers",
        formats=listed.formats(asked),
        actions=(Action("Payment requests", url="/payment-requests/"),),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "disputes"),
        table=listed.table(DISPUTES, page, asked, "Disputes", cells=_cells("disputes"), wrap=("words",), empty="Nothing is disputed."),
        forms=[
            {"title": "Settle a dispute", "form": form or _step_form(), "url": "/disputes/step/", "label": "Say so"},
            {"title": "Write one down", "form": new_form or _dispute_form(), "url": "/disputes/new/", "label": "Write it down"},
        ],
        refusal=refusal,
        status=status,
    )
