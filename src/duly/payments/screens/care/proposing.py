"""Putting a package line forward, which somebody else approves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.record.clock import today
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages import actions, checks
from duly.payments.packages.queries import line_for
from duly.payments.providers.queries import provider_names
from duly.payments.screens.care.forms import PutForward
from duly.payments.screens.payees.forms import typed_today
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@require_http_methods(["GET", "HEAD", "POST"])
@asks("packages.propose")
def put_forward(request: HttpRequest) -> HttpResponse:
    """Put a line forward for a person under a contract (`?person=P-104882&contract=C-4401`): a new one, or more days of one there is."""
    by, providers, names = request.actor, providers_of_contracts(), provider_names()  # type: ignore[attr-defined]  # put there by the site
    contracts = [(ref, f"{ref}, {names.get(provider, provider)}") for ref, provider in providers.items()]
    begun = {"person": request.GET.get("person", ""), "contract": request.GET.get("contract", ""), "starts": typed_today()}
    form = PutForward(request.POST or None, contracts=contracts, initial=begun)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if request.method == "POST" else 200)
    told = form.told()
    provider = providers[told["contract_ref"]]
    known = line_for(told["person_ref"], provider, told["service"])
    try:
        line = actions.propose_line(**told, provider_ref=provider, line_ref=known.line_ref if known else "", by=by)
    except Refused as refused:
        return _show(request, form, refusal=refused.refusal)
    assert line is not None  # it was just written
    say(request, f"{line.line_ref} is put forward. It is held until somebody else approves it.")
    return redirect("care-person", told["person_ref"])


def _show(request: HttpRequest, form: PutForward, *, status: int = 200, refusal: Refusal | None = None) -> HttpResponse:
    nobody = dict.fromkeys(("line_ref", "person_ref", "provider_ref", "service", "contract_ref"), "")
    may = checks.why_not_propose(**nobody, starts=today(), ends=FOREVER, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "care/put_forward.html",
        status=status,
        refusal=refusal,
        title="Put a package line forward",
        section="Packages",
        crumbs=(Link("Providers", "/providers/"), Link("People cared for", "/care/")),
        form=form,
        blocked=may.because if may and may.code.startswith("scheme-") else "",
    )
