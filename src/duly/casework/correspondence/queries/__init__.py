"""What post there is, what it says, and what was noticed in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from duly.casework.correspondence.models import HIGHEST_LEVEL as HIGHEST_LEVEL
from duly.casework.correspondence.models import Adopted, Alerted, Item, Mark, Watched
from duly.casework.correspondence.queries.beside import ForwardSeen as ForwardSeen
from duly.casework.correspondence.queries.beside import HeldSeen as HeldSeen
from duly.casework.correspondence.queries.beside import acknowledged as acknowledged
from duly.casework.correspondence.queries.beside import closings as closings
from duly.casework.correspondence.queries.beside import forwarding_of as forwarding_of
from duly.casework.correspondence.queries.beside import held_back as held_back
from duly.casework.correspondence.queries.beside import held_content as held_content
from duly.casework.correspondence.queries.beside import how_many_held_back as how_many_held_back
from duly.casework.correspondence.queries.beside import owners as owners
from duly.casework.correspondence.queries.counted import FalseAlarm as FalseAlarm
from duly.casework.correspondence.queries.counted import alerts_raised as alerts_raised
from duly.casework.correspondence.queries.counted import by_state as by_state
from duly.casework.correspondence.queries.counted import false_alarms as false_alarms
from duly.casework.correspondence.queries.counted import misses as misses
from duly.casework.correspondence.queries.counted import triaged_by_rule as triaged_by_rule
from duly.casework.correspondence.queries.within import attached_to as attached_to
from duly.casework.correspondence.queries.within import said_within as said_within
from duly.casework.correspondence.queries.within import split_source as split_source
from duly.casework.correspondence.queries.within import why_not_within as why_not_within
from duly.casework.correspondence.queries.within import within as within
from duly.casework.correspondence.queries.within import words_within as words_within
from duly.casework.correspondence.rules.arrival import PAGE_BREAK, PLACES, Place, case_refs_in, places
from duly.casework.correspondence.rules.enclosed import Enclosure, enclosures, how_read
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.ruleset import RuleSet, rule_set
from duly.casework.correspondence.rules.safeguarding import ALWAYS
from duly.casework.correspondence.rules.suggesting import Earlier
from duly.casework.correspondence.rules.watching import Arrived, Marked, marks
from duly.casework.correspondence.states import WAITING, ItemState
from duly.core.lists.listing import Asked, ListOf, Page
from duly.core.lists.paging import page_of
from duly.core.record.queries import history

MOST_TO_COMPARE = 300
MOST_ALIKE = 20
"""Items under one Message-ID that are named."""
SAME_MESSAGE = "Same Message-ID as {}, other bytes. Compare them: it may be another letter."
LOOKED_AT_AGAIN = 1_000
"""Items that newer rules are tried on, the newest."""


@dataclass(frozen=True)
class Flag:
    """Something noticed in an item: what, where (0 and 0 where it is no paragraph of a page) and in which words. `found` is empty where a person said so.

    `part` is the number of the attachment it stands in, and `name` that one's; 0 in the letter itself.
    """

    rule: str
    word: str
    tone: str
    urgent: bool
    where: str
    page: int
    paragraph: int
    start: int
    end: int
    found: str
    day: date | None
    by_person: bool
    rules_number: int
    part: int = 0
    name: str = ""

    @property
    def place(self) -> str:
        """As people say where it is."""
        return "added by hand" if self.by_person else Place(self.where, self.page, self.paragraph, "", self.part, self.name).said


@dataclass(frozen=True)
class ItemSeen:
    """An item of post without its text. `owner` is an officer's reference; `late` says it was logged late; `flags` is each kind once."""

    ref: str
    version: int
    state: str
    channel: str
    document_ref: str
    file_name: str
    sha256: str
    received_on: date
    logged_on: date
    late: bool
    why_late: str
    sender_name: str
    sender_address: str
    subject: str
    addressed_to: str
    direct_to: str
    next_action: str
    owner: str
    rules_number: int
    marks: tuple[Flag, ...]
    case_refs: tuple[str, ...]
    scanned: str = ""

    @property
    def sender(self) -> str:
        """Who it is from, as people say it."""
        return self.sender_name or self.sender_address or "No sender found"

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What was noticed, each kind where it is first said."""
        first: dict[str, Flag] = {}
        for mark in self.marks:
            first.setdefault(mark.rule, mark)
        return tuple(first.values())

    @property
    def urgent(self) -> bool:
        """Whether anything noticed in it puts it before the rest."""
        return any(mark.urgent for mark in self.marks)

    @classmethod
    def of(cls, row: Item) -> "ItemSeen":
        """From its row; its marks are asked for where they were not fetched with it."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name not in ("marks", "case_refs")}
        standing = [mark for mark in row.marks.all() if mark.superseded_by is None]
        there = {one.at: one for one in _places(row)} if standing else {}
        order = sorted(standing, key=lambda m: (PLACES.index(m.where), m.part, m.page, m.paragraph, m.start))
        return cls(**same, marks=tuple(_flag(mark, there) for mark in order), case_refs=case_refs_in(row.subject, row.text, row.enclosed))


