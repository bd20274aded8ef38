"""The list of letters; one to fill in, approve and send; making one."""

from collections.abc import Mapping

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.states import SENT_WRONGLY
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import actions, checks, queries
from duly.casework.dispatch.states import GONE
from duly.casework.screens import common
from duly.casework.screens.breaches import presenters as breaches
from duly.casework.screens.letters import paper_presenters, presenters
from duly.casework.screens.letters.forms import AllTheSame, FillForm, MakeForm, WriteForm
from duly.casework.wordings.rules import DECISIONS
from duly.core.confidentiality.queries import said_over
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.primitives.refusal import Refusal, Refused
from duly.ui import merging
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

HEADINGS = ("ref", "case", "decision", "template", "to", "state", "made by", "approved by", "approved sha256", "sent")
PRINCIPALS = ("ombudsman", "deputy-ombudsman")
"""Codes of the posts that others draft for. The scheme says who may sign for each."""


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
        actions=(
            Action("Standard letters", url="/letters/standard/"),
            Action("Print packs", url="/letters/packs/"),
            Action("Other formats", url="/letters/formats/"),
        ),
        facets=common.state_facets("State", queries.by_state(), state),
        table=presenters.table(found, people.names()),
    )


@asks()
@require_GET
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """One letter: what it says, its PDF, and what may be done with it."""
    return one(request, ref)


@asks("letters.make")
def new(request: HttpRequest) -> HttpResponse:
    """Make a letter from the decision, or about the case, that is named in the address. Without one, it leads to one's cases."""
    case_ref = request.GET.get("case", "")
    if request.method == "GET" and not (case_ref.strip() or request.GET.get("decision", "").strip()):
        say(request, "Choose the case it is about. A letter is begun from the page of its case, or of a decision on it.")
        return redirect("/cases/mine/")
    if case_ref:
        return _new_about(request, common.found(cases.case, case_ref).ref)
    decision = common.found(decisions.decision, request.GET.get("decision", ""))
    whom, first = queries.addressees(decision.case_ref), {"template": flow.template_for(decision)} | _asked_for(request)
    form = MakeForm(request.POST or None, whom=whom, purposes=(*DECISIONS, "copy of a decision"), initial=first)
    blocked = checks.why_not_begin_making(decision.ref, by=request.actor)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.make_letter(decision.ref, fields={}, by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is made. Fill in what is missing.")
            return redirect(f"/letters/{done.ref}/")
    return _asked(request, form, decision.case_ref, f"From decision {decision.ref}", blocked, refusal)


@asks("letters.make")
@require_POST
def fill_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Fill in merge fields, and make the PDF again."""
    seen = common.found(queries.letter, ref)
    now = {"template": seen.made_from, "known": seen.fields, "left_out": seen.left_out}
    settled = merging.settle(request, FillForm(**now))
    if settled.clashes:
        return merging.ask(request, settled, who=common.who_last("letter", ref), back=f"/letters/{ref}/", section="Letters")
    form = FillForm(settled.post, **now)
    if not form.is_valid():
        return one(request, ref, form=form, status=422)
    fields, left_out = form.said()
    try:
        actions.fill_in(ref, fields=fields, left_out=left_out, by=request.actor)
    except Refused as stopped:
        return one(request, ref, form=form, refusal=stopped.refusal)
    merging.keep_beside(request, settled)
    say(request, f"{ref} is made again.")
    return redirect(f"/letters/{ref}/")


@asks("letters.approve", "letters.sign_for")
@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve the bytes whose digest was shown; of a letter for a principal, sign for them."""
    common.found(queries.letter, ref)
    try:
        actions.approve(ref, seen_sha256=request.POST.get("seen_sha256", ""), by=request.actor)
    except Refused as stopped:
        return one(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is approved.")
    return redirect(f"/letters/{ref}/")


@asks("letters.send")
@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Send the bytes that were approved."""
    common.found(queries.letter, ref)
    try:
        flow.send_letter(ref, because=request.POST.get("because", "")[:400], by=request.actor)
    except Refused as stopped:
        return one(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is sent.")
    return redirect(f"/letters/{ref}/")


@asks()
@require_GET
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The PDF, to be saved. Of a marked letter it is a copy that says so at the head of each page: the letter itself is not this file."""
    seen = common.found(queries.letter, ref)
    if not seen.document_ref:
        raise Http404(f"{ref} has no PDF while something in it is not filled in.")
    content, said = documents.content(seen.document_ref), ". ".join(said_over((ref,)))
    if said:
        return common.attachment(f"{ref}-marked.pdf", queries.headed(content, said), "application/pdf")
    return common.attachment(f"{ref}.pdf", content, "application/pdf")


def one(
    request: HttpRequest,
    ref: str,
    *,
    form: FillForm | None = None,
    typed: Mapping[str, django_forms.Form] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one letter, with what was typed in the form that was not taken."""
    seen = common.found(queries.letter, ref)
    names = people.names()
    case = (Link(seen.case_ref, f"/cases/{seen.case_ref}/"),) if seen.case_ref else ()
    return show(
        request,
        "letters/letter.html",
        title=f"Letter to {seen.to_name}",
        sub=f"{ref}: {seen.what}",
        section="Letters",
        tag=presenters.tag(seen.state),
        steps=presenters.steps(seen.state),
        crumbs=(Link("Letters", "/letters/"), *case),
        actions=(breaches.begin(ref, SENT_WRONGLY),) if seen.state in GONE else (),
        breaches=breaches.of_paper(ref, names),
        letter=presenters.shown(seen, names, by=request.actor),  # type: ignore[attr-defined]  # put there by the site
        ink=paper_presenters.ink_table(seen, queries.ink_copies(ref), names),
        made=paper_presenters.formats_table(seen, queries.formats(letter_ref=ref)),
        acts=paper_presenters.acts(seen, typed or {}, by=request.actor),  # type: ignore[attr-defined]  # put there by the site
        all_the_same=AllTheSame(auto_id="same_%s"),
        form=form or FillForm(template=seen.made_from, known=seen.fields, left_out=seen.left_out),
        refusal=refusal,
        status=status,
    )


def _new_about(request: HttpRequest, case_ref: str) -> HttpResponse:
    first = {"template": "reply"} | _asked_for(request)
    form = WriteForm(request.POST or None, whom=queries.addressees(case_ref), principals=PRINCIPALS, initial=first)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.write_letter(case_ref, fields={}, by=by, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is begun. Write what it says.")
            return redirect(f"/letters/{done.ref}/")
    return _asked(request, form, case_ref, f"About {case_ref}", checks.why_not_begin_making("", by=by), refusal)


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """What the address already answers: which letter, and to whom."""
    return {name: request.GET[name] for name in ("template", "to") if name in request.GET}


def _asked(request: HttpRequest, form: MakeForm, case_ref: str, sub: str, blocked: Refusal | None, refusal: Refusal | None) -> HttpResponse:
    return show(
        request,
        "letters/new.html",
        title="Make a letter",
        sub=sub,
        section="Letters",
        crumbs=(Link(case_ref, f"/cases/{case_ref}/"),),
        form=form,
        blocked=blocked.because if blocked else "",
        refusal=refusal,
        status=422 if form.errors else 200,
    )
