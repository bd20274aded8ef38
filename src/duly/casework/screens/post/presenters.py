"""One item of post in finished words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from duly.casework import flow
from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence import checks, queries
from duly.casework.correspondence.queries import AlertSeen, Flag, ForwardSeen, ItemSeen, Letter
from duly.casework.correspondence.rules.arrival import PAGE_BREAK, Place, paragraphs
from duly.casework.correspondence.rules.enclosed import Enclosure
from duly.casework.correspondence.rules.principles import OUTCOMES
from duly.casework.correspondence.rules.suggesting import Suggestion
from duly.casework.correspondence.states import TRIAGE, WAITING
from duly.core.clocks.queries import ClockSeen
from duly.core.people import queries as people
from duly.core.record.queries import Entry
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.ui.environment import clock, day, short_day, stamp
from duly.ui.frame import Choice, Link, Tag

WAYS = {
    "direct": ("1", "Direct", "Elsewhere in the office"),
    "allocate": ("2", "Allocate", "In the casework team"),
    "duplicate": ("4", "Duplicate", "Of another item"),
    "no reply": ("5", "No reply", "Nothing is sent"),
    "hold": ("h", "Hold", "Until more is known"),
}
STATE_TONES = {"registered": "amber", "held": "violet", "closed": ""}
Piece = tuple[str, str]
"""Words, and the flag they were marked for, or nothing."""


HOW_READ = {
    "": "not read yet",
    "text": "read",
    "ocr": "read by machine from a picture, and may be wrong",
    "eye": "to be read by eye: no machine could",
}


@dataclass(frozen=True)
class AttachmentShown:
    """What came with a mail: how far it was read, its words page by page with what was marked in them, and where its bytes are to be had."""

    number: int
    name: str
    url: str
    size: int
    how: str
    pages: tuple[tuple[tuple[Piece, ...], ...], ...]
    marked: bool


@dataclass(frozen=True)
class ItemShown:
    """One item as its pane shows it. `pages` are paragraphs in pieces; `formatted` is cleaned HTML, where there is any."""

    ref: str
    url: str
    title: tuple[Piece, ...]
    plain_title: str
    sub: str
    tag: Tag
    pages: tuple[tuple[tuple[Piece, ...], ...], ...]
    formatted: Markup
    attachments: tuple[AttachmentShown, ...]
    faults: tuple[str, ...]
    flags: tuple[tuple[Tag, str, str], ...]
    rules: str
    facts: tuple[tuple[str, object], ...]
    handling: tuple[tuple[str, object], ...]
    case: tuple[tuple[str, object], ...]
    instructions: tuple[tuple[str, str, str], ...]
    suggested: str
    reasons: tuple[str, ...]
    clocks: tuple[tuple[str, object], ...]
    alerts: tuple[str, ...]
    proof: tuple[tuple[str, object], ...]
    choices: tuple[Choice, ...]
    open_to_triage: bool
    triage_refusal: str
    close_refusal: str
    can_close: bool
    can_open_case: bool
    before_claim: bool
    referral_refusal: str


def shown(
    item: ItemSeen,
    letter: Letter,
    linked: tuple[CaseSeen, ...],
    suggestion: Suggestion | None,
    alerts: tuple[AlertSeen, ...],
    names: dict[str, str],
    *,
    by: Actor,
    way: str,
    clocks: tuple[tuple[str, object], ...] = (),
    proof: ForwardSeen | None = None,
    instructions: tuple[tuple[str, str, str], ...] = (),
) -> ItemShown:
    """An item finished for the page. `linked` are its cases; `way` is the choice already made; `clocks` what is counting on it, where anything is."""
    waiting, can_close = item.state in WAITING, item.state in ("directed", "allocated", "duplicate", "no reply", "forwarded")
    titles = people.post_titles() if alerts else {}
    refusals = checks.why_not_begin_triage_each(item.state, by=by) if waiting else dict.fromkeys(TRIAGE)
    free = [one for one in TRIAGE if refusals[one] is None]
    wanted = way or (suggestion.way if suggestion else "")
    chosen = wanted if wanted in free else (free[0] if free else "")
    close_refusal = checks.why_not_close(item.state, by=by) if can_close else None
    return ItemShown(
        ref=item.ref,
        url=f"/post/{item.ref}/",
        title=_pieces(Place("subject", 0, 0, item.subject or "No subject"), item.marks),
        plain_title=item.subject or "No subject",
        sub=f"{item.channel.capitalize()} from {item.sender}. Received {day(item.received_on)}",
        tag=Tag(item.state.capitalize(), STATE_TONES.get(item.state, "green")),
        pages=_pages("text", letter.text.split(PAGE_BREAK), item.marks),
        formatted=Markup(letter.html),  # cleaned when it was read: tags that shape text, and no attributes
        attachments=tuple(_attachment(item, n, one) for n, one in enumerate(letter.attachments, start=1)),
        faults=letter.faults,
        flags=tuple((Tag(flag.word, flag.tone), _where(flag), flag.rule) for flag in item.flags),
        rules=f"rules {item.rules_number}" if item.rules_number else "no rules then",
        facts=_facts(item),
        handling=_handling(item, names),
        case=_cases(linked, suggestion),
        instructions=instructions,
        suggested=_suggested(suggestion, names) if suggestion and waiting else "",
        reasons=suggestion.reasons if suggestion else (),
        clocks=clocks,
        alerts=tuple(
            f"{titles.get(one.to_post, one.to_post.replace('-', ' ').capitalize())}, to acknowledge by {clock(one.due_at)}"
            for one in alerts
        ),
        proof=_proof(proof) if proof else (),
        choices=tuple(
            Choice(
                one,
                WAYS[one][1],
                note=WAYS[one][2],
                key=WAYS[one][0],
                chosen=one == chosen,
                blocked_because=refusals[one].because if (refusals[one] and free) else "",  # type: ignore[union-attr]  # not None, just asked
            )
            for one in TRIAGE
        ),
        open_to_triage=waiting,
        triage_refusal="" if free else (next(r.because for r in refusals.values() if r) if waiting else ""),
        close_refusal=close_refusal.because if close_refusal else "",
        can_close=can_close,
        can_open_case=not any(case.opened_from == item.ref for case in linked),
        before_claim=(before_claim := any(flag.rule == "judicial-review" for flag in item.flags)),
        referral_refusal=_no_referral(item, linked, by) if before_claim else "",
    )


def clocks_on(found: tuple[ClockSeen, ...]) -> tuple[tuple[str, object], ...]:
    """What is counting on an item, each with its day and the way to its working."""
    return tuple(
        (
            one.title,
            Link(f"{f'due {say_day(one.due)}' if one.due else 'stands still'} ({one.state}): its working", f"/clocks/{one.ref}/#working"),
        )
        for one in found
    )


def _no_referral(item: ItemSeen, linked: tuple[CaseSeen, ...], by: Actor) -> str:
    refusal = flow.why_not_refer_letter(item.ref, by=by)
    if refusal is None and len(linked) != 1:
        return "Put it with the one case it is about first; then it can be referred."
    return refusal.because if refusal else ""


def _attachment(item: ItemSeen, number: int, one: Enclosure) -> AttachmentShown:
    return AttachmentShown(
        number,
        one.name,
        f"/post/{item.ref}/attachments/{number}/",
        one.size,
        f"{HOW_READ[one.how]}{f'. Held back, for {one.why}' if one.why else ''}",
        _pages("attachment", one.pages, item.marks, number),
        any(mark.part == number for mark in item.marks),
    )


def _pages(where: str, pages: Sequence[str], marks: tuple[Flag, ...], part: int = 0) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    return tuple(
        tuple(_pieces(Place(where, n, m, said, part), marks) for m, said in enumerate(paragraphs(page), start=1))
        for n, page in enumerate(pages, start=1)
    )


def _pieces(place: Place, marks: tuple[Flag, ...]) -> tuple[Piece, ...]:
    """A paragraph in pieces, marked and not. Marks that overlap are drawn as the first of them."""
    made: list[Piece] = []
    at = 0
    here = sorted(
        (m for m in marks if (m.where, m.part, m.page, m.paragraph) == place.at and m.found),
        key=lambda m: m.start,
    )
    for mark in here:
        if mark.start < at:
            continue
        made += [(place.words[at : mark.start], ""), (place.words[mark.start : mark.end], mark.word)]
        at = mark.end
    return tuple(piece for piece in (*made, (place.words[at:], "")) if piece[0])


def _proof(sent: ForwardSeen) -> tuple[tuple[str, object], ...]:
    return (
        ("To", f"{sent.to_name}, {sent.to_address}"),
        ("At", stamp(sent.at)),
        ("Message-ID", sent.message_id),
        ("SHA-256", sent.sha256),
        ("Kept as", sent.document_ref),
    )


def _where(flag: Flag) -> str:
    read = f". Read as {short_day(flag.day)}" if flag.day else ""
    return f"{flag.place}{read}"


def noted_first(happened: Sequence[Entry]) -> str:
    """How an item was noted when it came, where that was put right since; "" where it was not. From whom stands in what has happened, as long as that is kept."""
    first = next((one.facts for one in happened if one.action == "post.put-right"), None)
    if first is None:
        return ""
    return f"At first noted as {first['was_channel']}, received on {day(date.fromisoformat(first['was_received_on']))}."


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
    return (
        *pairs,
        ("Original", Link("Download as it came", f"/post/{item.ref}/original/")),
        ("SHA-256", item.sha256[:16] + "…"),
        ("Viruses", item.scanned or "Not checked"),
    )


def _handling(item: ItemSeen, names: dict[str, str]) -> tuple[tuple[str, object], ...]:
    ended = queries.closings((item.ref,)).get(item.ref) if item.state == "closed" else None
    told = (("With", item.direct_to or "Nobody else"), ("Owner", names.get(item.owner, item.owner or "Nobody")), ("Next", item.next_action))
    if ended is None:
        return told
    return (
        *told,
        ("Outcome", OUTCOMES[ended.outcome]),
        ("Closed on", day(ended.closed_on)),
        ("Principles met", ", ".join(ended.principles).capitalize()),
    )


def _cases(linked: tuple[CaseSeen, ...], suggestion: Suggestion | None) -> tuple[tuple[str, object], ...]:
    pairs: list[tuple[str, object]] = [("With", Link(f"{case.ref} {case.title}", f"/cases/{case.ref}/")) for case in linked]
    known = {case.ref for case in linked}
    for one in suggestion.cases if suggestion else ():
        if one.case_ref not in known:
            pairs.append(("Likely" if one.sure else "Perhaps", Link(f"{one.case_ref}: {one.reason}", f"/cases/{one.case_ref}/")))
    return tuple(pairs)


def _suggested(suggestion: Suggestion, names: dict[str, str]) -> str:
    told = f" and alert the {suggestion.alert.replace('-', ' ')}" if suggestion.alert else ""
    with_case = f" with {suggestion.case_ref}" if suggestion.case_ref else ""
    return f"{WAYS[suggestion.way][1]} to {suggestion.direct_to or 'nobody yet'}{with_case}{told}."
