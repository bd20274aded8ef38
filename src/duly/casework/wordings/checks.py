"""Why something may not be done with a standard letter."""

from datetime import date

from duly.casework.wordings import powers
from duly.casework.wordings.queries import WordingSeen, in_use, under_way
from duly.casework.wordings.rules import PURPOSES, Template
from duly.casework.wordings.states import STEPS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first

SHIPPED = Refusal("shipped", "This version came with Duly. Write a new version of it, which the office then owns.")


def why_not_begin_from(code: str, *, on: date) -> Refusal | None:
    """The refusal ("template", "expired") of a letter that would be begun from a standard letter on a day, or None."""
    found = in_use().get(code)
    if found is None:
        return Refusal("template", "Choose the standard letter to make it from.")
    if found.expires is not None and found.expires < on:
        owner = people.names().get(found.owner, found.owner)
        return Refusal(
            "expired",
            f"{found.title} could be used until {say_day(found.expires)}. Its owner, {owner}, must renew it or have a new version adopted.",
        )
    return None


def why_not_write(template: Template, *, owner: str, expires: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "under-way", "purpose", "no-owner", "in-the-past"), or None."""
    other = under_way(template.code)
    return first(
        _may_write(by),
        Refusal("under-way", f"{other} is under way: finish that first.")
        if other and other != f"{template.code}/{template.version}"
        else None,
        None if template.purpose in PURPOSES else Refusal("purpose", "Say what it is for."),
        _no_owner(owner),
        _past(expires),
    )


def why_not_begin_writing(code: str, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "under-way") before anything is written, or None."""
    other = under_way(code)
    return first(_may_write(by), Refusal("under-way", f"{other} is under way: finish that first.") if other else None)


def why_not_rewrite(seen: WordingSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…"), or None."""
    return first(_in_the_way("rewrite", seen), _may_write(by))


def why_not_put_forward(seen: WordingSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "wrong-words", "scheme-…"), or None."""
    return first(
        _in_the_way("put forward", seen),
        Refusal("wrong-words", " ".join(seen.wrong)) if seen.wrong else None,
        _may_write(by),
    )


def why_not_send_back(seen: WordingSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-reason"), or None."""
    return first(_in_the_way("send back", seen), _may_adopt(seen, by), _no_reason(because))


def why_not_adopt(seen: WordingSeen, *, seen_sha256: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "your-own", "scheme-…", "in-the-past", "wrong-words", "not-what-you-saw"), or None."""
    same = seen_sha256 == seen.content_sha256
    return first(
        why_not_begin_adopting(seen, by=by),
        Refusal("wrong-words", " ".join(seen.wrong)) if seen.wrong else None,  # the rules may be newer than when it was put forward
        None if same else Refusal("not-what-you-saw", f"{seen.ref} has changed since you were shown it. Read it again."),
    )


def why_not_begin_adopting(seen: WordingSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "your-own", "scheme-…", "in-the-past") before it is read, or None."""
    own = by.ref == seen.written_by
    return first(
        _in_the_way("adopt", seen),
        Refusal("your-own", "You wrote this standard letter, so someone else must adopt it.") if own else None,
        _may_adopt(seen, by),
        _past(seen.expires) if seen.expires else None,
    )


def why_not_renew(seen: WordingSeen, *, owner: str, expires: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "shipped", "scheme-…", "no-owner", "in-the-past", "no-reason"), or None."""
    return first(why_not_begin_renewing(seen, by=by), _no_owner(owner), _past(expires), _no_reason(because))


def why_not_begin_renewing(seen: WordingSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "shipped", "scheme-…") before a day is given, or None."""
    return first(_in_the_way("renew", seen), _may_adopt(seen, by))


def _in_the_way(verb: str, seen: WordingSeen) -> Refusal | None:
    return SHIPPED if seen.shipped else STEPS.why_not(verb, seen.state)


def _may_write(by: Actor) -> Refusal | None:
    return why_not(powers.WRITE, {}, actor=by, on=today())


def _may_adopt(seen: WordingSeen, by: Actor) -> Refusal | None:
    return why_not(powers.ADOPT, {"written by you": by.ref == seen.written_by}, actor=by, on=today())


def _no_owner(owner: str) -> Refusal | None:
    return None if owner in people.names() else Refusal("no-owner", "Say who owns it: they are asked to look at it before its time is up.")


def _past(expires: date) -> Refusal | None:
    return Refusal("in-the-past", "Its last day has gone by: choose today or later.") if expires < today() else None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence.")
