"""Requests under an Act that came by post: freedom of information, in Scotland too, and one's own data. Accepted as one, its clock runs from the day it came."""

from duly.casework.correspondence import checks
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.queries import ItemSeen
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.states import ClockState
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first, stop_if

ITEM = "post item"
"""What the clock of a request runs on, by the name it carries."""
ACTS = {
    "foi": "Freedom of Information Act 2000",
    "foisa": "Freedom of Information (Scotland) Act 2002",
    "sar": "Subject access: their own data",
}
"""What may be asked for under an Act, by the code of the clock's rule."""
FLAGS = {one: one for one in ACTS} | {"freedom-of-information": "foi", "subject-access": "sar", "data-protection": "sar"}
"""Which request the flag of a triage rule speaks of. An office's own rule is known by one of these codes."""
FREEDOM = {"foi", "foisa"}
"""One letter asks under one of these."""


def request_suggested(item: ItemSeen) -> str:
    """Under which Act an item asks for something, as its flags say; "" where none does, and where such a clock runs already.

    One that asks for papers and for its writer's own data is suggested as the first, and as the second once the first was accepted. Who names the
    Scottish Act is not suggested to ask under the other.
    """
    asked = {FLAGS[flag.rule] for flag in item.flags if flag.rule in FLAGS}
    running = {one.rule_code for one in clocks_of_item(item.ref)} if asked else set()
    if running & FREEDOM:
        asked -= FREEDOM
    return next((one for one in ("foisa", *ACTS) if one in asked - running), "")


def why_not_take_as_request(item_ref: str, *, under: str, by: Actor) -> Refusal | None:
    """The refusal ("unknown-request", "scheme-…", "already-runs"), or None."""
    running = next((one for one in clocks_of_item(item_ref) if one.rule_code == under), None)
    return first(
        None if under in ACTS else Refusal("unknown-request", f"A request is under {', '.join(ACTS)}."),
        checks.why_not_take_as_request(by=by),
        Refusal("already-runs", f"{running.ref} was started on {item_ref} as such a request: it is {running.state}.") if running else None,
    )


def take_as_request(item_ref: str, *, under: str, by: Actor) -> ClockSeen:
    """Accept an item as a request under an Act: its clock is started from the day it was received, by whoever may triage. Refused as above, and "no-rule"."""
    with unit_of_work():
        item = post.item(item_ref)
        stop_if(why_not_take_as_request(item_ref, under=under, by=by))
        because = f"It was received as a request: {ACTS[under]}."
        return clocks.start(kind=ITEM, about=item_ref, rule=under, began=item.received_on, because=because, by=by, follows=True)


def clocks_of_item(item_ref: str) -> tuple[ClockSeen, ...]:
    """The clocks of an item of post whose start stands, the first due first."""
    return tuple(one for one in clock_queries.clocks(kind=ITEM, about=item_ref) if one.state != ClockState.TAKEN_BACK)
