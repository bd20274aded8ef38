"""The list of the inbox in finished words."""

from collections.abc import Sequence
from datetime import date

from duly.casework.screens.post.narrowing import Asked, Looked
from duly.ui.environment import day, short_day
from duly.ui.frame import ListGroup, ListItem, Tag

CHANNEL_ICONS = {"e-mail": "email", "portal": "email", "social": "email", "phone": "phone"}
HEADINGS = (
    *("ref", "state", "channel", "received", "logged", "sender", "subject", "addressed to", "flags", "rules"),
    *("with", "owner", "next", "case"),
)


def rows(found: Sequence[Looked]) -> list[tuple[object, ...]]:
    """Items as the CSV and JSON of the list have them."""
    return [
        (
            *(i.ref, i.state, i.channel, i.received_on.isoformat(), i.logged_on.isoformat(), i.sender, i.subject, i.addressed_to),
            *(", ".join(flag.rule for flag in i.flags), i.rules_number, i.direct_to, i.owner, i.next_action),
            one.case.ref if one.case else "",
        )
        for one in found
        for i in (one.item,)
    ]


def groups(found: Sequence[Looked], asked: Asked, chosen: str, *, on: date) -> tuple[ListGroup, ...]:
    """The list: what is urgent first, then the longest waiting, by day."""
    urgent = [one for one in found if one.item.urgent]
    days: dict[date, list[Looked]] = {}
    for one in found:
        if not one.item.urgent:
            days.setdefault(one.item.received_on, []).append(one)
    made = [("Urgent", urgent)] if urgent else []
    made += [("Today" if received_on == on else day(received_on), some) for received_on, some in sorted(days.items())]
    return tuple(ListGroup(title, tuple(_line(one, asked, chosen) for one in some), str(len(some))) for title, some in made)


def _line(one: Looked, asked: Asked, chosen: str) -> ListItem:
    item = one.item
    tags = tuple(Tag(flag.word, flag.tone) for flag in item.flags)
    if item.late:
        tags += (Tag("Logged late", "amber"),)
    if one.instruction:
        tags += (Tag("Instruction", "violet"),)
    if one.case:
        tags += (Tag("Closed case" if one.case.stage == "closed" else "Open case"),)
    return ListItem(
        item.sender,
        asked.address(item=item.ref),
        item.subject,
        short_day(item.received_on),
        tags,
        CHANNEL_ICONS.get(item.channel, "post"),
        read=item.state != "registered",
        selected=item.ref == chosen,
    )
