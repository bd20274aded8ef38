"""How well the rules noticed: what they raised, what was a false alarm, what a person had to add; and how many items are in each state."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from duly.casework.correspondence.models import Alerted, Item, Mark
from duly.casework.correspondence.states import ItemState


def misses() -> dict[str, tuple[int, int, int]]:
    """For each kind of flag, on how many items the rules raised it, on how many that was a false alarm, and on how many a person had to add it."""
    told: dict[str, tuple[set[int], set[int], set[int]]] = {}
    for rule, item_id, by_person, superseded in Mark.objects.values_list("rule", "item_id", "by_person", "superseded_by"):
        raised, false, added = told.setdefault(rule, (set(), set(), set()))
        (added if by_person else raised).add(item_id)
        if superseded is not None and not by_person:
            false.add(item_id)
    return {rule: (len(raised), len(false), len(added)) for rule, (raised, false, added) in sorted(told.items())}


@dataclass(frozen=True)
class FalseAlarm:
    """A flag that the rules raised on an item and a person took away."""

    ref: str
    rule: str
    word: str
    sender: str
    subject: str


def false_alarms() -> tuple[FalseAlarm, ...]:
    """Every flag of the rules that somebody said was a false alarm, each once, the newest item first."""
    rows = Mark.objects.filter(by_person=False, superseded_by__isnull=False, item__in=Item.objects.all()).select_related("item")
    found = (
        FalseAlarm(one.item.ref, one.rule, one.word, one.item.sender_name or one.item.sender_address, one.item.subject)
        for one in rows.order_by("-item__pk", "rule")
    )
    return tuple(dict.fromkeys(found))


def triaged_by_rule() -> dict[str, int]:
    """On how many items that were triaged each kind of thing was noticed by the rules; under "" those in which nothing was."""
    triaged = Item.objects.exclude(state=ItemState.REGISTERED.value)
    noticed = set(Mark.objects.filter(by_person=False, superseded_by__isnull=True, item__in=triaged).values_list("rule", "item_id"))
    counted = Counter(rule for rule, _ in noticed)
    without = triaged.count() - len({item_id for _, item_id in noticed})
    return dict(sorted(counted.items())) | {"": without}


def alerts_raised() -> int:
    """How many alerts to post were raised, those that went up the ladder included."""
    return Alerted.objects.filter(item__in=Item.objects.all()).count()


def by_state() -> dict[str, int]:
    """How many items are in each state."""
    counted = dict(Item.objects.order_by("state").values_list("state").annotate(many=Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in ItemState}
