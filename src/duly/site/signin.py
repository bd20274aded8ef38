"""Sign-in is by invitation: an officer is added by set-up or by an administrator, never by signing up."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse

from duly.core.people import actions as people
from duly.core.people import queries
from duly.core.record import sight
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.office.screens.signin.door import asking_from
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refusal
from duly.ui.pages import show

AGAIN = {
    "mfa_reauthenticate:webauthn": "Use a passkey instead",
    "mfa_reauthenticate": "Use your authenticator app or a recovery code instead",
}

HOW = {
    "password": "password",
    "webauthn": "passkey",
    "totp": "authenticator app",
    "recovery_codes": "recovery code",
    "socialaccount": "the organisation's own sign-in",
}
NOBODY_HERE = (
    "Your organisation knows you, and Duly does not: no officer here has the address it vouches for, or that officer is somebody else by now. "
    "Ask whoever looks after Duly to add you."
)
SEEN_EVERY = timedelta(minutes=1)


class LastSeen:
    """Middleware: notes where and when each session was last used, to the minute, so that its holder can see and end it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated:
            lately = UserSession.objects.filter(session_key=key, last_seen_at__gt=now() - SEEN_EVERY)
            if not lately.exists():
                UserSession.objects.create_from_request(request)
        return self.answer(request)


class ClosedToSignUp(DefaultAccountAdapter):
    """Nobody may add themselves. Failed tries are counted against the officer, and what happens at the door is logged."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "There were too many failed tries. Wait five minutes, or ask whoever may unlock your sign-in.",
        "username_password_mismatch": "That username and password do not belong together.",
        "incorrect_password": "That is not your password.",
    }

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        return queries.counted_as(credentials.get("username", ""))

    def authentication_failed(self, request, **credentials) -> None:  # the library's own name
        people.note_refused(queries.officer_at(credentials.get("username", "")), how="password", **asking_from(request))

    def post_login(self, request, user, **told) -> HttpResponse:  # the library's own name
        people.note_signed_in(user.ref, how=_how(get_authentication_records(request, user)), **asking_from(request))
        return super().post_login(request, user, **told)

    def is_open_for_signup(self, request) -> bool:  # the library's own name
        return False

    def respond_user_inactive(self, request, user) -> HttpResponse:  # the library's own name
        return _turned_away(request, "You no longer sign in here. Ask whoever looks after Duly.")

    def get_reauthentication_methods(self, user) -> list[dict]:  # the library's own name
        """How an officer says once more that it is them: by a passkey, else an app or a recovery code; by password only who has neither."""
        ways = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        found = [ways[one] | {"description": words} for one, words in AGAIN.items() if one in ways]
        return found or list(ways.values())


class OnlyOfficers(DefaultSocialAccountAdapter):
    """Coming back from the organisation's own sign-in: an officer who is here already, or nobody."""

    def is_open_for_signup(self, request, sociallogin) -> bool:  # the library's own name
        return False

    def pre_social_login(self, request, sociallogin) -> None:  # the library's own name
        """Let in whom the subject is bound to; bind it the first time, by an address the provider vouches for; turn anybody else away."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:  # at an unlocked desk, somebody could bind their own to another's
            raise ImmediateHttpResponse(_turned_away(request, "Signing in is all that can be done there."))
        if sociallogin.is_existing:
            return
        officer = self._officer(sociallogin)
        if officer is None:
            raise ImmediateHttpResponse(_turned_away(request, NOBODY_HERE))
        with unit_of_work():
            sociallogin.connect(request, officer)
            with sight.seen_as(officer.ref):  # nobody is signed in yet, and nobody sees what is recorded of anybody
                people.note_bound(officer.ref, issuer=settings.ORGANISATION.issuer, known_as=sociallogin.account.uid, by=SYSTEM)

    def _officer(self, sociallogin):
        vouched_for = [one.email for one in sociallogin.email_addresses if one.verified]
        found = [one for email in vouched_for for one in get_user_model().objects.filter(email__iexact=email)]
        if len(found) != 1 or SocialAccount.objects.filter(user=found[0], provider=sociallogin.account.provider).exists():
            return None
        return found[0]


def _turned_away(request: HttpRequest, because: str) -> HttpResponse:
    return show(request, "signin/turned_away.html", title="Not signed in", refusal=Refusal("not-an-officer", because))


def _how(records: list[dict]) -> str:
    """By what somebody signed in, in words: "password and app or recovery code"."""
    said = (HOW.get(one.get("type") or one["method"], one["method"]) for one in records)
    return " and ".join(dict.fromkeys(said)) or "not said"
