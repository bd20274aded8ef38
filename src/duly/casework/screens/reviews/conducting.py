"""A review given to somebody, planned, found on and concluded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from duly.casework.reviews import actions, queries
from duly.casework.screens import common
from duly.casework.screens.reviews import forms
from duly.casework.screens.reviews.verb import done
from duly.ui.asks import asks


@asks("reviews.assign")
@require_POST
def assign(request: HttpRequest, ref: str) -> HttpResponse:
    """Give a review to somebody who is independent."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Assign(request.POST, people=common.colleagues(), auto_id="assign_%s")
    return done(request, ref, "assign", form, lambda said: actions.assign(ref, **said, by=by), f"{ref} is given to its reviewer.")


@asks("reviews.conduct")
@require_POST
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what is to be looked at."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site

    def act(said: dict[str, Any]) -> object:
        return actions.plan(ref, words=said["words"], issues=said["issues"].splitlines(), target_on=said["target_on"], by=by)

    return done(request, ref, "plan", forms.Plan(request.POST, auto_id="plan_%s"), act, f"{ref} is planned.")


@asks("reviews.conduct")
@require_POST
def find(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what was found on one ground."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site

    def act(said: dict[str, Any]) -> object:
        return actions.find(ref, **said | {"evidence": said["evidence"].split(",")}, by=by)

    return done(request, ref, "find", forms.Find(request.POST, auto_id="find_%s"), act, "What was found is kept.")


@asks("reviews.conduct")
@require_POST
def conclude(request: HttpRequest, ref: str) -> HttpResponse:
    """Conclude a review."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Conclude(request.POST, auto_id="conclude_%s")
    return done(request, ref, "conclude", form, lambda said: actions.conclude(ref, **said, by=by), f"{ref} is concluded.")
