"""Registering post, triaging it, and closing it."""

from dataclasses import asdict
from datetime import date

from duly.casework.correspondence import checks
from duly.casework.correspondence.events import PostClosed, PostRegistered, PostTriaged
from duly.casework.correspondence.models import Item
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.rules.mail import MailSeen, read_mail
from duly.casework.correspondence.states import STEPS, ItemState
from duly.core.documents.actions import keep
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import stop_if

NOT_MAIL = MailSeen("", "", "", "", "", "", "", (), ())


def register(
    name: str,
    content: bytes,
    *,
    channel: str,
    received_on: date,
    by: Actor,
    why_late: str = "",
    sender_name: str = "",
    subject: str = "",
) -> ItemSeen:
    """Keep the bytes as they came, then read what can be read of them. `sender_name` and `subject` are for what is not an e-mail."""
    digest = sha256_hex(content)
    with unit_of_work() as record:
        stop_if(checks.why_not_register(channel=channel, received_on=received_on, why_late=why_late, sha256=digest, by=by))
        kept = keep(name=name, content=content, by=by)
        mail = read_mail(content) if kept.media_type in ("message/rfc822", "text/plain") else NOT_MAIL
        stop_if(checks.why_not_again(message_id=mail.message_id))
        item = Item(
            ref=f"P-{today():%y}-{take_number('correspondence_item_number'):05d}",
            version=1,
            state=ItemState.REGISTERED,
            channel=channel,
            document_ref=kept.ref,
            file_name=name,
            sha256=digest,
            message_id=mail.message_id,
            received_on=received_on,
            logged_on=today(),
            late=checks.is_late(received_on, today()),
            why_late=why_late.strip(),
            sender_name=sender_name.strip() or mail.sender_name,
            sender_address=mail.sender_address,
            subject=subject.strip() or mail.subject or name,
            addressed_to=mail.addressed_to,
            text=mail.text,
            html=mail.html,
            attachments=[list(asdict(one).values()) for one in mail.attachments],
            faults=list(mail.faults),
        )
        item.save(force_insert=True)
        seen = ItemSeen.of(item)
        record.write(
            PostRegistered(
                ref=item.ref,
                version=1,
                channel=channel,
                document_ref=kept.ref,
                sha256=digest,
                received_on=received_on,
                logged_on=item.logged_on,
                sender=seen.sender,
                about=item.subject,
                why_late=item.why_late,
            ),
            by=by,
        )
    return seen


def triage(ref: str, *, direct_to: str, next_action: str, owner: str, by: Actor, way: str = "direct") -> ItemSeen:
    """Say where an item goes, who owns it and what happens next. `way` is one of `states.TRIAGE`; `owner` an officer's reference."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_triage(item.state, way=way, direct_to=direct_to, next_action=next_action, owner=owner, by=by))
        item.state, item.version = STEPS.after(way, item.state), item.version + 1
        item.direct_to, item.next_action, item.owner = direct_to.strip(), next_action.strip(), owner.strip()
        item.save(update_fields=["state", "version", "direct_to", "next_action", "owner"])
        record.write(
            PostTriaged(
                ref=ref,
                version=item.version,
                state=item.state,
                direct_to=item.direct_to or "nowhere else",
                owner=item.owner,
                next_action=item.next_action,
            ),
            by=by,
        )
    return ItemSeen.of(item)


def close(ref: str, *, because: str, by: Actor) -> ItemSeen:
    """Say that nothing more is to be done about an item."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_close(item.state, by=by))
        item.state, item.version = STEPS.after("close", item.state), item.version + 1
        item.save(update_fields=["state", "version"])
        record.write(PostClosed(ref=ref, version=item.version, because=because.strip() or "dealt with"), by=by)
    return ItemSeen.of(item)
