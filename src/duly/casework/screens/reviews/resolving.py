"""What was concluded carried out, referred back and taken, everybody told, and the review closed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.reviews import actions, queries
from duly.casework.screens import common
from duly.casework.screens.reviews import forms
from duly.casework.screens.reviews.verb import done
from duly.core.people.queries import post_titles
from duly.ui.asks import asks


@asks("reviews.close", "decisions.confirm", "decisions.withdraw")
@require_POST
def carry_out(request: HttpRequest, ref: str) -> HttpResponse:
    """Do what was concluded: to the decision, too."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Because(request.POST, auto_id="carry_%s")
    return done(request, ref, "carry-out", form, lambda said: flow.carry_out_review(ref, **said, by=by), f"{ref} is carried out.")


@asks("reviews.close")
@require_POST
def refer_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Refer a case back to a team, which must take it."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.ReferBack(request.POST, teams=sorted(post_titles().items()), auto_id="back_%s")
    return done(request, ref, "refer-back", form, lambda said: actions.refer_back(ref, **said, by=by), f"{ref} waits to be taken back.")


@asks("reviews.take_back")
@require_POST
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back what was referred to one's own team."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Because(request.POST, auto_id="take_%s")
    return done(request, ref, "take-back", form, lambda said: actions.take_back(ref, **said, by=by), f"{ref} is taken back.")


@asks("reviews.take_back")
@require_POST
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that what was referred is not one's own team's."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Because(request.POST, auto_id="send_%s")
    return done(request, ref, "send-back", form, lambda said: actions.send_back(ref, **said, by=by), f"{ref} goes back to its reviewer.")


@asks("reviews.tell")
@require_POST
def to_tell(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that somebody else is to be told something."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.ToTell(request.POST, auto_id="totell_%s")
    return done(request, ref, "to-tell", form, lambda said: actions.plan_to_tell(ref, **said, by=by), "It is in the plan of who is told.")


@asks("reviews.tell", "clocks.keep")
@require_POST
def tell(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that somebody was told."""
    seen, by = common.found(queries.review, ref), request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Tell(request.POST, untold=[(str(one.place), one.party) for one in seen.tellings], auto_id="tell_%s")
    return done(request, ref, "tell", form, lambda said: flow.tell_party(ref, **said, by=by), "That they were told is kept.")


@asks("reviews.close")
@require_POST
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close a review."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    return done(request, ref, "close", None, lambda said: actions.close(ref, by=by), f"{ref} is closed.")
