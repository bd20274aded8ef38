"""What was wrong about post, and is mended: what was noted of it when it came, and that nothing more was to be done about it."""

from datetime import date
from typing import Any

from duly.casework.correspondence import checks, queries
from duly.casework.correspondence.actions.registering import keep_marks, place_of
from duly.casework.correspondence.events import PostPutRight, PostTakenUp
from duly.casework.correspondence.models import Closing, Forwarding, Item, Mark
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.rules.watching import Marked, marks
from duly.casework.correspondence.states import STEPS
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def take_up(ref: str, *, owner: str, next_action: str, because: str, by: Actor) -> ItemSeen:
    """Deal after all with post that was closed, sent on, or set aside. `owner` is an officer's reference. How it ended, and that it was sent on, stay in the record."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_take_up(ItemSeen.of(item), owner=owner, next_action=next_action, because=because, by=by))
        was, item.state, item.version = item.state, STEPS.after("take up", item.state), item.version + 1
        item.direct_to, item.owner, item.next_action = "", owner, next_action.strip()
        event = record.write(PostTakenUp(ref, item.version, was, owner, because.strip(), item.next_action), by=by)
        for ended in (Closing, Forwarding):
            ended.objects.filter(item=item, superseded_by__isnull=True).update(superseded_by=event)
        item.save(update_fields=["state", "version", "direct_to", "owner", "next_action"])
    return ItemSeen.of(item)


def put_right(
    ref: str, *, channel: str, received_on: date, sender_name: str, sender_address: str, because: str, why_late: str = "", by: Actor
) -> ItemSeen:
    """Put right how an item came, on which day, and from whom. What was noted at first stays in the record.

    The rules of the day it came look at it again, as days in it ("within a week") are counted from that day. What was said to be a false alarm stays one.
    """
    said: dict[str, Any] = {
        "channel": channel,
        "received_on": received_on,
        "sender_name": sender_name.strip(),
        "sender_address": sender_address.strip(),
    }
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        was = ItemSeen.of(item)
        stop_if(checks.why_not_put_right(was, **said, why_late=why_late, because=because, by=by))
        for name, value in said.items():
            setattr(item, name, value)
        item.late = checks.is_late(received_on, item.logged_on)
        item.why_late = (why_late.strip() or item.why_late) if item.late else ""
        rules = queries.rules_in_force(on=received_on)
        item.version, item.rules_number, item.rules_sha256 = item.version + 1, rules.number, rules.sha256
        found = marks(rules.rules, queries.arrived(item), watched=tuple(one.what for one in queries.watched()))
        fresh, gone = _otherwise(list(item.marks.all()), found)
        told = PostPutRight(
            ref,
            item.version,
            channel,
            received_on,
            was.channel,
            was.received_on,
            rules.number,
            sender=ItemSeen.of(item).sender,
            was_sender=was.sender,
            because=because.strip(),
            why_late=item.why_late,
            flags=tuple(dict.fromkeys(one.rule for one in fresh)),
        )
        event = record.write(told, by=by)
        item.save(update_fields=[*said, "late", "why_late", "version", "rules_number", "rules_sha256"])
        Mark.objects.filter(pk__in=[one.pk for one in gone]).update(superseded_by=event)
        keep_marks(item, fresh, number=rules.number, event=event)
    return queries.item(ref)


def _otherwise(before: list[Mark], found: tuple[Marked, ...]) -> tuple[tuple[Marked, ...], list[Mark]]:
    """What is marked now and was not, and marks that stand and are not what is marked now. Words that were said to be a false alarm are marked no more."""
    standing = [one for one in before if one.superseded_by is None]
    false_alarms = {place_of(one) for one in before} - {place_of(one) for one in standing}
    now = {(place_of(one), one.day) for one in found}
    kept = {(place_of(one), one.day) for one in standing}
    fresh = tuple(one for one in found if (place_of(one), one.day) not in kept and place_of(one) not in false_alarms)
    return fresh, [one for one in standing if not one.by_person and (place_of(one), one.day) not in now]
