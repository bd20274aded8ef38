"""Why something may not be done about who sees a case. A case that one may not see is answered as one that does not exist."""

from duly.core.confidentiality import powers
from duly.core.confidentiality.queries import FINDINGS, AccessSeen, OpeningSeen, can_be_opened, may_see
from duly.core.confidentiality.states import MARKS, REASONS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.power import Power
from duly.primitives.refusal import Refusal, first

WORDS_NEEDED = 10


def not_there(case_ref: str) -> Refusal:
    """What is said of a case that does not exist, and of one that is kept from whoever asks."""
    return Refusal("not-there", f"There is no {case_ref}.")


def why_not_restrict(case_ref: str, access: AccessSeen, *, officers: tuple[str, ...], because: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "already-restricted", "nobody-named", "not-an-officer", "no-words"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.RESTRICT, by),
        Refusal("already-restricted", f"{case_ref} is restricted already: name people, or lift it first.") if access.restricted else None,
        None if officers else Refusal("nobody-named", "Name whoever may see it: with nobody named, nobody could."),
        _known(officers),
        _words(because, "Say why the case is restricted."),
    )


def why_not_lift(case_ref: str, access: AccessSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "not-restricted", "no-words"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.RESTRICT, by),
        _not_only_opened(access, by),
        _restricted(access),
        _words(because, "Say why it need not be restricted."),
    )


def why_not_name(case_ref: str, access: AccessSeen, *, officer: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "not-restricted", "not-an-officer", "already-named"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.RESTRICT, by),
        _not_only_opened(access, by),
        _restricted(access),
        _known((officer,)),
        Refusal("already-named", f"{officer} is named for {case_ref} already.") if officer in access.named else None,
    )


def why_not_unname(case_ref: str, access: AccessSeen, *, officer: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "not-named", "last-one"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.RESTRICT, by),
        _not_only_opened(access, by),
        None if officer in access.named else Refusal("not-named", f"{officer} is not named for {case_ref}."),
        Refusal("last-one", f"{officer} is the last one named: name somebody else first, or lift the restriction.")
        if access.named == (officer,)
        else None,
    )


def why_not_wall(case_ref: str, access: AccessSeen, *, officer: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "not-an-officer", "already-walled-off", "no-words"), or None. Anybody may wall themselves off."""
    return first(
        _see(case_ref, by),
        None if officer == by.ref else first(_may(powers.WALL, by), _not_only_opened(access, by)),
        _known((officer,)),
        Refusal("already-walled-off", f"{officer} is walled off from {case_ref} already.") if officer in dict(access.walls) else None,
        _words(because, "Say what the conflict is."),
    )


def why_not_unwall(case_ref: str, access: AccessSeen, *, officer: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "not-walled-off", "no-words"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.WALL, by),
        _not_only_opened(access, by),
        None if officer in dict(access.walls) else Refusal("not-walled-off", f"{officer} is not walled off from {case_ref}."),
        _words(because, "Say why there is no conflict any longer."),
    )


def why_not_mark(case_ref: str, access: AccessSeen, *, paper: str, mark: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "unknown-mark", "already-marked"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.MARK, by),
        None if mark in MARKS else Refusal("unknown-mark", f"A mark is one of {', '.join(MARKS)}."),
        Refusal("already-marked", f"{paper} is marked {mark} already.") if (paper, mark) in _marks(access) else None,
    )


def why_not_unmark(case_ref: str, access: AccessSeen, *, paper: str, mark: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("not-there", "scheme-…", "not-marked", "no-words"), or None."""
    return first(
        _see(case_ref, by),
        _may(powers.MARK, by),
        None if (paper, mark) in _marks(access) else Refusal("not-marked", f"{paper} is not marked {mark}."),
        _words(because, "Say why the mark is taken off."),
    )


def why_not_break(case_ref: str, *, reason: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-reason", "no-words", "not-there"), or None. A wall about oneself is never crossed, nor confirmed."""
    return first(
        _may(powers.BREAK, by),
        None if reason in REASONS else Refusal("unknown-reason", f"A reason is one of {', '.join(REASONS)}."),
        _words(because, "Say in a sentence why it cannot wait: the owner reads it, and so does whoever reviews it.", least=WORDS_NEEDED),
        None if can_be_opened(case_ref, officer=by.ref) else not_there(case_ref),
    )


def why_not_review(seen: OpeningSeen, *, finding: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "reviewed", "yours", "unknown-finding", "no-words"), or None."""
    return first(
        why_not(powers.REVIEW, {"opened by you": seen.officer == by.ref}, actor=by, on=today()),
        Refusal("yours", "You opened it, so somebody else reviews that.") if seen.officer == by.ref else None,
        Refusal("reviewed", f"It was reviewed already and found {seen.finding}.") if seen.finding else None,
        None if finding in FINDINGS else Refusal("unknown-finding", f"Find it {' or '.join(FINDINGS)}."),
        _words(because, "Say what you found."),
    )


def _see(case_ref: str, by: Actor) -> Refusal | None:
    return None if may_see(case_ref, officer=by.ref) else not_there(case_ref)


def _may(power: Power, by: Actor) -> Refusal | None:
    return why_not(power, {}, actor=by, on=today())


def _not_only_opened(access: AccessSeen, by: Actor) -> Refusal | None:
    """An emergency opening is for hours: who sees a case for good is for those named for it to say, or for anybody once none of them is in post."""
    if not access.restricted or by.ref in access.named or by.ref not in people.names():
        return None
    in_post = {one.officer_ref for one in people.everyone_in_post(on=today())}
    if not in_post & set(access.named):
        return None
    return Refusal(
        "only-opened", f"You are not named for {access.case_ref}, and see it for a few hours only: somebody named for it says who sees it."
    )


def _restricted(access: AccessSeen) -> Refusal | None:
    return None if access.restricted else Refusal("not-restricted", f"{access.case_ref} is not restricted.")


def _known(officers: tuple[str, ...]) -> Refusal | None:
    known = people.names()
    unknown = [one for one in officers if one not in known]
    return Refusal("not-an-officer", f"Nobody here is known as {unknown[0]}.") if unknown else None


def _words(because: str, says: str, *, least: int = 1) -> Refusal | None:
    return None if len(because.strip()) >= least else Refusal("no-words", says)


def _marks(access: AccessSeen) -> set[tuple[str, str]]:
    return {(paper, mark) for paper, mark, _ in access.marks}
