"""Breaches of personal data: a misfiled paper moved to its right case, any other breach noted of what it is of; owners told, and the clock of telling the regulator."""

from dataclasses import dataclass
from datetime import date

from duly.casework.cases import actions, checks, queries
from duly.casework.cases.queries import BreachSeen
from duly.casework.cases.states import BREACH as KIND
from duly.casework.cases.states import FILED_WRONGLY, LOST, NOTED_KINDS, OTHERWISE, REGULATOR, SENT_ON_WRONGLY, SENT_WRONGLY
from duly.casework.correspondence import queries as post
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.states import GONE
from duly.casework.files import queries as files
from duly.core.alerts.actions import News, raise_all
from duly.core.calendar.rules.book import BREACH
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.states import ClockState
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first, stop_if

FORWARDED = "post.forwarded"


@dataclass(frozen=True)
class BreachOf:
    """What a breach may be noted of: a case, a letter or an item of post, by reference; the case it is noted on, or nothing; what it is of with whoever
    owns each; the kinds of breach it may be; and the volumes of its paper file."""

    ref: str
    case_ref: str
    owners: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    volumes: tuple[int, ...] = ()


def move_misfiled_paper(case_ref: str, *, item_ref: str, right: str, because: str, by: Actor) -> BreachSeen:
    """Move it and begin the breach. Whoever owns either case has an alert that stands until they acknowledge it: the day of the breach runs."""
    with unit_of_work():
        seen = actions.move_paper(case_ref, item_ref=item_ref, right=right, because=because, by=by)
        owners = tuple((one.ref, one.owner) for one in queries.some((case_ref, right)).values())
        _begin(seen, owners, "The breach was found.", by=by)
    return seen


def note_breach(about: str, *, kind: str, volume: int | None = None, found_on: date, because: str, whose: str, by: Actor) -> BreachSeen:
    """Note a breach of a case, a letter that went, or an item of post. Refused besides: "not-of-it" of a kind that cannot be of that, "no-volume".
    What is not there, or kept from whoever asks, is `ObjectDoesNotExist`."""
    with unit_of_work():
        of = breach_of(about)
        said = {"kind": kind, "found_on": found_on, "because": because, "whose": whose}
        stop_if(first(checks.why_not_note_breach(**said, by=by), _not_of_it(of, kind), _no_volume(of, kind, volume)))
        seen = actions.note_breach(about=of.ref, case_ref=of.case_ref, volume=volume, **said, by=by)
        _begin(seen, of.owners, "It was known of a breach.", by=by)
    return seen


def deal_with_breach(ref: str, *, step: str, words: str, risk: str = "", by: Actor) -> BreachSeen:
    """Say that a step of a breach is done, and how. Its clock is met when the regulator was told, and ends where they need not be, with the reasons kept.

    Where they are told after all, that the clock ended is taken back, and it is met on the day they are told: late, if its day has gone by.
    """
    with unit_of_work():
        seen = actions.deal_with(ref, step=step, words=words, risk=risk, by=by)
        for one in clock_queries.clocks(kind=KIND, about=ref) if step == "regulator told" else ():
            if one.state == ClockState.ENDED:
                last = next(noted.number for noted in clock_queries.steps_of(one.ref) if noted.verb == "ended" and not noted.taken_back)
                clocks.take_back(one.ref, step=last, because=f"{ref}: the regulator is told after all.", by=by, follows=True)
        for one in clock_queries.clocks(kind=KIND, about=ref, only_open=True) if step in REGULATOR else ():
            if step == "regulator told":
                clocks.meet(one.ref, on=today(), because=f"{ref}: {step}.", by=by, follows=True)
            else:
                clocks.end(one.ref, because=f"{ref}: {step}.", by=by, follows=True)
    return seen


def breach_of(ref: str) -> BreachOf:
    """What a reference names that a breach may be noted of. `ObjectDoesNotExist` where it names nothing that whoever asks may see."""
    if queries.exists(ref):
        volumes = tuple(one.volume for one in files.volumes(ref))
        return BreachOf(ref, ref, ((ref, queries.case(ref).owner),), tuple(NOTED_KINDS), volumes)
    if post.some((ref,)):
        went = any(one.action == FORWARDED for one in history("post item", ref))
        return _of_post(ref, ref, kinds=(*((SENT_ON_WRONGLY,) if went else ()), LOST, OTHERWISE))
    letter = letters.letter(ref)
    kinds = (SENT_WRONGLY, LOST, OTHERWISE) if letter.state in GONE else ()
    if letter.case_ref:
        return BreachOf(ref, letter.case_ref, breach_of(letter.case_ref).owners, kinds)
    return _of_post(ref, letter.item_ref, kinds=kinds)


def why_not_begin_breach(of: BreachOf, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-of-it") before anything is typed, or None."""
    return first(checks.why_not_begin_breach(by=by), None if of.kinds else _not_of_it(of, ""))


def _of_post(ref: str, item_ref: str, *, kinds: tuple[str, ...]) -> BreachOf:
    """Of an item of post, or of a letter that answers one: on the first case it is of; where it is of none, its own owner deals with it."""
    found = queries.of_item(item_ref)
    if found:
        return BreachOf(ref, found[0].ref, tuple((one.ref, one.owner) for one in found), kinds)
    return BreachOf(ref, "", tuple((item.ref, item.owner) for item in post.some((item_ref,)) if item.owner), kinds)


def _not_of_it(of: BreachOf, kind: str) -> Refusal | None:
    if kind in of.kinds:
        return None
    if not of.kinds:
        return Refusal("not-of-it", f"{of.ref} has not gone out, so nothing was told by it. What else happened is noted on its case.")
    says = f"A breach of {of.ref} is one of: {', '.join(of.kinds)}. Anything else is noted on the case."
    return Refusal("not-of-it", says)


def _no_volume(of: BreachOf, kind: str, volume: int | None) -> Refusal | None:
    if volume is None:
        return None
    if kind != LOST:
        return Refusal("no-volume", "A volume of the paper file is named only where it was lost.")
    known = ", ".join(str(one) for one in of.volumes) or "none"
    says = f"{of.ref} has no volume {volume} of a paper file. Known are: {known}. Without a volume, the loss of anything else is noted."
    return None if volume in of.volumes else Refusal("no-volume", says)


def _begin(seen: BreachSeen, owners: tuple[tuple[str, str], ...], because: str, *, by: Actor) -> None:
    """Its clock, from the day it was known; and everybody who works on what it is of told, beside the thing itself."""
    if clock_queries.rule_for(BREACH.code, seen.found_on):
        clocks.start(kind=KIND, about=seen.ref, rule=BREACH.code, began=seen.found_on, because=because, by=by, follows=True)
    words = f"{seen.ref}: consider by {say_day(seen.due)} whether the regulator is told."
    title = "A paper was filed to the wrong case" if seen.kind == FILED_WRONGLY else "A breach of personal data was noted"
    raise_all(
        News(
            owner,
            f"{seen.ref} {ref}",
            title,
            f"/cases/{ref}/" if queries.exists(ref) else f"/breaches/{seen.ref}/",
            now(),
            "now",
            words=words,
        )
        for ref, owner in owners
    )
