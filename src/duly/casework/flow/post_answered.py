"""Post answered in the standard words alone: acknowledged by mail or on paper, and sent on by post under a covering letter. On paper it is done once its pack was posted."""

from duly.casework.cases import queries as case_queries
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import checks as post_checks
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch.checks import why_not_acknowledge as _why_not_acknowledge
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.flow.acknowledging import why_not_acknowledge as _not_of_this_item
from duly.casework.flow.letter_writing import last_day, send_letter
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, first, stop_if


def postal_address(item: ItemSeen) -> str:
    """The postal address that an item without an e-mail address is acknowledged to: that of whoever complains in its case, where they wrote; a line to a line, or nothing."""
    if item.sender_address:
        return ""
    case = next(iter(case_queries.of_item(item.ref)), None)
    found = letter_queries.addressees(case.ref) if case else ()
    wrote = (one for one in found if one.address and " ".join(one.name.casefold().split()) == " ".join(item.sender.casefold().split()))
    return next((one.address for one in wrote), "")


def why_not_acknowledge(item_ref: str, *, postal: str = "", by: Actor) -> Refusal | None:
    """Why an item of post would not be acknowledged in the standard words, or None: what the page greys its button by."""
    item = post_queries.item(item_ref)
    to = postal or postal_address(item)
    channel = "post" if to else "e-mail"
    return first(
        _not_of_this_item(item, postal=to, by=by), _why_not_acknowledge(item_ref, to_address=item.sender_address, channel=channel, by=by)
    )


def acknowledge(item_ref: str, *, postal: str = "", by: Actor) -> LetterSeen:
    """Acknowledge an item of post in the standard words, send it to the address it came from, and keep with the item that this was done.

    One that came from no e-mail address, or for which a `postal` address is given, is acknowledged on paper: the letter waits for a print pack, and the item counts as
    acknowledged once that was posted. Nothing is acknowledged while a standing instruction holds for it, nor twice.
    """
    item = post_queries.item(item_ref)
    to = _on_the_envelope(item.sender, postal) or postal_address(item)
    stop_if(_not_of_this_item(item, postal=to, by=by))
    case = next(iter(case_queries.of_item(item_ref)), None)
    said = _signed(by) | {
        "address": to or item.sender_address,
        "case_ref": case.ref if case else item_ref,
        "to_whom": item.sender,
        "about": item.subject or "your letter",
        "received": say_day(item.received_on),
    }
    made = letters.acknowledge(
        item_ref,
        case_ref=case.ref if case else "",
        to_name=item.sender,
        to_address="" if to else item.sender_address,
        channel="post" if to else "e-mail",
        fields=said | last_day("answer_by", "post-answer", item.received_on),
        by=by,
    )
    if to:
        return made
    sent = send_letter(made.ref, by=by)
    post.acknowledge(item_ref, to_address=sent.to_address, **_proof(sent), by=by)
    return sent


def forward_by_post(ref: str, *, to_name: str, postal: str, because: str, by: Actor) -> LetterSeen:
    """Send an item on by post: a covering letter in the standard words waits for a print pack, with the paper itself, and the item counts as sent on once that was posted."""
    item = post_queries.item(ref)
    on_it = {"to_name": to_name, "to_address": postal, "because": because, "channel": "post"}
    stop_if(post_checks.why_not_forward(ref, item.state, **on_it, by=by))
    said = _signed(by) | {
        "address": _on_the_envelope(to_name, postal),
        "case_ref": ref,
        "to_whom": to_name.strip(),
        "received": say_day(item.received_on),
        "reasons": because.strip(),
    }
    return letters.enclose(ref, to_name=to_name, fields=said, by=by)


def note_posted_of_post(letter: LetterSeen, *, by: Actor) -> None:
    """What follows for an item of post when the letter about it went by post: it is acknowledged, or sent on. Where that was done otherwise meanwhile, nothing."""
    if not letter.item_ref or not letter.sent_on or letter.channel != "post":
        return
    to = ", ".join(letter.fields["address"].splitlines())
    try:
        with unit_of_work():
            if letter.template == "acknowledgement":
                post.acknowledge(letter.item_ref, to_address=to, channel="post", **_proof(letter), by=by, follows=True)
            elif letter.template == "forwarding":
                whom = {"to_name": letter.to_name, "to_address": to, "because": letter.fields["reasons"], "channel": "post"}
                post.forward(letter.item_ref, **whom, **_proof(letter), by=by, follows=True)
    except Refused:
        return


def _proof(sent: LetterSeen) -> dict[str, str]:
    return {"document_ref": sent.document_ref, "sha256": sent.sent_sha256, "message_id": sent.message_id}


def _signed(by: Actor) -> dict[str, str]:
    held = next(iter(people.posts_held(by.ref, on=today())), None)
    return {
        "office": held.office if held else "",
        "dated": say_day(today()),
        "signed_by": by.name,
        "signed_as": held.title if held else "",
    }


def _on_the_envelope(name: str, postal: str) -> str:
    """A postal address with whose it is on its first line; nothing where there is none."""
    lines = [line.strip() for line in letter_queries.in_lines(postal.strip()).splitlines() if line.strip()]
    if not lines:
        return ""
    return "\n".join(lines if lines[0].casefold() == name.strip().casefold() else [name.strip(), *lines])
