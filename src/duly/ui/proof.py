"""Asking once more who it is, before what cannot be taken back: by a passkey, an authenticator app or a recovery code, shown lately enough.

A page that does such a thing says `@proved()`. Whoever showed a second step within `STEP_UP_MINUTES` notices nothing. Anybody else is asked for
one by the sign-in library, and then what they had sent is done as if they had sent it now: nothing is typed twice but what is `private`, which
is not kept meanwhile. Whoever has no second step at all is told where to get one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import stash_and_reauthenticate
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from duly.core.record.clock import now
from duly.primitives.refusal import Refusal
from duly.ui.pages import say, show

PARKED = "duly-proved"
NO_SECOND_STEP = Refusal(
    "no-second-step",
    "This asks for a passkey or a code at the moment it is done, and you have neither. Nothing was done. Add one, then do it again.",
)
TYPE_AGAIN = "Account numbers are not kept while you show who you are. Type them again; everything else is as you sent it."

Page = Callable[..., HttpResponse]


def proved(*, only_when: Callable[[HttpRequest], bool] = lambda request: True, private: tuple[str, ...] = ()) -> Callable[[Page], Page]:
    """Do what a page's form asks only for somebody who showed a second step lately. `private` fields are not kept while they show it."""

    def guard(page: Page) -> Page:
        @wraps(page)
        def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            _take_up(request, private)
            if request.method != "POST" or not _is_asked_for() or not only_when(request) or _is_fresh(request):
                return page(request, *args, **named)
            if not Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
                return show(request, "ui/no_second_step.html", title="A second step is needed", refusal=NO_SECOND_STEP)
            kept = request.POST.copy()
            for name in (*private, "csrfmiddlewaretoken"):
                kept.pop(name, None)
            state = {"path": request.get_full_path(), "post": kept.urlencode()}
            return stash_and_reauthenticate(request, state, f"{__name__}.come_back")

        return asked

    return guard


def come_back(request: HttpRequest, state: dict[str, str]) -> HttpResponse:
    """Back to the page that asked, which then does what had been sent. Called by the sign-in library once it has the second step."""
    request.session[PARKED] = state
    return HttpResponseRedirect(state["path"])


def _take_up(request: HttpRequest, private: tuple[str, ...]) -> None:
    """What was sent before somebody was asked who they are becomes what they send now: once, at its own address, and only with a fresh proof."""
    state = request.session.get(PARKED)
    if request.method != "GET" or not state or state["path"] != request.get_full_path():
        return
    del request.session[PARKED]
    if _is_fresh(request):
        request.method, request.POST = "POST", QueryDict(state["post"])  # type: ignore[misc, assignment]  # both are for the site to set
        if private:
            say(request, TYPE_AGAIN)


def _is_asked_for() -> bool:
    """Not in a practice copy: there officers sit down by one click and have nothing to show. Its banner says so."""
    return bool(settings.STEP_UP_MINUTES) and not settings.DEMO


def _is_fresh(request: HttpRequest) -> bool:
    """Whether this session showed a passkey, an app's code or a recovery code lately: at sign-in or since."""
    since = now().timestamp() - settings.STEP_UP_MINUTES * 60
    return any(one["method"] == "mfa" and one["at"] > since for one in get_authentication_records(request, request.user))  # type: ignore[arg-type]
