"""Sending misdirected post on to where it belongs, with proof of the exact bytes that were sent."""

import os
from email.message import EmailMessage
from email.utils import formataddr

from duly.casework.correspondence import actions as post
from duly.casework.correspondence import checks
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.dispatch import relay
from duly.core.documents import actions as documents
from duly.core.documents import queries as document_queries
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, stop_if

SAYS = """{name}

This came to us on {day} and is meant for you. It is attached as it came.
{because}

Our reference: {ref}
"""


def forward_post(ref: str, *, to_name: str, to_address: str, because: str, by: Actor) -> ItemSeen:
    """Send an item on: the relay takes the bytes, and then they are kept with the Message-ID. When it does not take them, nothing is kept."""
    item = post_queries.item(ref)
    said = {"to_name": to_name.strip(), "to_address": to_address.strip(), "because": because.strip()}
    stop_if(checks.why_not_forward(ref, item.state, **said, by=by))
    content, message_id = _made(item, **said)
    try:  # before it is kept, so that what the relay refuses is said nowhere to be sent; sent twice it has the same Message-ID
        relay.hand_on(content, to_address=said["to_address"])
    except relay.COULD_NOT_SEND as error:
        words = f"{ref} was not sent: the mail relay did not take it ({type(error).__name__}). Nothing was kept; try again."
        raise Refused(Refusal("relay", words)) from error
    with unit_of_work():
        kept = documents.keep(name=f"{ref}-forwarded.eml", content=content, by=by)
        return post.forward(ref, **said, document_ref=kept.ref, sha256=sha256_hex(content), message_id=message_id, by=by)


def _made(item: ItemSeen, *, to_name: str, to_address: str, because: str) -> tuple[bytes, str]:
    sender = os.environ.get("DULY_MAIL_FROM", "casework@localhost")
    message_id = f"<{item.ref}.{item.sha256[:24]}@{sender.partition('@')[2]}>"
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = formataddr((" ".join(to_name.split()), to_address))
    mail["Subject"] = f"{item.ref}: post that is meant for you"
    mail["Message-ID"] = message_id
    mail.set_content(SAYS.format(name=to_name, day=say_day(item.received_on), because=because, ref=item.ref))
    original = document_queries.content(item.document_ref)
    mail.add_attachment(original, maintype="application", subtype="octet-stream", filename=item.file_name)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), message_id
