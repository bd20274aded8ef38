"""How many failed tries to sign in there were lately, as the sign-in library counts them in the cache that every process shares.

The library counts; here is only under which name, until when, and forgetting it.
"""

from datetime import UTC, datetime

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from duly.core.people.models import Officer
from duly.core.record.clock import now

COUNTED = {"app": "allauth.account", "action": "login_failed"}


def tries_at(username: str) -> str:
    """What failed passwords are counted under: the officer, however the name was typed; or the name, where nobody has it."""
    officer = Officer.objects.filter(username__iexact=username).first()
    return officer.ref if officer else f"nobody: {username.lower()}"


def tries_of(officer: Officer) -> tuple[str, str]:
    """Both counts that can lock an officer out: of passwords, and of second steps, which the library names itself."""
    return officer.ref, f"mfa-auth-user-{officer.pk}"


def locked_until(*counted: str) -> datetime | None:
    """When the next try is allowed, or None when one is allowed now."""
    ends = []
    for key, rate in _kept(*counted):
        tries = [at for at in cache.get(key, []) if at > now().timestamp() - rate.duration]
        if len(tries) >= rate.amount:
            ends.append(tries[rate.amount - 1] + rate.duration)
    return datetime.fromtimestamp(max(ends), UTC) if ends else None


def forget_tries(*counted: str) -> None:
    """Begin counting again from none."""
    cache.delete_many([key for key, _ in _kept(*counted)])


def _kept(*counted: str) -> list[tuple[str, ratelimit.Rate]]:
    rates = [rate for rate in ratelimit.get_rates(**COUNTED) if rate.per == "key"]
    return [(ratelimit.get_cache_key(HttpRequest(), rate=rate, key=one, **COUNTED), rate) for one in counted for rate in rates]
