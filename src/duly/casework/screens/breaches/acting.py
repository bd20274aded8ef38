"""Noting a breach of personal data, of a case or of what it happened to; and saying what was done about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import checks, queries
from duly.casework.screens import common
from duly.casework.screens.breaches import pages
from duly.casework.screens.breaches.forms import AboutForm, NoteForm, StepForm
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say, show


@asks("cases.misfiled")
def new(request: HttpRequest) -> HttpResponse:
    """Note a breach of what the address or the form names (`about`; `?kind=` and `?volume=` begin it); where it names nothing, that is asked first."""
    about = (request.POST or request.GET).get("about", "").strip().upper()
    if not about:
        return _asked_of_what(request, AboutForm())
    try:
        of = common.found(flow.breach_of, about)
    except Http404 as nothing:
        form = AboutForm({"about": about})
        form.add_error("about", f"{nothing} Write the reference of a case, a letter or an item of post.")
        return _asked_of_what(request, form)
    begins = {"about": of.ref, "found_on": today(), "kind": request.GET.get("kind", ""), "volume": request.GET.get("volume", "")}
    return _noted(request, of, NoteForm(request.POST or None, initial=begins, of=of))


@asks("cases.misfiled")
@require_POST
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a step of a breach is done, or need not be."""
    common.found(queries.breach, ref)
    form = StepForm(request.POST)
    if not form.is_valid():
        return pages.one(request, ref, form=form, status=422)
    try:
        flow.deal_with_breach(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return pages.one(request, ref, form=form, refusal=stopped.refusal)
    say(request, "The step is kept.")
    return redirect(f"/breaches/{ref}/")


def _noted(request: HttpRequest, of: flow.BreachOf, form: NoteForm) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.note_breach(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is noted, and whoever works on it is told.")
            return redirect(f"/breaches/{done.ref}/")
    return _page(request, form, sub=f"Of {of.ref}", blocked=flow.why_not_begin_breach(of, by=request.actor), refusal=refusal)  # type: ignore[attr-defined]  # put there by the site


def _asked_of_what(request: HttpRequest, form: AboutForm) -> HttpResponse:
    return _page(request, form, sub="First, what it is of", blocked=checks.why_not_begin_breach(by=request.actor))  # type: ignore[attr-defined]  # put there by the site


def _page(
    request: HttpRequest, form: NoteForm | AboutForm, *, sub: str, blocked: Refusal | None, refusal: Refusal | None = None
) -> HttpResponse:
    return show(
        request,
        "breaches/new.html",
        title="Note a breach of personal data",
        sub=sub,
        section="Cases",
        crumbs=pages.CRUMBS,
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        noting=isinstance(form, NoteForm),
        blocked=blocked.because if blocked else "",
    )
