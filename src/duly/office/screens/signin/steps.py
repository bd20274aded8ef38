"""The sign-in library's own pages, each given what our templates need besides."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as library
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from requests import RequestException

from duly.core.people import queries as people
from duly.office.screens.signin.forms import TOO_MANY
from duly.office.unlocking import whom_to_ask
from duly.ui.asks import asks
from duly.ui.environment import clock, stamp
from duly.ui.frame import Cell, Column, Row, Table
from duly.ui.pages import show

PASSKEYS = (Column("Passkey", "wrap"), Column("Signs you in"), Column("Added"), Column("Last used"))


@never_cache
@login_not_required
@asks()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Signing in by password; or, after too many failures, what that means."""
    answer = account.login(request)
    form = getattr(answer, "context_data", {}).get("form")
    if _too_many(form):
        return _locked(request, form.data.get("login", ""))
    if form is not None:
        answer.context_data["organisation"] = settings.ORGANISATION.name if settings.SOCIALACCOUNT_PROVIDERS else ""
    return answer


@never_cache
@login_not_required
@asks()
def second_step(request: HttpRequest) -> HttpResponse:
    """The second step of signing in: by a passkey, an authenticator app or a recovery code, whichever the officer has."""
    answer = mfa.authenticate(request)
    found = getattr(answer, "context_data", None)
    if found is not None:
        if _too_many(found["form"]) or _too_many(found["webauthn_form"]):
            return _locked(request, found["form"].user.username)
        kinds = set(Authenticator.objects.filter(user=found["form"].user).values_list("type", flat=True))
        found |= {"has_passkey": Authenticator.Type.WEBAUTHN in kinds, "has_code": Authenticator.Type.TOTP in kinds}
    return answer


@login_not_required
@asks()
def organisation(request: HttpRequest, *, provider_id: str, back: bool = False) -> HttpResponse:
    """To the organisation's own sign-in, and `back`. The library lets a provider that does not answer be an error of ours; it is none."""
    try:
        return (library.callback if back else library.login)(request, provider_id)
    except (RequestException, ValueError):
        return show(request, "socialaccount/authentication_error.html", status=503, title="Not signed in")


@asks()
def passkeys(request: HttpRequest) -> HttpResponse:
    """The passkeys of whoever asks; each opens its own page, where it is named or removed."""
    answer = webauthn.list_webauthn(request)
    if not hasattr(answer, "context_data"):  # asked by a method that shows nothing
        return answer
    answer.context_data["passkeys"] = Table(
        "Your passkeys",
        PASSKEYS,
        tuple(_row(one) for one in answer.context_data["authenticators"]),
        empty="You have no passkey yet. With one you sign in by your finger, your face or its own PIN.",
    )
    return answer


def _too_many(form: Any) -> bool:
    return form is not None and form.is_bound and any(form.has_error(name, TOO_MANY) for name in (NON_FIELD_ERRORS, *form.fields))


def _locked(request: HttpRequest, username: str) -> HttpResponse:
    until = people.locked_at(username)
    return show(
        request,
        "signin/locked.html",
        status=429,
        title="Locked for now",
        until=clock(until) if until else "",
        whom=whom_to_ask(),
    )


def _row(one: Any) -> Row:
    kept = one.wrap()
    return Row(
        (
            Cell(kept.name, url=f"/me/passkeys/{one.pk}/"),
            "alone" if kept.is_passwordless else "as a second step",
            stamp(one.created_at),
            stamp(one.last_used_at) if one.last_used_at else "never",
        )
    )
