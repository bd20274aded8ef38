"""Why not: entering what a provider says is unpaid."""

from collections.abc import Sequence
from datetime import date

from duly.core.log.queries import newest_entry
from duly.core.people.queries import everyone_in_post
from duly.core.record.clock import today
from duly.core.scheme.queries import powers_named, why_not
from duly.payments.providers.queries import provider_names
from duly.payments.statements import powers
from duly.payments.statements.models import CAME_BY as CAME_BY
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, first

MOST_LINES = 500
READ = "payments.read"
"""The power that lets somebody see a statement at all; it is declared in another room."""


def why_not_tell(
    provider_ref: str, pence: int, said_on: date, said_by: str, came_by: str, lines: Sequence[tuple[str, int]], *, by: Actor
) -> Refusal | None:
    """The refusal of a provider's figure: "no-provider", "below-nothing", "not-yet", "nobody", "how", "too-many", "twice", "list-differs", or the scheme's."""
    return first(
        _no_provider(provider_ref),
        _amount(pence, lines),
        _when_and_who(said_on, said_by, came_by),
        _list(pence, lines),
        why_not_enter(by=by),
    )


def why_not_note_asked(provider_ref: str, asked_by: str, because: str, reply_by: str, *, by: Actor) -> Refusal | None:
    """The refusal of noting who asked for a statement: "no-provider", "nobody", "no-reason", "no-time", or the scheme's."""
    return first(
        _no_provider(provider_ref),
        None if asked_by.strip() else Refusal("nobody", "Say who asks for it, such as a name and what they do."),
        None if because.strip() else Refusal("no-reason", "Say what they want to know."),
        None if reply_by.strip() else Refusal("no-time", "Say by when they want it, such as 11:30 today."),
        why_not(POWERS[READ], {}, actor=by, on=today()),
    )


def why_not_send(provider_ref: str, as_known: int, officer: str, *, by: Actor) -> Refusal | None:
    """The refusal of sending a statement: "no-provider", "no-entry", "not-in-post", "to-yourself", or the scheme's, of whoever sends or gets it."""
    found = readers()
    return first(
        _no_provider(provider_ref),
        None if 0 <= as_known <= newest_entry() else Refusal("no-entry", f"The record has no entry {as_known}."),
        Refusal("to-yourself", "You have it already. Choose somebody else.") if officer == by.ref else None,
        None if officer in found else Refusal("may-not-read", "Choose somebody in post who may read payments."),
        why_not(POWERS[READ], {}, actor=by, on=today()),
    )


def readers() -> dict[str, str]:
    """Whoever in post today may read a statement: their name and post, by reference, in the order of their names."""
    held = everyone_in_post(on=today())
    powers = powers_named(posts={one.code for one in held}, on=today())
    told: dict[str, str] = {}
    for one in sorted(held, key=lambda one: (one.officer_name, one.title)):
        if READ in powers[one.code]:
            told.setdefault(one.officer_ref, f"{one.officer_name}, {one.title}")
    return told


def why_not_enter(*, by: Actor) -> Refusal | None:
    """The scheme's refusal of entering any figure: it greys the button."""
    return why_not(powers.TELL_FIGURE, {}, actor=by, on=today())


def _no_provider(provider_ref: str) -> Refusal | None:
    return None if provider_ref in provider_names() else Refusal("no-provider", f"There is no provider {provider_ref}.")


def _amount(pence: int, lines: Sequence[tuple[str, int]]) -> Refusal | None:
    if pence < 0:
        return Refusal("below-nothing", f"What is unpaid is nothing or more, not {sterling(pence)}.")
    if max([pence, *(abs(one) for _, one in lines)]) > 10**13:
        return Refusal("below-nothing", "That is more than any provider is owed. Look at the figure again.")
    return None


def _when_and_who(said_on: date, said_by: str, came_by: str) -> Refusal | None:
    if said_on > today():
        return Refusal("not-yet", f"{say_day(said_on)} has not come yet. Give the day on which they said it.")
    if not said_by.strip():
        return Refusal("nobody", "Say who gave the figure, such as a name and what they do.")
    if came_by not in CAME_BY:
        return Refusal("how", f"A figure comes by {', '.join(CAME_BY[:-1])} or {CAME_BY[-1]}, not {came_by!r}.")
    return None


def _list(pence: int, lines: Sequence[tuple[str, int]]) -> Refusal | None:
    if len(lines) > MOST_LINES:
        return Refusal(
            "too-many", f"A list has at most {MOST_LINES} invoices; this has {len(lines)}. Leave the list out and enter the figure alone."
        )
    refs = [ref for ref, _ in lines]
    double = next((ref for ref in refs if refs.count(ref) > 1), "")
    if double:
        return Refusal("twice", f"{double} stands twice on the list. Put it on one line.")
    total = sum(one for _, one in lines)
    if lines and total != pence:
        return Refusal(
            "list-differs",
            f"The list comes to {sterling(total)} and the figure is {sterling(pence)}, {sterling(abs(total - pence))} apart. Correct one, or leave the list out.",
        )
    return None