@dataclass(frozen=True)
class Letter:
    """What an item says. `html` is cleaned and may be empty; `attachments` are what came with it, as far as it was read."""

    text: str
    html: str
    attachments: tuple[Enclosure, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class AlertSeen:
    """An alert to an item: whom it was for, how far up the ladder, and by when it was to be acknowledged. `name` is what `core.alerts` knows it by."""

    name: str
    item_ref: str
    to_post: str
    officers: tuple[str, ...]
    level: int
    at: datetime
    due_at: datetime


@dataclass(frozen=True)
class WatchSeen:
    """Something post is watched for."""

    ref: str
    what: str
    because: str
    starts: date


def item(ref: str) -> ItemSeen:
    """One item. An unknown one is `Item.DoesNotExist`."""
    return ItemSeen.of(_items().get(ref=ref))


def items(*, states: tuple[str, ...] = (), limit: int = 200) -> tuple[ItemSeen, ...]:
    """Items in these states (all where none is named), the longest waiting first."""
    found = _items().order_by("received_on", "ref")
    return tuple(ItemSeen.of(row) for row in (found.filter(state__in=states) if states else found)[:limit])


def owned_by(officer: str) -> tuple[ItemSeen, ...]:
    """Every item somebody owns that is neither closed nor sent on, the longest waiting first."""
    rows = _items().filter(owner=officer).exclude(state__in=(ItemState.CLOSED.value, ItemState.FORWARDED.value))
    return tuple(ItemSeen.of(row) for row in rows.order_by("received_on", "ref"))


def page(of: ListOf, asked: Asked, *, but: Collection[str] = ()) -> Page[ItemSeen]:
    """One page of the list of all post there is, `but` these. Words are looked for in every column of the longest waiting 10,000."""
    every = _items().exclude(ref__in=but)
    if asked.words:
        return of.page([ItemSeen.of(row) for row in every.order_by("received_on", "ref")[:10_000]], asked)
    return page_of(of, every, asked, ItemSeen.of)


def marked_with(rules: tuple[str, ...]) -> tuple[ItemSeen, ...]:
    """Every item with a mark of any of these rules that stands, by reference."""
    marked = Mark.objects.filter(rule__in=rules, superseded_by__isnull=True).values("item")
    return tuple(ItemSeen.of(row) for row in _items().filter(pk__in=marked).order_by("ref"))


def urgent_and_untold() -> tuple[ItemSeen, ...]:
    """Items still to be dealt with, in which something urgent was noticed and to which nobody was alerted: not yet triaged, or read by machine only after that."""
    urgent = Mark.objects.filter(urgent=True, superseded_by__isnull=True).values("item")
    rows = _items().filter(pk__in=urgent, alerted__isnull=True).exclude(state__in=(ItemState.CLOSED.value, ItemState.FORWARDED.value))
    found = (ItemSeen.of(row) for row in rows.order_by("ref"))
    return tuple(one for one in found if one.state in WAITING or _read_since_triage(one.ref))


def _read_since_triage(ref: str) -> bool:
    steps = [one.action for one in history("post item", ref) if one.action in ("post.triaged", "post.read")]
    return bool(steps) and steps[-1] == "post.read"


def some(refs: tuple[str, ...]) -> tuple[ItemSeen, ...]:
    """These items, by reference."""
    return tuple(ItemSeen.of(row) for row in _items().filter(ref__in=refs).order_by("ref"))


def letter(ref: str) -> Letter:
    """What an item says."""
    row = Item.objects.only("ref", "message_id", "text", "html", "attachments", "enclosed", "faults").get(ref=ref)
    alike, came = _same_message(row), enclosures(row.attachments, row.enclosed)
    faults = ((SAME_MESSAGE.format(", ".join(alike)),) if alike else ()) + tuple(row.faults) + how_read(came)
    return Letter(row.text, row.html, came, faults)


def registered_as(sha256: str) -> ItemSeen | None:
    """The item registered with these bytes; None when there is none."""
    row = Item.objects.filter(sha256=sha256).first()
    return ItemSeen.of(row) if row else None


def same_message(ref: str) -> tuple[str, ...]:
    """Other items under the same Message-ID, the first registered first. Their bytes differ, for the same bytes are registered once."""
    return _same_message(Item.objects.only("ref", "message_id").get(ref=ref))


def thread_of(ref: str, answers: Sequence[str]) -> tuple[str, ...]:
    """Earlier items among the mails that this one `answers`, by Message-ID, the nearest first."""
    known = (
        dict(Item.objects.filter(message_id__in=answers).exclude(ref=ref).order_by("-pk").values_list("message_id", "ref"))
        if answers
        else {}
    )
    return tuple(known[one] for one in answers if one in known)


def answered_by(ref: str) -> tuple[str, ...]:
    """The Message-IDs that an item answers, the nearest first: of post, and of letters of ours."""
    return tuple(reversed(Item.objects.values_list("thread", flat=True).get(ref=ref)))


def answering(message_id: str) -> tuple[str, ...]:
    """Items that answer a mail, by its Message-ID, in the order they were registered."""
    return tuple(Item.objects.filter(thread__contains=[message_id]).order_by("pk").values_list("ref", flat=True)) if message_id else ()


def from_the_same(item: ItemSeen) -> tuple[str, ...]:
    """Other items from the same address, the newest first."""
    if not item.sender_address:
        return ()
    found = Item.objects.filter(sender_address=item.sender_address).exclude(ref=item.ref).order_by("-pk")
    return tuple(found.values_list("ref", flat=True)[:50])


def to_compare(cases: dict[str, str]) -> tuple[Earlier, ...]:
    """Items, of these with the case each belongs to, as likeness is judged by."""
    rows = Item.objects.filter(ref__in=list(cases)).order_by("-pk").values_list("ref", "subject", "text")[:MOST_TO_COMPARE]
    return tuple(Earlier(ref, cases[ref], subject, text[:4000]) for ref, subject, text in rows)


def attachments_unread() -> tuple[str, ...]:
    """Items of which something attached was not read yet: it waits for the worker, or the item came before attachments were read."""
    rows = Item.objects.exclude(attachments=[]).order_by("ref").values_list("ref", "attachments")
    return tuple(ref for ref, came in rows if not all(one.how for one in enclosures(came, "")))


def rules_in_force(*, on: date) -> RuleSet:
    """The set of triage rules for post that comes on a day."""
    row = Adopted.objects.filter(starts__lte=on).order_by("-starts").first()
    return rule_set(row.number, row.content) if row else FIRST


def rules_adopted() -> tuple[tuple[int, date, str, str], ...]:
    """Every set adopted: number, the day it starts, its digest, and why; the newest first."""
    return tuple(Adopted.objects.order_by("-number").values_list("number", "starts", "sha256", "because"))


def watched() -> tuple[WatchSeen, ...]:
    """Everything post is watched for now."""
    rows = Watched.objects.filter(superseded_by__isnull=True).order_by("ref")
    return tuple(WatchSeen(row.ref, row.what, row.because, row.starts) for row in rows)


def would_be_marked(ref: str, *, on: date) -> tuple[Marked, ...]:
    """What the rules in force on a day notice in an item, of the kinds not flagged on it before, whether the flag still stands or not."""
    row = _items().get(ref=ref)
    before = {mark.rule for mark in row.marks.all()}
    found = marks(rules_in_force(on=on).rules, arrived(row), watched=tuple(one.what for one in watched()))
    return tuple(mark for mark in found if mark.rule not in before)


def breaks_through(seen: ItemSeen) -> tuple[tuple[str, str], ...]:
    """What in an item breaks through every standing instruction, as (what, where): its urgent flags, and phrases of danger whatever the rules say."""
    row, held = _items().get(ref=seen.ref), [(flag.word, flag.place) for flag in seen.flags if flag.urgent]
    held += [(mark.word, Place(mark.where, mark.page, mark.paragraph, "", mark.part).said) for mark in marks(ALWAYS, arrived(row))]
    return tuple(dict(reversed(held)).items())


def missed(*, on: date, limit: int = 200) -> tuple[tuple[ItemSeen, tuple[Marked, ...]], ...]:
    """Items in which today's rules and watch list notice what was not noticed then, the newest first, with what that is."""
    rules, things = rules_in_force(on=on), tuple(one.what for one in watched())
    rows = _items().order_by("-pk")
    found = []
    for row in (rows if things else rows.exclude(rules_sha256=rules.sha256))[:LOOKED_AT_AGAIN]:
        before = {mark.rule for mark in row.marks.all()}
        again = () if row.rules_sha256 == rules.sha256 else rules.rules  # these looked at it when it came
        more = tuple(mark for mark in marks(again, arrived(row), watched=things) if mark.rule not in before)
        if more:
            found.append((ItemSeen.of(row), more))
        if len(found) >= limit:
            break
    return tuple(found)


def arrived(row: Item) -> Arrived:
    """A row as rules look at it."""
    return Arrived(_sender(row), row.subject, row.text, row.received_on, _enclosed(row))


def places_of(ref: str) -> tuple[Place, ...]:
    """An item's words by place, as marks count them."""
    return _places(Item.objects.get(ref=ref))


def alerts_to(ref: str) -> tuple[AlertSeen, ...]:
    """Every alert there was to an item, the newest first."""
    return tuple(_alert(row) for row in Alerted.objects.filter(item__ref=ref).select_related("item").order_by("-pk"))


def alerted(refs: tuple[str, ...]) -> set[str]:
    """Which of these items somebody was alerted to."""
    return set(Alerted.objects.filter(item__ref__in=refs).values_list("item__ref", flat=True))


def alerts_due(*, before: datetime) -> tuple[AlertSeen, ...]:
    """The last alert to each item, where it was to be acknowledged before a moment."""
    newest = Alerted.objects.order_by("item_id", "-pk").distinct("item_id").values("pk")
    rows = Alerted.objects.filter(pk__in=newest, due_at__lte=before).select_related("item").order_by("pk")
    return tuple(_alert(row) for row in rows)


def without_an_owner() -> tuple[str, ...]:
    """Items without an owner or a next action: there can be none but what was registered before the database refused it."""
    return tuple(
        Item.objects.filter(owner="").values_list("ref", flat=True).union(Item.objects.filter(next_action="").values_list("ref", flat=True))
    )


def words_of(places_: Sequence[Place], mark: Marked) -> str:
    """The words a mark covers."""
    at = (mark.where, mark.part, mark.page, mark.paragraph)
    return next((one.words[mark.start : mark.end] for one in places_ if one.at == at), "")


def _items() -> QuerySet[Item]:
    return Item.objects.prefetch_related("marks")


def _alert(row: Alerted) -> AlertSeen:
    return AlertSeen(row.name, row.item.ref, row.to_post, tuple(row.officers), row.level, row.at, row.due_at)


def _sender(row: Item) -> str:
    return f"{row.sender_name} <{row.sender_address}>" if row.sender_address else row.sender_name


def _same_message(row: Item) -> tuple[str, ...]:
    if not row.message_id:
        return ()
    return tuple(
        Item.objects.filter(message_id=row.message_id).exclude(ref=row.ref).order_by("pk").values_list("ref", flat=True)[:MOST_ALIKE]
    )


def _places(row: Item) -> tuple[Place, ...]:
    return places(_sender(row), row.subject, row.text, _enclosed(row))


def _enclosed(row: Item) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, PAGE_BREAK.join(one.pages)) for one in enclosures(row.attachments, row.enclosed))


def _flag(mark: Mark, there: dict[tuple[str, int, int, int], Place]) -> Flag:
    place = there.get((mark.where, mark.part, mark.page, mark.paragraph))
    same = {name: getattr(mark, name) for name in Flag.__annotations__ if name not in ("found", "name")}
    return Flag(**same, found=place.words[mark.start : mark.end] if place else "", name=place.name if place else "")
