"""What the sign-in library's pages are given, so that they stand in the same frame as ours."""

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
    """The frame, titled by the address, and whether this is a practice copy. A page of our own gives its own frame instead."""
    match = request.resolver_match
    title = TITLES.get(match.url_name or "", "Duly") if match else "Duly"
    frame = getattr(request, "frame", None)
    return {"frame": replace(frame, title=title) if frame else None, "practice": settings.DEMO}
