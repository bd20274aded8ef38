"""The list of submissions, and one to read, review and sign."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.screens import common
from duly.casework.screens.submissions import presenters
from duly.casework.screens.submissions.forms import ReturnForm, SeenForm, SignForm
from duly.casework.submissions import actions, queries
from duly.core.people import queries as people
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show

HEADINGS = ("ref", "case", "kind", "asks", "remedy pence", "mp asked", "version", "returned", "state", "author", "text sha256")


@asks()
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Submissions in one state, or all."""
    state = request.GET.get("state", "all")
    found = queries.submissions(states=() if state == "all" else (state,))
    rows = [
        (s.ref, s.case_ref, s.kind, s.text.ask, s.text.remedy_pence, "yes" if s.text.mp_interest else "no", s.number, len(s.returns), s.state,
         s.prepared_by, s.text.sha256)
        for s in found
    ]  # fmt: skip
    other = common.in_another_form(request, "submissions", HEADINGS, rows)
    if other is not None:
        return other
    return show(
        request,
        "submissions/submissions.html",
        title="Submissions",
        section="Submissions",
        formats=common.formats(request),
        facets=common.state_facets("State", queries.by_state(), state),
        table=presenters.table(found, cases.some(tuple(s.case_ref for s in found)), people.names()),
    )


@asks()
@require_GET
def submission(request: HttpRequest, ref: str) -> HttpResponse:
    """One submission: its text, who has it, who may sign it and why not the others."""
    return review_page(request, ref)


@asks("submissions.review")
@require_POST
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Return it with a coded reason."""
    common.found(queries.submission, ref)
    form = ReturnForm(request.POST, people=common.colleagues())
    if not form.is_valid():
        return review_page(request, ref, return_form=form, status=422)
    try:
        actions.send_back(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return review_page(request, ref, return_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is returned.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.review")
@require_POST
def pass_as_ready(request: HttpRequest, ref: str) -> HttpResponse:
    """Pass the text that was shown as ready to sign."""
    common.found(queries.submission, ref)
    form = SeenForm(request.POST)
    try:
        actions.pass_as_ready(ref, seen_sha256=form.data.get("seen_sha256", ""), by=request.actor)
    except Refused as stopped:
        return review_page(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is ready to sign.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.sign")
@require_POST
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    """Decide on the text that was shown."""
    common.found(queries.submission, ref)
    form = SignForm(request.POST)
    if not form.is_valid():
        return review_page(request, ref, sign_form=form, status=422)
    try:
        decision = flow.sign(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return review_page(request, ref, sign_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is decided: {decision.ref}, under rule {decision.rule}.")
    return redirect(f"/submissions/{ref}/")


def review_page(
    request: HttpRequest,
    ref: str,
    *,
    return_form: ReturnForm | None = None,
    sign_form: SignForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
    **words: Any,
) -> HttpResponse:
    """The page of one submission, whatever was last tried on it."""
    seen = common.found(queries.submission, ref)
    case = common.found(cases.case, seen.case_ref)
    paper = presenters.shown(seen, case, people.names(), people.post_titles(), by=request.actor)
    return show(
        request,
        "submissions/submission.html",
        title=f"{paper.ask}: {paper.remedy}" if seen.text.remedy_pence else paper.ask,
        sub=f"{ref}, version {seen.number}. {_returned(len(seen.returns))}",
        section="Submissions",
        tag=presenters.tag(seen.state),
        crumbs=(Link("Submissions", "/submissions/"), Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        paper=paper,
        return_form=return_form or ReturnForm(people=common.colleagues(), initial={"who_fixes": seen.prepared_by}),
        sign_form=sign_form or SignForm(),
        returning=bool(return_form),
        refusal=refusal,
        status=status,
        **words,
    )


def _returned(times: int) -> str:
    return {0: "Not returned so far.", 1: "Returned once.", 2: "Returned twice."}.get(times, f"Returned {times} times.")
