"""Opening a restricted case in an emergency, and reviewing how that was done."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.states import OPENED
from duly.casework.screens.breaches import presenters as breaches
from duly.casework.screens.kept.forms import GlassForm, ReviewForm
from duly.core.confidentiality import actions, checks, powers, queries
from duly.core.confidentiality.queries import FINDINGS, OpeningSeen
from duly.core.confidentiality.states import OPEN_HOURS, REASONS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import holds_any, why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day, stamp
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show


@asks("confidentiality.break")
def restricted(request: HttpRequest) -> HttpResponse:
    """Open a restricted case for a few hours; and what was opened so, for whoever reviews it."""
    form, refusal = GlassForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            done = flow.break_glass(said["case"], reason=said["reason"], because=said["because"], by=request.actor)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.case_ref} is open to you until {stamp(done.until)}. Its owner is told, and somebody else reviews it.")
            return redirect(f"/cases/{done.case_ref}/")
    return _page(request, form=form, refusal=refusal, status=422 if form.errors else 200)


@asks("confidentiality.review")
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Say what was found on looking at one opening."""
    try:
        seen = queries.opening(number)
    except ObjectDoesNotExist:
        raise Http404("There is no such opening.") from None
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, reviewing=(seen, form), status=422)
    try:
        done = actions.review(seen.id, **form.cleaned_data, by=request.actor)
    except Refused as stopped:
        return _page(request, reviewing=(seen, form), refusal=stopped.refusal)
    say(request, f"That {done.case_ref} was opened is reviewed and found {done.finding}.")
    return redirect("/restricted/")


def _breach(one: OpeningSeen) -> Cell | str:
    """Where an opening was not upheld: the breaches noted of it, or the way to note one, for whoever may see the case."""
    if one.finding != FINDINGS[1] or not cases.exists(one.case_ref):
        return ""
    noted = [seen.ref for seen in cases.breaches(one.case_ref) if seen.kind == OPENED]
    way = breaches.begin(one.case_ref, OPENED)
    return Cell(noted[-1], f"/breaches/{noted[-1]}/", ref=True) if noted else Cell(way.label, way.url)


def _page(
    request: HttpRequest,
    *,
    form: GlassForm | None = None,
    reviewing: tuple[OpeningSeen, ReviewForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    names, on = people.names(), today()
    reviews = holds_any((powers.REVIEW,), actor=request.actor, on=on)
    # Whoever reviews them sees every opening; everybody else their own.
    found = [one for one in queries.openings() if reviews or one.officer == request.actor.ref]
    waiting = [one for one in found if not one.finding and reviews]
    refused = why_not(powers.BREAK, {}, actor=request.actor, on=on)
    rows = tuple(
        Row(
            (
                Cell(one.case_ref, ref=True),
                names.get(one.officer, one.officer),
                stamp(one.opened_at),
                Cell(REASONS[one.reason], note=one.because),
                Cell(one.finding.capitalize(), tone="green" if one.finding == "justified" else "red", tag=True, note=one.review)
                if one.finding
                else Cell("To review", tone="amber", tag=True, note=f"by {day(one.review_by)}"),
                _breach(one),
            )
        )
        for one in found
    )
    columns = (Column("Case"), Column("Opened by"), Column("When"), Column("Why", "wrap"), Column("Found", "wrap"), Column("Breach"))
    return show(
        request,
        "kept/restricted.html",
        title="Restricted cases",
        sub=f"Opened in an emergency, for {OPEN_HOURS} hours each",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link("Restricted", "/restricted/")),
        form=form or GlassForm(),
        blocked=refused.because if refused else "",
        table=Table("Opened in an emergency", columns, rows, empty="No restricted case was opened in an emergency."),
        reviews=[
            (
                one,
                names.get(one.officer, one.officer),
                reviewing[1] if reviewing and reviewing[0].id == one.id else ReviewForm(auto_id=f"id_{one.id}_%s"),
                refusal_of.because
                if (refusal_of := checks.why_not_review(one, finding="justified", because="to be said", by=request.actor))
                else "",
            )
            for one in waiting
        ],
        refusal=refusal,
        status=status,
    )
