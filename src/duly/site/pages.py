"""What every template is given: the frame round it. The sign-in library's pages stand in the same one as ours."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

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
}


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The frame for the template: ours as a page of ours filled it, or titled by the address for a page of the sign-in library."""
    frame = getattr(request, "frame", None)
    match = request.resolver_match
    title = TITLES.get(match.url_name or "") if match else None
    return {"frame": replace(frame, title=title) if frame and title else frame, "practice": settings.DEMO}
