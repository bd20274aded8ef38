"""Telling whoever wrote that it came, unless a standing instruction holds for it; with proof of the exact bytes that were sent."""

import os
from email.message import EmailMessage

from duly.casework.correspondence import actions as post
from duly.casework.correspondence import checks
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.dispatch import relay
from duly.casework.flow.reading import standing_on
from duly.casework.instructions import checks as instruction_checks
from duly.core.documents import actions as documents
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, first, stop_if

SAYS = """Thank you for writing to us. What you sent came on {day}, and has the reference {ref}.

Please give the reference when you write or ring about it.
"""
"""What an acknowledgement says. A default: an office writes its own."""


def acknowledge_post(ref: str, *, by: Actor) -> ItemSeen:
    """Acknowledge an item to the address it came from. Nothing is kept where the relay does not take it; nothing sent where an instruction holds."""
    item = post_queries.item(ref)
    stop_if(why_not_acknowledge(item, by=by))
    content, message_id = _made(item)
    try:  # before it is kept, as when post is sent on
        relay.hand_on(content, to_address=item.sender_address)
    except relay.COULD_NOT_SEND as error:
        words = f"{ref} was not acknowledged: the mail relay did not take it ({type(error).__name__}). Nothing was kept; try again."
        raise Refused(Refusal("relay", words)) from error
    with unit_of_work():
        kept = documents.keep(name=f"{ref}-acknowledged.eml", content=content, by=by)
        sent = {"document_ref": kept.ref, "sha256": sha256_hex(content), "message_id": message_id}
        return post.acknowledge(ref, to_address=item.sender_address, **sent, by=by)


def why_not_acknowledge(item: ItemSeen, *, by: Actor) -> Refusal | None:
    """The refusal of acknowledging an item, or None: "instruction" where one holds for it, else what the room says."""
    return first(
        checks.why_not_acknowledge(item, to_address=item.sender_address, by=by),
        instruction_checks.why_not_acknowledge(standing_on(item).verdicts),
    )


def _made(item: ItemSeen) -> tuple[bytes, str]:
    sender = os.environ.get("DULY_MAIL_FROM", "casework@localhost")
    message_id = f"<{item.ref}.acknowledged.{item.sha256[:24]}@{sender.partition('@')[2]}>"
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = item.sender_address
    mail["Subject"] = f"{item.ref}: we have what you sent"
    mail["Message-ID"] = message_id
    mail.set_content(SAYS.format(day=say_day(item.received_on), ref=item.ref))
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), message_id
