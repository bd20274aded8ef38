"""What a provider is told of a payment, as text, as PDF or as a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.payments import flow
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.remittances import queries
from duly.payments.screens.listed import attached
from duly.payments.screens.runs.pages import find, show_run
from duly.primitives.refusal import Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Link
from duly.ui.pages import show


@asks(READ.code, "remittances.make")
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def remittance(request: HttpRequest, ref: str, provider: str) -> HttpResponse:
    """A provider's remittance of an issued run: made once, by a button; drawn as PDF when that is first opened; and the same bytes ever after."""
    one = find(ref)
    made = queries.remittance(ref, provider)
    if request.method == "POST":
        try:
            flow.make_remittance(ref, provider, by=request.actor)
        except Refused as refused:
            return show_run(request, one, refusal=refused.refusal)
        return redirect(request.get_full_path())
    if made is None:
        name = provider_names().get(provider, provider)
        return show(
            request,
            "runs/remittance.html",
            title=f"Remittance to {name}",
            section="Runs",
            crumbs=(Link("Runs", "/runs/"), Link(ref, f"/runs/{ref}/")),
            why=f"Nothing has been written to {name} about run {ref} yet.",
        )
    if request.GET.get("format") == "csv":
        return attached(made.csv, f"{ref}-{provider}.csv", "text/csv; charset=utf-8")
    if request.GET.get("format") == "pdf":
        answer = HttpResponse(flow.open_remittance(ref, provider, by=request.actor).pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{ref}-{provider}.pdf"'
        return answer
    return HttpResponse(made.text, content_type="text/plain; charset=utf-8")
