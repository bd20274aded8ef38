"""What every template is given: the frame round it. The sign-in library's pages stand in the same one as ours."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from duly.ui.frame import Message
from duly.ui.pages import TONES

TITLES = {
    "account_login": "Sign in",
    "account_logout": "Sign out",
    "account_reauthenticate": "Is it you?",
    "mfa_authenticate": "Second step",
    "mfa_reauthenticate": "Is it you?",
    "mfa_index": "Second step",
    "mfa_activate_totp": "Turn on the second step",
    "mfa_deactivate_totp": "Turn off the second step",
    "mfa_view_recovery_codes": "Recovery codes",
    "mfa_generate_recovery_codes": "New recovery codes",
    "mfa_list_webauthn": "Passkeys",
    "mfa_add_webauthn": "Add a passkey",
    "mfa_edit_webauthn": "Name a passkey",
    "mfa_remove_webauthn": "Remove a passkey",
    "openid_connect_login": "Sign in",
    "openid_connect_callback": "Not signed in",
    "socialaccount_login_cancelled": "Not signed in",
    "mfa_reauthenticate_webauthn": "Is it you?",
}


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The frame for the template: ours as a page of ours filled it, or titled by the address for a page of the sign-in library.

    `just_happened()` is what just happened, for a page of the library's to show: to ask is to have shown it, so it is asked for only there.
    """
    frame = getattr(request, "frame", None)
    match = request.resolver_match
    title = TITLES.get(match.url_name or "") if match else None

    def just_happened() -> tuple[Message, ...]:
        return tuple(Message(str(one.message), TONES.get(one.level, "green")) for one in messages.get_messages(request))

    return {
        "frame": replace(frame, title=title) if frame and title and not frame.title else frame,
        "practice": settings.DEMO,
        "just_happened": just_happened,
    }
