"""Why somebody's sign-in cannot be unlocked."""

from duly.core.people.models import Officer
from duly.core.people.throttle import locked_until, tries_of
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_unlock(officer: Officer, *, because: str, by: Actor) -> Refusal | None:
    """The refusal, or None. Nobody unlocks their own: somebody else must have looked at who it was that kept trying."""
    return first(_your_own(officer, by), _not_locked(officer), _no_reason(because))


def _your_own(officer: Officer, by: Actor) -> Refusal | None:
    return Refusal("your-own", "It is your own sign-in, so somebody else must unlock it.") if officer.ref == by.ref else None


def _not_locked(officer: Officer) -> Refusal | None:
    if locked_until(*tries_of(officer)) is None:
        return Refusal("not-locked", f"{officer.name} is not locked out.")
    return None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say how you know it is them.")
