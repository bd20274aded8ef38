"""How a review ends: ready to sign, returned point by point, or commented on; and who should review it instead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.screens import common
from duly.casework.screens.submissions.forms import ReadyForm, RemarkForm, ReturnForm, RouteForm
from duly.casework.screens.submissions.pages import review_page
from duly.casework.submissions import actions, queries
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@asks("submissions.review")
@require_POST
def verdict(request: HttpRequest, ref: str) -> HttpResponse:
    """Whichever of the three the reviewer chose."""
    chosen = request.POST.get("verdict", "")
    end = {"ready": pass_as_ready, "return": send_back, "comment": comment}.get(chosen)
    if end is None:
        common.found(queries.submission, ref)
        return review_page(request, ref, refusal=Refusal("no-verdict", "Choose Ready to sign, Return or Comment only."), status=422)
    return end(request, ref)


@asks("submissions.review")
@require_POST
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Return it, point by point."""
    seen = common.found(queries.submission, ref)
    form = ReturnForm(request.POST, people=common.possible_owners(seen.case_ref), reasons=queries.returns_on(today()).words)
    if not form.is_valid():
        return review_page(request, ref, verdict="return", return_form=form, status=422)
    points = form.cleaned_data["points"]
    try:
        actions.send_back(ref, points=points, words=form.cleaned_data["words"], by=request.actor)
    except Refused as stopped:
        return review_page(request, ref, verdict="return", return_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is returned with {len(points)} point{'' if len(points) == 1 else 's'}.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.review")
@require_POST
def pass_as_ready(request: HttpRequest, ref: str) -> HttpResponse:
    """Pass the text that was shown as ready to sign, with what was looked at ticked."""
    seen = common.found(queries.submission, ref)
    form = ReadyForm(request.POST, items=queries.checklists_on(today()).items(seen.kind))
    try:
        flow.pass_as_ready(
            ref,
            seen_sha256=form.data.get("seen_sha256", ""),
            ticked=request.POST.getlist("ticked"),
            despite=form.data.get("despite", "")[:1000],
            by=request.actor,
        )
    except Refused as stopped:
        return review_page(request, ref, verdict="ready", ready_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is ready to sign.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.review")
@require_POST
def comment(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep a comment with the paper, and leave it where it is."""
    common.found(queries.submission, ref)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return review_page(request, ref, verdict="comment", remark_form=form, status=422)
    said = form.cleaned_data
    try:
        actions.remark(ref, kind="colleague", words=said["comment"], paragraph=said["comment_paragraph"] or 0, by=request.actor)
    except Refused as stopped:
        return review_page(request, ref, verdict="comment", remark_form=form, refusal=stopped.refusal)
    say(request, f"Your comment on {ref} is kept.")
    return redirect(f"/submissions/{ref}/")


@asks("submissions.review")
@require_POST
def route(request: HttpRequest, ref: str) -> HttpResponse:
    """Have another post review it than its complexity suggests."""
    common.found(queries.submission, ref)
    titles = people.post_titles()
    form = RouteForm(request.POST, posts=[(post, titles.get(post, post)) for post in queries.weights_on(today()).posts])
    if not form.is_valid():
        return review_page(request, ref, route_form=form, status=422)
    try:
        actions.route(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return review_page(request, ref, route_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is for the {titles.get(form.cleaned_data['post'], form.cleaned_data['post'])} to review.")
    return redirect(f"/submissions/{ref}/")
