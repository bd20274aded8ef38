"""Looking at what a corrected file would change before it does, and undoing a wrong import."""

from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from duly.core.documents import actions as documents
from duly.core.documents.queries import content as kept
from duly.core.intake.checks import why_not_hold
from duly.core.jobs import queries as jobs
from duly.core.record.actions import unit_of_work
from duly.payments import flow
from duly.payments.screens.imports import presenters
from duly.payments.screens.imports.forms import Because
from duly.payments.screens.imports.showing import find, show_one
from duly.primitives.refusal import Refused, stop_if
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show

SALT = "payments.imports.preview"
A_DAY = 24 * 60 * 60


def ask(request: HttpRequest, *, kind: str, name: str, content: bytes, source: str) -> HttpResponse:
    """Keep the file as it came, and go to where its changes are shown. Nothing of what it says is kept yet."""
    stop_if(why_not_hold(name=name, content=content))
    with unit_of_work():
        document = documents.keep(name=name, content=content, by=request.actor)
    of = {"kind": kind, "name": name, "source": source, "document": document.ref, "by": request.actor.ref}
    address = f"/imports/preview/?{urlencode({'of': signing.dumps(of, salt=SALT)})}"
    if flow.is_large(content):
        return redirect("job", flow.ask_to_preview(kind, name=name, document=document.ref, source=source, leads=address, by=request.actor))
    return redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
@asks("providers.take_in", "contracts.take_in", "evidence.take_in", "invoices.take_in", "packages.take_in", "rates.take_in")
def preview(request: HttpRequest) -> HttpResponse:
    """Rows new, gone and changed, field by field and with their money; then the file taken in, if exactly that is agreed to."""
    of = _opened(request)
    content = kept(of["document"])
    same = {"name": of["name"], "content": content, "source": of["source"], "by": request.actor}
    try:
        if request.method == "POST":
            agreed = request.POST.get("agreed", "") or "nothing"
            if flow.is_large(content):
                return redirect("job", flow.ask_to_import(of["kind"], replaces=True, agreed=agreed, **same))
            outcome = flow.replace_import(of["kind"], agreed=agreed, **same)
            if outcome.accepted:
                say(request, f"{outcome.ref}: {of['name']} was taken in, and replaces what was known.")
            return redirect("import", outcome.ref)
        shown = _from_job(request, of) or flow.as_shown(flow.preview_import(of["kind"], **same))
    except Refused as refused:
        return _show(request, of, {"refusal": refused.refusal.because}, refusal=refused.refusal)
    return _show(request, of, shown)


@require_POST
@asks("providers.take_in", "contracts.take_in", "evidence.take_in", "invoices.take_in", "packages.take_in", "rates.take_in")
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Undo an import, with the reason in the record."""
    find(ref)
    form = Because(request.POST)
    if not form.is_valid():
        return show_one(request, ref, form=form, status=422)
    try:
        undone = flow.undo_import(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return show_one(request, ref, form=form, refusal=refused.refusal)
    again = f", and {undone.restored:,} it had replaced are known again" if undone.restored else ""
    say(request, f"{ref} is undone: {undone.taken_back:,} of its rows are known no longer{again}.")
    return redirect("import", ref)


def _opened(request: HttpRequest) -> dict[str, str]:
    try:
        of = signing.loads(request.GET.get("of", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise Http404("There is no such file to look at, or it was handed over more than a day ago.") from None
    if of["by"] != request.actor.ref:
        raise Http404("Somebody else handed that file over.")
    return of


def _from_job(request: HttpRequest, of: dict[str, str]) -> dict[str, Any] | None:
    """What a background worker found, where this is that file."""
    try:
        job = jobs.job(request.GET.get("job", ""))
    except ObjectDoesNotExist:
        return None
    result = job.result if isinstance(job.result, dict) else {}
    return result.get("shown") if urlencode({"of": request.GET["of"]}) in result.get("next", "") else None


def _show(request: HttpRequest, of: dict[str, str], shown: dict[str, Any], **more: Any) -> HttpResponse:
    return show(
        request,
        "imports/preview.html",
        title="What the file changes",
        section="Imports",
        crumbs=(Link("Imports", "/imports/"), Link("Take in a file", f"/imports/new/?kind={of['kind']}")),
        sub=f"{presenters.kind(of['kind'])}: {of['name']}",
        shown=shown,
        strip=presenters.strip_of_changes(shown),
        changes=presenters.changes_table(shown),
        faults=presenters.faults_shown(shown),
        **more,
    )
