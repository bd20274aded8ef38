"""Why somebody's sign-in cannot be unlocked, or a line of management drawn."""

from datetime import date

from duly.core.people.models import Absence, Officer, Post
from duly.core.people.queries import lines
from duly.core.people.throttle import locked_until, tries_of
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_unlock(officer: Officer, *, because: str, by: Actor) -> Refusal | None:
    """The refusal, or None. Nobody unlocks their own: somebody else must have looked at who it was that kept trying."""
    return first(_your_own(officer, by), _not_locked(officer), _no_reason(because))


def why_not_draw(post: str, *, answers_to: str, on: date) -> Refusal | None:
    """The refusal ("no-post", "in-a-circle") of saying that a post answers to another, or None."""
    known = set(Post.objects.filter(code__in=[post, answers_to]).values_list("code", flat=True))
    if {post, answers_to} - known - {""}:
        return Refusal("no-post", "Choose two posts that there are.")
    above, drawn = answers_to, lines(on=on)
    while above:
        if above == post:
            return Refusal("in-a-circle", f"{answers_to} answers to {post} already, itself or through others.")
        above = drawn.get(above, "")
    return None


def why_not_away(officer: Officer, *, starts: date, ends: date) -> Refusal | None:
    """The refusal ("days", "overlaps"), or None. `ends` is the first day they are back."""
    if ends <= starts:
        return Refusal("days", "The first day back is after the first day away.")
    known = Absence.objects.filter(officer=officer, superseded_by__isnull=True, during__overlap=(starts, ends)).first()
    if known is None:
        return None
    return Refusal("overlaps", f"{officer.name} is known to be away from {say_day(known.during.lower)} already. End that absence first.")


def _your_own(officer: Officer, by: Actor) -> Refusal | None:
    return Refusal("your-own", "It is your own sign-in, so somebody else must unlock it.") if officer.ref == by.ref else None


def _not_locked(officer: Officer) -> Refusal | None:
    if locked_until(*tries_of(officer)) is None:
        return Refusal("not-locked", f"{officer.name} is not locked out.")
    return None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say how you know it is them.")
