"""Dealing with post: triaging it, alerting somebody to it, forwarding it, closing it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from duly.casework.correspondence import checks
from duly.casework.correspondence.events import PostAcknowledged, PostAlerted, PostClosed, PostForwarded, PostReallocated, PostTriaged
from duly.casework.correspondence.models import Acknowledged, Alerted, Closing, Forwarding, Item
from duly.casework.correspondence.queries import AlertSeen, ItemSeen, rules_in_force
from duly.casework.correspondence.states import STEPS
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import stop_if


def triage(
    ref: str, *, direct_to: str, next_action: str, owner: str, by: Actor, way: str = "direct", as_suggested: bool = False
) -> ItemSeen:
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
                as_suggested="yes" if as_suggested else "no",
                next_action=item.next_action,
            ),
            by=by,
        )
    return ItemSeen.of(item)


def reallocate(ref: str, *, owner: str, because: str, next_action: str = "", by: Actor, follows: bool = False) -> ItemSeen:
    """Give triaged post to somebody else. `owner` is an officer's reference; what happens next stays as it was where nothing is said of it."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_reallocate(ItemSeen.of(item), owner=owner, because=because, by=by, follows=follows))
        was, item.owner, item.version = item.owner, owner, item.version + 1
        item.state, item.next_action = STEPS.after("re-allocate", item.state), next_action.strip() or item.next_action
        item.save(update_fields=["state", "version", "next_action", "owner"])
        record.write(PostReallocated(ref, item.version, was, owner, because.strip(), item.next_action), by=by)
    return ItemSeen.of(item)


def alert(
    ref: str, *, to_post: str, officers: tuple[str, ...], minutes: int, note: str, by: Actor, level: int = 1, at: datetime | None = None
) -> AlertSeen:
    """Keep that the holders of a post were told of an item, to acknowledge within so many minutes. The caller tells them, in the same unit of work."""
    at = at or now()
    due = at + timedelta(minutes=minutes)
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_alert(officers=officers, to_post=to_post, by=by) if by is not SYSTEM else None)
        item.version += 1
        item.save(update_fields=["version"])
        by_when = due.isoformat(timespec="minutes")
        event = record.write(PostAlerted(ref, item.version, to_post, tuple(officers), level, by_when, note=note.strip()), by=by)
        name = f"post.alerted {ref} {item.version}"
        Alerted.objects.create(
            item=item, name=name, to_post=to_post, officers=list(officers), level=level, at=at, due_at=due, made_by=event
        )
    return AlertSeen(name, ref, to_post, tuple(officers), level, at, due)


def forward(
    ref: str,
    *,
    to_name: str,
    to_address: str,
    because: str,
    document_ref: str,
    sha256: str,
    message_id: str,
    channel: str = "e-mail",
    by: Actor,
    follows: bool = False,
) -> ItemSeen:
    """Keep the proof that misdirected post was sent on: the exact bytes, and the Message-ID the relay took them under or the print pack they went in."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(
            checks.why_not_forward(
                ref, item.state, to_name=to_name, to_address=to_address, because=because, channel=channel, by=by, follows=follows
            )
        )
        item.state, item.version = STEPS.after("forward", item.state), item.version + 1
        item.direct_to, item.next_action = to_name.strip()[:120], "None: it was sent on"
        item.save(update_fields=["state", "version", "direct_to", "next_action"])
        event = record.write(
            PostForwarded(
                ref,
                item.version,
                document_ref=document_ref,
                sha256=sha256,
                message_id=message_id,
                to_name=to_name.strip(),
                to_address=to_address.strip(),
                because=because.strip(),
            ),
            by=by,
        )
        Forwarding.objects.create(
            item=item,
            to_name=to_name.strip(),
            to_address=to_address.strip(),
            document_ref=document_ref,
            sha256=sha256,
            message_id=message_id,
            at=now(),
            made_by=event,
        )
    return ItemSeen.of(item)


def acknowledge(
    ref: str, *, to_address: str, document_ref: str, sha256: str, message_id: str, channel: str = "e-mail", by: Actor, follows: bool = False
) -> ItemSeen:
    """Keep the proof that whoever wrote was told that it came: the exact bytes, and the Message-ID the relay took them under or the print pack they went in."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_acknowledge(ItemSeen.of(item), to_address=to_address, channel=channel, by=by, follows=follows))
        item.version += 1
        item.save(update_fields=["version"])
        sent = {"to_address": to_address.strip(), "document_ref": document_ref, "sha256": sha256, "message_id": message_id}
        event = record.write(PostAcknowledged(ref, item.version, **sent), by=by)
        Acknowledged.objects.create(item=item, **sent, at=now(), made_by=event)
    return ItemSeen.of(item)


def close(ref: str, *, outcome: str, principles: Sequence[str], because: str, by: Actor) -> ItemSeen:
    """Say what became of an item, and which principles were met: nothing more is to be done about it."""
    met = tuple(dict.fromkeys(principles))
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_close_with(item.state, outcome=outcome, principles=met, because=because, by=by))
        rules = rules_in_force(on=today()).number
        event = record.write(PostClosed(ref, item.version + 1, outcome, met, rules, because.strip()), by=by)
        Closing.objects.create(item=item, outcome=outcome, principles=list(met), rules_number=rules, closed_on=today(), made_by=event)
        item.state, item.version = STEPS.after("close", item.state), item.version + 1
        item.save(update_fields=["state", "version"])
    return ItemSeen.of(item)
