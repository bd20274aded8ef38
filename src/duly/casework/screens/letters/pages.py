"""The list of letters; one to fill in, approve and send; making one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import actions, checks, queries
from duly.casework.screens import common
from duly.casework.screens.letters import presenters
from duly.casework.screens.letters.forms import FillForm, MakeForm
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.primitives.refusal import Refusal, Refused
from duly.ui import merging
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show

HEADINGS = ("ref", "case", "decision", "template", "to", "state", "made by", "approved by", "approved sha256", "sent")


@asks()
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Letters in one state, or all."""
    state = request.GET.get("state", "all")
    found = queries.letters(states=() if state == "all" else (state,))
    rows = [
        (x.ref, x.case_ref, x.decision_ref, x.template, x.to_name, x.state, x.prepared_by, x.approved_by, x.approved_sha256,
         x.sent_on.isoformat() if x.sent_on else "")
        for x in found
    ]  # fmt: skip
    other = common.in_another_form(request, "letters", HEADINGS, rows)
    if other is not None:
        return other
    return show(
        request,
        "letters/letters.html",
        title="Letters",
        section="Letters",
        formats=common.formats(request),
        facets=common.state_facets("State", queries.by_state(), state),
        table=presenters.table(found, people.names()),
    )


@asks()
@require_GET
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """One letter: what it says, its PDF, and what may be done with it."""
    return _letter(request, ref)


@asks("letters.make")
def new(request: HttpRequest) -> HttpResponse:
    """Make a letter from the decision named in the address."""
    decision = common.found(decisions.decision, request.GET.get("decision", ""))
    form = MakeForm(request.POST or None, initial={"template": flow.template_for(decision)})
    blocked = checks.why_not_begin_making(decision, by=request.actor)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.make_letter(decision.ref, fields={}, by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is made. Fill in what is missing.")
            return redirect(f"/letters/{done.ref}/")
    return show(
        request,
        "letters/new.html",
        title="Make a letter",
        sub=f"From decision {decision.ref}",
        section="Letters",
        crumbs=(Link(decision.case_ref, f"/cases/{decision.case_ref}/"),),
        form=form,
        blocked=blocked.because if blocked else "",
        refusal=refusal,
        status=422 if form.errors else 200,
    )


@asks("letters.make")
@require_POST
def fill_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Fill in merge fields, and make the PDF again."""
    seen = common.found(queries.letter, ref)
    settled = merging.settle(request, FillForm(template=seen.made_from, known=seen.fields))
    if settled.clashes:
        return merging.ask(request, settled, who=common.who_last("letter", ref), back=f"/letters/{ref}/", section="Letters")
    form = FillForm(settled.post, template=seen.made_from, known=seen.fields)
    if not form.is_valid():
        return _letter(request, ref, form=form, status=422)
    try:
        actions.fill_in(ref, fields=form.cleaned_data, by=request.actor)
    except Refused as stopped:
        return _letter(request, ref, form=form, refusal=stopped.refusal)
    merging.keep_beside(request, settled)
    say(request, f"{ref} is made again.")
    return redirect(f"/letters/{ref}/")


@asks("letters.approve")
@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve the bytes whose digest was shown."""
    common.found(queries.letter, ref)
    try:
        actions.approve(ref, seen_sha256=request.POST.get("seen_sha256", ""), by=request.actor)
    except Refused as stopped:
        return _letter(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is approved.")
    return redirect(f"/letters/{ref}/")


@asks("letters.send")
@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Send the bytes that were approved."""
    common.found(queries.letter, ref)
    try:
        flow.send_letter(ref, by=request.actor)
    except Refused as stopped:
        return _letter(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is sent.")
    return redirect(f"/letters/{ref}/")


@asks()
@require_GET
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The PDF, to be saved."""
    seen = common.found(queries.letter, ref)
    if not seen.document_ref:
        raise Http404(f"{ref} has no PDF while something in it is not filled in.")
    return common.attachment(f"{ref}.pdf", documents.content(seen.document_ref), "application/pdf")


def _letter(
    request: HttpRequest, ref: str, *, form: FillForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    seen = common.found(queries.letter, ref)
    return show(
        request,
        "letters/letter.html",
        title=f"Letter to {seen.to_name}",
        sub=f"{ref}: {seen.made_from.title}",
        section="Letters",
        tag=presenters.tag(seen.state),
        steps=presenters.steps(seen.state),
        crumbs=(Link("Letters", "/letters/"), Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        letter=presenters.shown(seen, people.names(), by=request.actor),
        form=form or FillForm(template=seen.made_from, known=seen.fields),
        refusal=refusal,
        status=status,
    )
