"""Sign-in is by invitation: an officer is added by set-up or by an administrator, never by signing up."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from duly.core.people import actions as people
from duly.core.people import queries
from duly.core.record.clock import now
from duly.office.screens.signin.door import asking_from

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

    def get_reauthentication_methods(self, user) -> list[dict]:  # the library's own name
        """How an officer says once more that it is them: by a passkey, else an app or a recovery code; by password only who has neither."""
        ways = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        found = [ways[one] | {"description": words} for one, words in AGAIN.items() if one in ways]
        return found or list(ways.values())


class SecondSteps(DefaultMFAAdapter):
    """Passkeys, apps and recovery codes, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That was not accepted. Use your passkey again, give the six figures your app shows now, or a recovery code not used before."
    }

    def generate_authenticator_name(self, user, type) -> str:  # the library's own name
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"


def _how(records: list[dict]) -> str:
    """By what somebody signed in, in words: "password and app or recovery code"."""
    said = (HOW.get(one.get("type") or one["method"], one["method"]) for one in records)
    return " and ".join(dict.fromkeys(said)) or "not said"
