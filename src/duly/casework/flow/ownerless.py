"""Open cases that nobody works on who may see them: whoever has one was walled off from it, or is not named for it, or holds no post any more."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from duly.casework.cases import queries as cases
from duly.casework.cases.powers import HAND_OVER
from duly.casework.cases.queries import CaseSeen
from duly.casework.flow.posts import holders, told_of
from duly.core.alerts.actions import News, raise_all
from duly.core.confidentiality import actions
from duly.core.confidentiality import queries as confidentiality
from duly.core.confidentiality.queries import AccessSeen
from duly.core.people import queries as people
from duly.core.record import sight
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import next_version
from duly.core.scheme import queries as scheme
from duly.core.scheme.rules import posts_that_may
from duly.primitives.actor import Actor

URL = "/cases/needs-owner/"
KEPT, LEFT, NOBODY = "Kept from whoever has it", "Whoever has it holds no post", "Nobody has it"


@dataclass(frozen=True)
class Ownerless:
    """An open case and why nobody has it who could work on it: `KEPT`, `LEFT` or `NOBODY`."""

    case: CaseSeen
    why: str


def needing_an_owner(*, but: Collection[str] = ()) -> tuple[Ownerless, ...]:
    """Open cases that need an owner, of those the reader may see, the oldest first. `but` are references to leave out."""
    held, limited = {one.officer_ref for one in people.everyone_in_post(on=today())}, confidentiality.limited()
    found = [one for one in cases.open_cases_but(owners=held, refs=limited) if one.ref not in but]
    whose: dict[str, list[str]] = {}
    for one in found:
        if one.ref in limited:
            whose.setdefault(one.owner, []).append(one.ref)
    kept = {ref for owner, refs in whose.items() if owner for ref in confidentiality.hidden(refs, officer=owner)}
    reasons = ((one, _why(one, kept=one.ref in kept, in_post=one.owner in held)) for one in found)
    return tuple(Ownerless(one, why) for one, why in reasons if why)


def _why(case: CaseSeen, *, kept: bool, in_post: bool) -> str:
    if not case.owner:
        return NOBODY
    return KEPT if kept else "" if in_post else LEFT


def wall_off(case_ref: str, *, officer: str, because: str, by: Actor) -> AccessSeen:
    """Keep a case from somebody. Where they have it, whoever may hand it on is told that it needs an owner."""
    return _telling(case_ref, lambda: actions.wall(case_ref, officer=officer, because=because, by=by))


def restrict_case(case_ref: str, *, officers: tuple[str, ...], because: str, by: Actor) -> AccessSeen:
    """Restrict a case to those named. Where whoever has it is not, whoever may hand it on is told."""
    return _telling(case_ref, lambda: actions.restrict(case_ref, officers=officers, because=because, by=by))


def unname_for_case(case_ref: str, *, officer: str, by: Actor) -> AccessSeen:
    """Name somebody no longer for a restricted case. Where they have it, whoever may hand it on is told."""
    return _telling(case_ref, lambda: actions.unname(case_ref, officer=officer, by=by))


def _telling(case_ref: str, act: Callable[[], AccessSeen]) -> AccessSeen:
    with sight.seeing_everything("to know who has it, and to tell whoever may hand it on"):
        known = cases.some((case_ref,)).get(case_ref)
    had = known is not None and known.stage != "closed" and confidentiality.may_see(case_ref, officer=known.owner)
    with unit_of_work():
        done = act()
        if known is not None and had and not confidentiality.may_see(case_ref, officer=known.owner):
            name = f"needs an owner {case_ref} {next_version('case access', case_ref)}"
            words = f"{case_ref} is kept from whoever has it: hand it to somebody else."
            who = told_of(case_ref, whoever_hands_on())
            raise_all(News(one, name, "A case needs an owner", URL, now(), words=words) for one in who)
    return done


def whoever_hands_on() -> tuple[str, ...]:
    """Everybody whom the scheme lets hand a case over today, by officers' references."""
    posts = posts_that_may(HAND_OVER, scheme.in_force(HAND_OVER, on=today()), {})
    return tuple(dict.fromkeys(who for post in posts for who in holders(post)))
