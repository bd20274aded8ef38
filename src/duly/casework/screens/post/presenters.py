"""Post in finished words."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence import checks
from duly.casework.correspondence.queries import ItemSeen, Letter
from duly.casework.correspondence.rules.arrival import paragraphs
from duly.casework.correspondence.states import TRIAGE
from duly.primitives.actor import Actor
from duly.ui.environment import day, short_day
from duly.ui.frame import Choice, Link, ListGroup, ListItem, Tag

CHANNEL_ICONS = {"e-mail": "email", "phone": "phone"}
WAYS = {
    "direct": ("1", "Direct", "Elsewhere in the office"),
    "allocate": ("2", "Allocate", "In the casework team"),
    "no reply": ("5", "No reply", "Nothing is sent"),
    "hold": ("h", "Hold", "Until more is known"),
}
STATE_TONES = {"registered": "amber", "held": "violet", "closed": ""}


@dataclass(frozen=True)
class ItemShown:
    """One item as its pane shows it. `formatted` is cleaned HTML, only where there is no plain text of its own."""

    ref: str
    url: str
    title: str
    sub: str
    tag: Tag
    paragraphs: tuple[str, ...]
    formatted: Markup
    attachments: tuple[str, ...]
    faults: tuple[str, ...]
    flags: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, object], ...]
    handling: tuple[tuple[str, object], ...]
    case: tuple[tuple[str, object], ...]
    suggestion: str
    choices: tuple[Choice, ...]
    open_to_triage: bool
    triage_refusal: str
    close_refusal: str
    can_close: bool
    can_open_case: bool


def shown(
    item: ItemSeen, letter: Letter, linked: tuple[CaseSeen, ...], named: tuple[CaseSeen, ...], names: dict[str, str], *, by: Actor, way: str
) -> ItemShown:
    """An item finished for the page. `linked` are its cases, `named` those its writer names; `way` is the choice already made."""
    refusals = {one: checks.why_not_begin_triage(item.state, way=one, by=by) for one in TRIAGE}
    free = [one for one in TRIAGE if refusals[one] is None]
    chosen = way if way in free else ("allocate" if item.flags and "allocate" in free else (free[0] if free else ""))
    close_refusal = checks.why_not_close(item.state, by=by)
    waiting = item.state in ("registered", "held")
    return ItemShown(
        ref=item.ref,
        url=f"/post/{item.ref}/",
        title=item.subject or "No subject",
        sub=f"{item.channel.capitalize()} from {item.sender}. Received {day(item.received_on)}",
        tag=Tag(item.state.capitalize(), STATE_TONES.get(item.state, "green")),
        paragraphs=paragraphs(letter.text),
        formatted=Markup(letter.html),  # cleaned when it was read: tags that shape text, and no attributes
        attachments=tuple(f"{name} ({size:,} bytes)" for name, _, size in letter.attachments),
        faults=letter.faults,
        flags=tuple((flag.word, flag.tone, f"“{flag.found}” in {_place(flag.paragraph)}") for flag in item.flags),
        facts=_facts(item),
        handling=_handling(item, names),
        case=_case(linked, named),
        suggestion=_suggestion(item, named),
        choices=tuple(
            Choice(
                one,
                WAYS[one][1],
                note=WAYS[one][2],
                key=WAYS[one][0],
                chosen=one == chosen,
                blocked_because=refusals[one].because if (refusals[one] and free) else "",
            )
            for one in TRIAGE
        ),
        open_to_triage=waiting,
        triage_refusal="" if free else (next(r.because for r in refusals.values() if r) if waiting else ""),
        close_refusal=close_refusal.because if close_refusal else "",
        can_close=item.state in ("directed", "allocated", "no reply"),
        can_open_case=not any(case.opened_from == item.ref for case in linked),
    )


def groups(items: tuple[ItemSeen, ...], linked: dict[str, str], chosen: str, state: str, *, on: date) -> tuple[ListGroup, ...]:
    """The list: what is flagged red first, then the longest waiting, by day."""
    urgent = tuple(item for item in items if any(flag.tone == "red" for flag in item.flags))
    rest = [item for item in items if item not in urgent]
    days: dict[date, list[ItemSeen]] = {}
    for item in rest:
        days.setdefault(item.received_on, []).append(item)
    made = [ListGroup("Urgent", tuple(_line(one, linked, chosen, state) for one in urgent), str(len(urgent)))] if urgent else []
    for received_on, some in sorted(days.items()):
        title = "Today" if received_on == on else day(received_on)
        made.append(ListGroup(title, tuple(_line(one, linked, chosen, state) for one in some), str(len(some))))
    return tuple(made)


def _line(item: ItemSeen, linked: dict[str, str], chosen: str, state: str) -> ListItem:
    tags = tuple(Tag(flag.word, flag.tone) for flag in item.flags)
    if item.late:
        tags += (Tag("Logged late", "amber"),)
    if item.ref in linked:
        tags += (Tag(linked[item.ref]),)
    return ListItem(
        item.sender,
        f"/post/?state={state.replace(' ', '+')}&item={item.ref}",
        item.subject,
        short_day(item.received_on),
        tags,
        CHANNEL_ICONS.get(item.channel, "post"),
        read=item.state != "registered",
        selected=item.ref == chosen,
    )


def _facts(item: ItemSeen) -> tuple[tuple[str, object], ...]:
    pairs: list[tuple[str, object]] = [
        ("Reference", item.ref),
        ("From", item.sender),
        ("To", item.addressed_to or "Not said"),
        ("Received", day(item.received_on)),
        ("Logged", day(item.logged_on)),
    ]
    if item.late:
        pairs.append(("Why late", item.why_late))
    if item.sender_address and item.sender_address != item.sender:
        pairs.insert(2, ("Address", item.sender_address))
    return (*pairs, ("Original", Link("Download as it came", f"/post/{item.ref}/original/")), ("SHA-256", item.sha256[:16] + "…"))


def _handling(item: ItemSeen, names: dict[str, str]) -> tuple[tuple[str, object], ...]:
    if not item.owner:
        return ()
    pairs = [("With", item.direct_to or "Nobody else"), ("Owner", names.get(item.owner, item.owner)), ("Next", item.next_action)]
    return tuple(pairs)


def _case(linked: tuple[CaseSeen, ...], named: tuple[CaseSeen, ...]) -> tuple[tuple[str, object], ...]:
    pairs: list[tuple[str, object]] = [("With", Link(f"{case.ref} {case.title}", f"/cases/{case.ref}/")) for case in linked]
    linked_refs = {case.ref for case in linked}
    pairs += [("Names", Link(f"{case.ref} {case.title}", f"/cases/{case.ref}/")) for case in named if case.ref not in linked_refs]
    return tuple(pairs)


def _suggestion(item: ItemSeen, named: tuple[CaseSeen, ...]) -> str:
    red = [flag.word.lower() for flag in item.flags if flag.tone == "red"]
    if red:
        return f"Allocate to the casework team and tell the Casework Manager: {' and '.join(red)} found."
    if named:
        return f"It names {named[0].ref}, so it can be put with that case."
    return ""


def _place(paragraph: int) -> str:
    return f"paragraph {paragraph}" if paragraph else "the subject"
