"""Why something may not be held, proposed, approved or erased."""

from collections.abc import Collection, Sequence
from datetime import date

from duly.core.record.clock import today
from duly.core.retention import powers, queries
from duly.core.retention.queries import DisposalSeen, HoldSeen, Listed
from duly.core.retention.rules import CLASSES, list_sha256, why_not_yet
from duly.core.retention.states import DISPOSAL, HOLD
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_hold(about: str = "", because: str = "x", *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-reason", "already-held") of somebody who would place a hold; without words, of the person alone."""
    held = queries.held_among((about,)) if about else ()
    return first(
        why_not(powers.HOLD, {}, actor=by, on=today()),
        _no_reason(because),
        Refusal("already-held", f"{held[0].ref} already stands on {about}.") if held else None,
    )


def why_not_lift(hold: HoldSeen, because: str = "x", *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "no-reason", "scheme-…") of somebody who would lift a hold."""
    return first(HOLD.why_not("lift", hold.state), _no_reason(because), why_not(powers.HOLD, {}, actor=by, on=today()))


def why_not_propose(*, by: Actor) -> Refusal | None:
    """The scheme's refusal of somebody who would propose anything at all."""
    return why_not(powers.PROPOSE, {}, actor=by, on=today())


def why_not_list(listed: Sequence[Listed], last_entries: dict[str, date], record_class: str, because: str, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-reason", "no-class", "nothing-to-erase", "legal-hold", "too-soon", "already-listed") of proposing this list.

    `last_entries` is the day of the last entry about each reference that the list was found under.
    """
    kept = CLASSES.get(record_class)
    return first(
        why_not_propose(by=by),
        _no_reason(because),
        None if kept else Refusal("no-class", "Choose a class of the retention schedule."),
        None if listed else Refusal("nothing-to-erase", "No event about that has private words left to erase."),
        _held(listed),
        first(*(why_not_yet(kept, ref, last, on=today()) for ref, last in last_entries.items())) if kept else None,
        _already_listed(listed),
    )


def why_not_approve(disposal: DisposalSeen, *, seen_sha256: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "not-what-you-saw", "your-own", "legal-hold", "scheme-…") of somebody who would approve a list."""
    return first(
        DISPOSAL.why_not("approve", disposal.state),
        None
        if seen_sha256 == disposal.list_sha256
        else Refusal("not-what-you-saw", "This is not the list you were shown. Look at it again."),
        _your_own(disposal, by),
        _held(queries.lines(disposal.ref)),
        _beyond(disposal, by),
    )


def why_not_carry_out(disposal: DisposalSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "your-own", "legal-hold", "not-the-list", "scheme-…") of somebody who would have a list erased."""
    listed = queries.lines(disposal.ref)
    differs = list_sha256(one.event_id for one in listed) != disposal.list_sha256
    return first(
        DISPOSAL.why_not("carry out", disposal.state),
        _your_own(disposal, by),
        _held(listed),
        Refusal("not-the-list", "The list is not the one that was approved. Tell the system's owner before anything else.")
        if differs
        else None,
        _beyond(disposal, by),
    )


def why_not_withdraw(disposal: DisposalSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…") of somebody who would withdraw a list."""
    return first(DISPOSAL.why_not("withdraw", disposal.state), why_not_propose(by=by))


def _beyond(disposal: DisposalSeen, by: Actor) -> Refusal | None:
    facts = {"events": disposal.events, "proposed by you": disposal.proposed_by == by.ref}
    return why_not(powers.APPROVE, facts, actor=by, on=today())


def _your_own(disposal: DisposalSeen, by: Actor) -> Refusal | None:
    if disposal.proposed_by == by.ref:
        return Refusal("your-own", "You proposed this list, so someone else must approve it and have it carried out.")
    return None


def _held(listed: Collection[Listed]) -> Refusal | None:
    held = queries.held_among({one.subject_ref for one in listed} | {one.under for one in listed})
    if held:
        return Refusal("legal-hold", f"Legal hold {held[0].ref} stands on {held[0].about}: nothing about it is erased until it is lifted.")
    return None


def _already_listed(listed: Collection[Listed]) -> Refusal | None:
    ref = queries.on_an_open_list([one.event_id for one in listed])
    return Refusal("already-listed", f"Disposal list {ref}, which is still open, has some of these events.") if ref else None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence.")
