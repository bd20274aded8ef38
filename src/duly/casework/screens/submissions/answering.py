"""What the author adds while a submission is with them: answers to points and comments, evidence, and what a party said of the draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.screens import common
from duly.casework.screens.submissions.forms import AnswerForm, CircumstancesForm, EvidenceForm, PartyForm
from duly.casework.screens.submissions.pages import asked_of_the_author, review_page
from duly.casework.submissions import actions, queries
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@asks("submissions.put_up")
@require_POST
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer the points of the last return and what was said of the draft."""
    seen = common.found(queries.submission, ref)
    form = AnswerForm(request.POST, asked=asked_of_the_author(seen))
    if not form.is_valid():
        return review_page(request, ref, answer_form=form, status=422)
    answers = form.answers()
    try:
        actions.answer(ref, answers=answers, by=request.actor)
    except Refused as stopped:
        return review_page(request, ref, answer_form=form, refusal=stopped.refusal)
    say(request, f"{len(answers)} answer{'' if len(answers) == 1 else 's'} kept with {ref}.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.put_up")
@require_POST
def evidence(request: HttpRequest, ref: str) -> HttpResponse:
    """Put a page of the case's post in the evidence list."""
    seen = common.found(queries.submission, ref)
    form = EvidenceForm(request.POST, papers=common.papers_to_cite(cases.papers(seen.case_ref)))
    if not form.is_valid():
        return review_page(request, ref, evidence_form=form, status=422)
    try:
        source, part = post.split_source(form.cleaned_data["source"])
        done = actions.list_evidence(ref, by=request.actor, **form.cleaned_data | {"source": source, "part": part})
    except Refused as stopped:
        return review_page(request, ref, evidence_form=form, refusal=stopped.refusal)
    say(request, f"It is {done.evidence[-1].label} of {ref}. Cite it so in the text.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.put_up")
@require_POST
def party(request: HttpRequest, ref: str) -> HttpResponse:
    """Write down what a party said of the draft."""
    seen = common.found(queries.submission, ref)
    case = cases.case(seen.case_ref)
    form = PartyForm(request.POST, parties=(case.complainant, case.body))
    if not form.is_valid():
        return review_page(request, ref, party_form=form, status=422)
    try:
        actions.remark(ref, kind="party", by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return review_page(request, ref, party_form=form, refusal=stopped.refusal)
    say(request, f"The comment is kept with {ref}, and asks for an answer.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.put_up", "submissions.review")
@require_POST
def circumstances(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what the scheme asks of the case."""
    common.found(queries.submission, ref)
    form = CircumstancesForm(request.POST)
    if not form.is_valid():
        return review_page(request, ref, circumstances_form=form, status=422)
    try:
        actions.say_circumstances(ref, said=form.said(), by=request.actor)
    except Refused as stopped:
        return review_page(request, ref, circumstances_form=form, refusal=stopped.refusal)
    say(request, f"What the scheme asks of {ref} is kept. Look again at who can sign it.")
    return redirect(f"/submissions/{ref}/")
