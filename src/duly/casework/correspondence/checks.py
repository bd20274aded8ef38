"""Why something may not be done with post."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from duly.casework.correspondence import powers
from duly.casework.correspondence.queries import ItemSeen, acknowledged, held_back, registered_as, rules_adopted, rules_in_force, watched
from duly.casework.correspondence.rules.principles import OUTCOMES
from duly.casework.correspondence.rules.ruleset import why_not_rules
from duly.casework.correspondence.states import CHANNELS, STEPS, TRIAGE, ItemState
from duly.core.calendar.queries import working_days_between
from duly.core.confidentiality.queries import may_see, why_not_leave
from duly.core.intake.checks import why_not_room
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not, why_not_each
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first

LONGEST_RUN_OF_DAYS_OFF = 14
"""Days after which post is late whatever the calendar says, so that old post needs no old calendar."""
_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,255}")


def why_not_register(*, channel: str, received_on: date, why_late: str, sha256: str, by: Actor) -> Refusal | None:
    """The refusal ("no-room", "channel", "scheme-…", "not-yet", "why-late", "already-registered"), or None."""
    return first(
        why_not_room(),
        None if channel in CHANNELS else Refusal("channel", f"Post comes by {', '.join(CHANNELS)}; not by {channel!r}."),
        why_not(powers.REGISTER, {"channel": channel}, actor=by, on=today()),
        Refusal("not-yet", f"{say_day(received_on)} has not come yet.") if received_on > today() else None,
        _late_without_saying_why(received_on, why_late),
        _why_not_again(sha256),
    )


def is_late(received_on: date, logged_on: date) -> bool:
    """Whether post was logged more than one working day after it came."""
    return (logged_on - received_on).days > LONGEST_RUN_OF_DAYS_OFF or working_days_between(received_on, logged_on) > 1


def why_not_triage(state: str, *, way: str, direct_to: str, next_action: str, owner: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-owner", "no-next-action", "no-destination"), or None."""
    return first(
        why_not_begin_triage(state, way=way, by=by),
        None if owner.strip() else Refusal("no-owner", "Say who owns it: no item is left without an owner."),
        None if next_action.strip() else Refusal("no-next-action", "Say what happens next: no item is left without a next action."),
        _nowhere(way) if way in ("direct", "allocate", "duplicate") and not direct_to.strip() else None,
    )


def why_not_begin_triage(state: str, *, way: str, by: Actor) -> Refusal | None:
    """What stands in the way before anything is filled in: the item's state, and the scheme."""
    return first(STEPS.why_not(way, state), why_not(powers.TRIAGE, {"way": way}, actor=by, on=today()))


def why_not_begin_triage_each(state: str, *, by: Actor) -> dict[str, Refusal | None]:
    """The same of every way, the scheme asked once of all."""
    asked = why_not_each(powers.TRIAGE, [{"way": way} for way in TRIAGE], actor=by, on=today())
    return {way: first(STEPS.why_not(way, state), refusal) for way, refusal in zip(TRIAGE, asked, strict=True)}


def why_not_take_as_request(*, by: Actor) -> Refusal | None:
    """The refusal of the scheme ("scheme-…") of saying that an item asks for something under an Act, or None: it is for whoever triages."""
    return why_not(powers.TRIAGE, {"way": "direct"}, actor=by, on=today())


def why_not_reallocate(seen: ItemSeen, *, owner: str, because: str, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "same-owner", "not-in-post", "kept-from-them", "because") of giving triaged post to somebody else, or None.

    `follows`: it goes with everything of its owner's, which the scheme was asked of.
    """
    return first(
        why_not_begin_reallocating(seen, by=by, follows=follows),
        Refusal("same-owner", f"{seen.ref} is theirs already.") if owner == seen.owner else None,
        _not_theirs(seen, owner),
        None if because.strip() else Refusal("because", "Say why it goes to somebody else: they read it first."),
    )


def why_not_take_up(seen: ItemSeen, *, owner: str, next_action: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "not-in-post", "kept-from-them", "no-next-action", "because") of dealing with post after all, or None."""
    return first(
        why_not_begin_taking_up(seen, by=by),
        _not_theirs(seen, owner),
        None if next_action.strip() else Refusal("no-next-action", "Say what happens next: no item is left without a next action."),
        None if because.strip() else Refusal("because", "Say why it is taken up again: it was done with."),
    )


