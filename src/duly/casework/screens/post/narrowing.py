"""The inbox narrowed by its address: which items, in which order, with facets counted over what the other facets leave."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence.queries import ItemSeen
from duly.ui.frame import Facet, FacetGroup

STATES = {
    "untriaged": ("To triage", ("registered",)),
    "held": ("On hold", ("held",)),
    "directed": ("Directed", ("directed",)),
    "allocated": ("Allocated", ("allocated",)),
    "no reply": ("No reply", ("no reply",)),
    "duplicate": ("Duplicates", ("duplicate",)),
    "forwarded": ("Forwarded", ("forwarded",)),
    "closed": ("Closed", ("closed",)),
    "all": ("All", ()),
}
"""What each queue is called, and the states in it. "registered" is an older word for the first."""
MOST = 1_000
"""Items drawn of one queue at once; the list says when there are more."""


@dataclass(frozen=True)
class Looked:
    """An item with what the inbox narrows by."""

    item: ItemSeen
    case: CaseSeen | None
    alerted: bool
    instruction: str = ""


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `filters` holds, by key, the values of which any will do."""

    state: str = "untriaged"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    item: str = ""

    def address(self, *, item: str = "", **filters: tuple[str, ...]) -> str:
        """This list's address with something changed."""
        kept = {**self.filters, **filters}
        pairs = [("state", self.state), *((key, value) for key in FACETS for value in kept.get(key, ()))]
        return f"/post/?{urlencode([*pairs, *([('item', item)] if item else [])])}"


def _case(one: Looked) -> tuple[tuple[str, str], ...]:
    if one.case is None:
        return (("none", "No case found"),)
    return (("closed", "Closed case"),) if one.case.stage == "closed" else (("open", "Open case"),)


def _received(one: Looked, on: date) -> tuple[tuple[str, str], ...]:
    days = (on - one.item.received_on).days
    return (("today", "Today"),) if days == 0 else (("week", "This week"),) if days < 7 else (("earlier", "Earlier"),)


FACETS: dict[str, tuple[str, Callable[[Looked, date], tuple[tuple[str, str], ...]]]] = {
    "to": ("Addressed to", lambda one, on: ((one.item.addressed_to.partition("<")[0].strip(' "') or "Nobody", "") ,)),
    "flag": ("Flag found", lambda one, on: tuple((flag.rule, flag.word) for flag in one.item.flags) or (("none", "No flag"),)),
    "case": ("Linked case", lambda one, on: _case(one)),
    "alert": ("Alert", lambda one, on: (("yes", "Alerted"),) if one.alerted else (("no", "Not alerted"),)),
    "instruction": ("Instruction", lambda one, on: (("yes", "Writer under one"),) if one.instruction else (("no", "No instruction"),)),
    "received": ("Received", _received),
    "by": ("Came by", lambda one, on: ((one.item.channel, one.item.channel.capitalize()),)),
}  # fmt: skip
"""Each facet's heading, and the values an item has of it with their words."""


def ask(query: QueryDict) -> Asked:
    """Understand an address. Values nobody has leave an empty list, which says so."""
    state = query.get("state", "untriaged")
    state = "untriaged" if state == "registered" else state
    filters = {key: tuple(dict.fromkeys(filter(None, query.getlist(key)))) for key in FACETS if query.getlist(key)}
    return Asked(state if state in STATES else "untriaged", filters, query.get("item", ""))


def narrowed(every: Sequence[Looked], asked: Asked, *, on: date, but: str = "") -> list[Looked]:
    """Those that the filters leave, urgent first, then the longest waiting. `but` leaves one filter out, to count it."""

    def passes(one: Looked) -> bool:
        return all(
            key == but or any(value in wanted for value, _ in FACETS[key][1](one, on)) for key, wanted in asked.filters.items() if wanted
        )

    return sorted((one for one in every if passes(one)), key=lambda one: (not one.item.urgent, one.item.received_on, one.item.ref))


def facets(every: Sequence[Looked], counts: Mapping[str, int], asked: Asked, *, on: date) -> tuple[FacetGroup, ...]:
    """The queues with how much is in each, and the facets of the one that is open."""
    queues = tuple(
        Facet(
            label,
            replace(asked, state=state, filters={}).address(),
            sum(counts.values()) if state == "all" else sum(counts.get(one, 0) for one in states),
            current=state == asked.state,
        )
        for state, (label, states) in STATES.items()
        if state in ("untriaged", "held", "all", asked.state) or any(counts.get(one) for one in states)
    )
    return (FacetGroup("Queue", queues), *filter(None, (_facet(key, every, asked, on) for key in FACETS)))


def _facet(key: str, every: Sequence[Looked], asked: Asked, on: date) -> FacetGroup | None:
    heading, of = FACETS[key]
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for one in narrowed(every, asked, on=on, but=key):
        for value, label in of(one, on):
            counts[value] += 1
            words[value] = label or value
    chosen = asked.filters.get(key, ())
    if len(words) < 2 and not chosen:
        return None
    made = []
    for value in sorted({*words, *chosen}, key=lambda one: words.get(one, one).casefold()):
        then = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        made.append(Facet(words.get(value, value), asked.address(**{key: then}), counts[value], current=value in chosen))
    return FacetGroup(heading, tuple(made))
