"""Writing a submission, writing its next version, and putting it up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework.cases import queries as cases
from duly.casework.screens import common
from duly.casework.screens.submissions.forms import DraftForm, TextForm, WithdrawForm
from duly.casework.screens.submissions.pages import review_page
from duly.casework.submissions import actions, queries
from duly.core.people import queries as people
from duly.primitives.money import pounds
from duly.primitives.refusal import Refusal, Refused
from duly.ui import merging
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@asks("submissions.put_up")
def new(request: HttpRequest) -> HttpResponse:
    """Draft a submission on the case named in the address. Without one, it leads to one's cases, where one is chosen."""
    if request.method == "GET" and not request.GET.get("case", "").strip():
        say(request, "Choose the case it is about. A submission is begun from the page of its case.")
        return redirect("/cases/mine/")
    case = common.found(cases.case, request.GET.get("case", ""))
    form = DraftForm(request.POST or None, request.FILES or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.draft(case.ref, by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is drafted. Read it, then put it up.")
            return redirect(f"/submissions/{done.ref}/")
    return _write(request, f"New submission on {case.ref}", case.title, case.ref, form, refusal, "Keep the draft")


@asks("submissions.put_up")
def revise(request: HttpRequest, ref: str) -> HttpResponse:
    """Write the next version, beginning from the last."""
    seen = common.found(queries.submission, ref)
    text = seen.text
    remedy = pounds(text.remedy_pence) if text.remedy_pence else ""
    initial = {"ask": text.ask, "remedy_pence": remedy, "mp_interest": text.mp_interest, "paragraphs": "\n\n".join(text.paragraphs)}
    initial["outcome"] = text.outcome
    form = TextForm(initial=initial)
    refusal: Refusal | None = None
    settled = merging.settle(request, form) if request.method == "POST" else None
    if settled is not None and settled.clashes:
        who = f"{people.names().get(text.prepared_by, text.prepared_by)} kept version {seen.number} of this"
        return merging.ask(request, settled, who=who, back=f"/submissions/{ref}/", section="Submissions")
    form = TextForm(settled.post if settled else None, request.FILES if settled else None, initial=initial)
    if settled is not None and form.is_valid():
        try:
            done = actions.revise(ref, by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            merging.keep_beside(request, settled)
            say(request, f"Version {done.number} of {ref} is kept. Read it, then put it up.")
            return redirect(f"/submissions/{ref}/")
    return _write(request, f"{ref}: version {seen.number + 1}", text.ask, seen.case_ref, form, refusal, f"Keep version {seen.number + 1}")


@asks("submissions.put_up")
@require_POST
def put_up(request: HttpRequest, ref: str) -> HttpResponse:
    """Put it up for review."""
    common.found(queries.submission, ref)
    try:
        done = actions.put_up(ref, by=request.actor)
    except Refused as stopped:
        return review_page(request, ref, refusal=stopped.refusal)
    say(request, f"Version {done.number} of {ref} is put up.")
    return redirect(f"/submissions/{ref}/")


def _write(request: HttpRequest, title: str, sub: str, case_ref: str, form: TextForm, refusal: Refusal | None, button: str) -> HttpResponse:
    return show(
        request,
        "submissions/write.html",
        title=title,
        sub=sub,
        section="Submissions",
        crumbs=(Link(case_ref, f"/cases/{case_ref}/"),),
        form=form,
        button=button,
        refusal=refusal,
        status=422 if form.errors else 200,
    )


@asks("submissions.put_up")
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take it back before anybody decided it."""
    common.found(queries.submission, ref)
    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return review_page(request, ref, withdraw_form=form, status=422)
    try:
        actions.withdraw(ref, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return review_page(request, ref, withdraw_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is withdrawn.")
    return redirect(f"/submissions/{ref}/")
