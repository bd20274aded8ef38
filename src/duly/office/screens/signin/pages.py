"""In a practice copy, one click signs in as each post. A real installation has no such page."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.core.people import queries
from duly.core.record.clock import today
from duly.ui.asks import asks
from duly.ui.pages import show

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@asks()
def desks(request: HttpRequest) -> HttpResponse:
    """Every post of the practice copy, with a button that signs in as its holder."""
    _only_in_a_practice_copy()
    offices: dict[str, list[queries.PostHeld]] = {}
    for held in queries.everyone_in_post(on=today()):
        offices.setdefault(held.office, []).append(held)
    return show(request, "signin/desks.html", title="Sit at a desk", offices=sorted(offices.items()))


@login_not_required
@require_POST
@asks()
def sit(request: HttpRequest) -> HttpResponse:
    """Sign in as the holder of a post."""
    _only_in_a_practice_copy()
    officer = get_user_model().objects.filter(username=request.POST.get("username", ""), is_active=True).first()
    if officer is None:
        raise Http404("Nobody sits at that desk.")
    login(request, officer, backend=BACKEND)
    return redirect("home")


def _only_in_a_practice_copy() -> None:
    if not settings.DEMO:
        raise Http404("Only a practice copy has desks to sit at.")