def why_not_begin_taking_up(seen: ItemSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before anybody is chosen: the item's state, and the scheme. Whoever may allocate post may take it up again."""
    return first(STEPS.why_not("take up", seen.state), why_not(powers.TRIAGE, {"way": "allocate"}, actor=by, on=today()))


def why_not_put_right(
    seen: ItemSeen, *, channel: str, received_on: date, sender_name: str, sender_address: str, why_late: str, because: str, by: Actor
) -> Refusal | None:
    """The refusal ("channel", "scheme-…", "not-yet", "after-logged", "why-late", "nothing-new", "because") of putting right what was noted of post, or None."""
    was = (seen.channel, seen.received_on, seen.sender_name, seen.sender_address)
    logged = say_day(seen.logged_on)
    late = not (why_late.strip() or seen.why_late) and is_late(received_on, seen.logged_on)
    return first(
        None if channel in CHANNELS else Refusal("channel", f"Post comes by {', '.join(CHANNELS)}; not by {channel!r}."),
        why_not_begin_putting_right(channel, by=by),
        Refusal("not-yet", f"{say_day(received_on)} has not come yet.") if received_on > today() else None,
        Refusal("after-logged", f"It was logged on {logged}, so it cannot have come after that.") if received_on > seen.logged_on else None,
        Refusal("why-late", f"It was logged on {logged}, more than one working day after it came then. Say why it was late.")
        if late
        else None,
        Refusal("nothing-new", "All of that is as it was noted.") if was == (channel, received_on, sender_name, sender_address) else None,
        None if because.strip() else Refusal("because", "Say what was wrong, and how it is known."),
    )


def why_not_begin_putting_right(channel: str, *, by: Actor) -> Refusal | None:
    """The scheme's refusal ("scheme-…"), or None: whoever may register post that came so may put right what was noted of it, and whoever triages."""
    may_triage = why_not(powers.TRIAGE, {"way": "direct"}, actor=by, on=today()) is None
    return None if may_triage else why_not(powers.REGISTER, {"channel": channel}, actor=by, on=today())


def why_not_begin_reallocating(seen: ItemSeen, *, by: Actor, follows: bool = False) -> Refusal | None:
    """What stands in the way before anybody is chosen: the item's state, and the scheme. Whoever may direct or allocate may do so again."""
    way = "direct" if seen.state == ItemState.DIRECTED else "allocate"
    scheme = None if follows else why_not(powers.TRIAGE, {"way": way}, actor=by, on=today())
    return first(STEPS.why_not("re-allocate", seen.state), scheme)


def why_not_alert(*, officers: tuple[str, ...], to_post: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "nobody-there"), or None. Whoever may triage may alert."""
    return first(
        why_not(powers.TRIAGE, {"way": "direct"}, actor=by, on=today()),
        None if officers else Refusal("nobody-there", f"Nobody holds the post {to_post!r} today, so nobody would be told. Choose another."),
    )


def why_not_flag(seen: ItemSeen, rule: str, *, known: tuple[str, ...], because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-such-flag", "flagged-already", "because") of a flag that a person adds, or None."""
    return first(
        why_not(powers.FLAG, {}, actor=by, on=today()),
        None if rule in known else Refusal("no-such-flag", f"Flags are {', '.join(known)}; not {rule!r}."),
        Refusal("flagged-already", f"{seen.ref} has that flag already.") if rule in {mark.rule for mark in seen.marks} else None,
        None if because.strip() else Refusal("because", "Say what the rules missed: it is how they are put right."),
    )


def why_not_flag_again(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") of flagging by newer rules, or None."""
    return why_not(powers.FLAG, {}, actor=by, on=today())


def why_not_unflag(seen: ItemSeen, rule: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-flagged", "because"), or None."""
    return first(
        why_not(powers.FLAG, {}, actor=by, on=today()),
        None if rule in {mark.rule for mark in seen.marks} else Refusal("not-flagged", f"{seen.ref} has no such flag."),
        None if because.strip() else Refusal("because", "Say why it is a false alarm."),
    )


def why_not_forward(
    ref: str, state: str, *, to_name: str, to_address: str, because: str, channel: str = "e-mail", by: Actor, follows: bool = False
) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "marked", "no-destination", "address", "because"), or None. `follows`: a letter went with it by post, and the scheme was
    asked then."""
    return first(
        STEPS.why_not("forward", state),
        None if follows else why_not(powers.FORWARD, {}, actor=by, on=today()),
        why_not_leave(ref, way="sent on"),
        None if to_name.strip() else _nowhere("forward"),
        _not_an_address(to_address, channel, "Type the postal address it is sent on to."),
        None if because.strip() else Refusal("because", "Say why it is not for us: whoever sent it may ask."),
    )


def why_not_acknowledge(seen: ItemSeen, *, to_address: str, channel: str = "e-mail", by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("scheme-…", "acknowledged", "address") of telling whoever wrote that it came, or None. Instructions are asked of in front of this room; `follows` is as
    of forwarding."""
    before = acknowledged((seen.ref,)).get(seen.ref)
    return first(
        None if follows else why_not(powers.ACKNOWLEDGE, {}, actor=by, on=today()),
        Refusal("acknowledged", f"{seen.ref} was acknowledged on {say_day(before[1].date())} already.") if before else None,
        _not_an_address(
            to_address, channel, "It came from no e-mail address: give the postal address of whoever wrote, and it goes by post."
        ),
    )


def _not_an_address(to_address: str, channel: str, otherwise: str) -> Refusal | None:
    """The refusal "address" of what is no single mail address, or of nothing at all where it goes by post."""
    if channel == "post" or not to_address.strip():
        return None if to_address.strip() else Refusal("address", otherwise)
    return None if _ADDRESS.fullmatch(to_address.strip()) else Refusal("address", f"{to_address!r} is not one mail address.")


def why_not_watch(what: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "what", "watched-already", "because"), or None."""
    plain = sum(c.isalnum() for c in what)
    return first(
        why_not(powers.WATCH, {}, actor=by, on=today()),
        None if plain >= 4 and len(what.strip()) <= 100 else Refusal("what", "Give a case's reference or a name: 4 to 100 letters."),
        Refusal("what", "Write it without ~, #, * and < >.") if set(what) & set("~#*<>") else None,
        Refusal("watched-already", f"{what.strip()} is watched already.") if what.strip() in {one.what for one in watched()} else None,
        None if because.strip() else Refusal("because", "Say why it is watched: whoever is alerted reads it."),
    )


def why_not_end_watch(ref: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-watched", "because"), or None."""
    return first(
        why_not(powers.WATCH, {}, actor=by, on=today()),
        None if ref in {one.ref for one in watched()} else Refusal("not-watched", f"{ref} is not watched."),
        None if because.strip() else Refusal("because", "Say why it is watched no longer."),
    )


def why_not_adopt(data: Any, *, starts: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "rules", "starts", "because"), or None. What has come was looked at by the rules of its day, so none starts before tomorrow."""
    same = next((one for one in rules_adopted() if one[1] == starts), None)
    return first(
        why_not(powers.SET_RULES, {}, actor=by, on=today()),
        why_not_rules(data),
        None if starts > today() else Refusal("starts", "Rules start tomorrow at the earliest: what came today was looked at by today's."),
        Refusal("starts", f"Rules {same[0]} start on that day already.") if same else None,
        None if because.strip() else Refusal("because", "Say what changes and why."),
    )


def why_not_hand_out(why_held: str, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") of handing out an attachment that is held back, or None: it is for those alone who deal with what is."""
    return why_not(powers.HELD_BACK, {}, actor=by, on=today()) if why_held else None


def why_not_settle(ref: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-held", "because"), or None."""
    return first(
        why_not(powers.HELD_BACK, {}, actor=by, on=today()),
        None if ref in {one.ref for one in held_back()} else Refusal("not-held", f"{ref} is not held back, or was dealt with."),
        None if because.strip() else Refusal("because", "Say what was done with it."),
    )


def why_not_close(state: str, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…"), or None."""
    return first(STEPS.why_not("close", state), why_not(powers.CLOSE, {}, actor=by, on=today()))


def why_not_close_with(state: str, *, outcome: str, principles: Sequence[str], because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "outcome", "principles", "because"), or None."""
    known = rules_in_force(on=today()).principles
    strange = [one for one in principles if one not in known]
    return first(
        why_not_close(state, by=by),
        None if outcome in OUTCOMES else Refusal("outcome", f"Say what became of it: {', '.join(OUTCOMES)}."),
        Refusal("outcome", "It was sent on: its outcome is forward.") if state == ItemState.FORWARDED and outcome != "forward" else None,
        None if principles else Refusal("principles", "Say which of the principles were met: at least one."),
        Refusal("principles", f"The principles are {', '.join(known)}; not {strange[0]!r}.") if strange else None,
        None if because.strip() else Refusal("because", "Say why it is finished."),
    )


def _not_theirs(seen: ItemSeen, owner: str) -> Refusal | None:
    """Whether an item could not be somebody's: they hold no post today, or it is kept from them."""
    if owner not in {one.officer_ref for one in people.everyone_in_post(on=today())}:
        return Refusal(
            "not-in-post", f"{owner or 'Nobody'} holds no post today, so {seen.ref} would be nobody's. Choose somebody who does."
        )
    if not may_see(seen.ref, officer=owner):
        return Refusal("kept-from-them", f"{seen.ref} is kept from {people.names().get(owner, owner)}: choose somebody who may see it.")
    return None


def _nowhere(way: str) -> Refusal:
    return Refusal("no-destination", "Say of which item it is a duplicate." if way == "duplicate" else f"Say where to {way} it.")


def _late_without_saying_why(received_on: date, why_late: str) -> Refusal | None:
    if why_late.strip() or not is_late(received_on, today()):
        return None
    return Refusal("why-late", f"It came on {say_day(received_on)}, more than one working day ago. Say why it is logged only now.")


def _why_not_again(sha256: str) -> Refusal | None:
    """Only the same bytes are the same post: who writes a mail writes its Message-ID, and mailing lists and gateways change what stands under it."""
    before = registered_as(sha256)
    if before is None:
        return None
    return Refusal("already-registered", f"This file is already registered as {before.ref}, logged on {say_day(before.logged_on)}.")
