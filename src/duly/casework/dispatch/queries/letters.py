"""What letters there are, and every draft of each: what it said, who commented, whether it arrived."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from duly.casework.dispatch.models import Comment, DeliveryProof, Letter, LetterVersion
from duly.casework.dispatch.states import LetterState
from duly.casework.wordings.queries import in_use, version_of
from duly.casework.wordings.rules import Template, unfilled
from duly.core.lists.listing import Asked, ListOf, Page
from duly.core.lists.paging import page_of
from duly.core.record.queries import private_words

ERASED = "[erased]"
OUR_MESSAGE = re.compile(r"<(L-\d\d-\d{5})\.[0-9a-f]{24}@[^\s<>]{1,200}>")
"""A Message-ID of a letter of ours, as `relay.hand_over` writes it."""


@dataclass(frozen=True)
class LetterSeen:
    """One letter. `text` is what it says; `document_ref` holds the PDF whose digest is `content_sha256`."""

    ref: str
    version: int
    state: str
    case_ref: str
    decision_ref: str
    template: str
    template_version: int
    to_name: str
    to_address: str
    fields: dict[str, str]
    text: str
    document_ref: str
    content_sha256: str
    prepared_by: str
    approved_by: str
    approved_sha256: str
    sent_sha256: str
    sent_on: date | None
    message_id: str
    format: str
    item_ref: str
    channel: str
    on_behalf: str
    left_out: list[str]
    ink_ref: str
    title: str
    to_ref: str
    concerns: list[str]

    @property
    def what(self) -> str:
        """What kind of letter it is, in words."""
        return self.title or self.made_from.title

    @property
    def made_from(self) -> Template:
        """The version of the standard letter it was made from."""
        return version_of(self.template, self.template_version)

    @property
    def about(self) -> str:
        """The case it belongs to, or else the item of post, or else what it concerns."""
        return self.case_ref or self.item_ref or self.concerns[0]

    @property
    def unfilled(self) -> tuple[str, ...]:
        """Merge fields still to be filled in."""
        return unfilled(self.made_from, self.fields, self.left_out)

    @classmethod
    def of(cls, row: Letter) -> "LetterSeen":
        """From its row."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


@dataclass(frozen=True)
class DraftSeen:
    """One draft of a letter as it was. `text` is empty while something was not filled in."""

    letter_ref: str
    number: int
    template: str
    template_version: int
    text: str
    document_ref: str
    content_sha256: str
    prepared_by: str
    made_on: date


@dataclass(frozen=True)
class CommentSeen:
    """What somebody said of a draft. Paragraph 0 is the whole letter; `returned` says that it came back with it."""

    number: int
    paragraph: int
    returned: bool
    by_ref: str
    said_on: date
    words: str


@dataclass(frozen=True)
class ProofSeen:
    """What shows that a letter arrived, or came back."""

    how: str
    on: date
    document_ref: str
    words: str


def letter(ref: str) -> LetterSeen:
    """One letter. An unknown one is `Letter.DoesNotExist`."""
    return LetterSeen.of(Letter.objects.get(ref=ref))


def letters(
    *, states: tuple[str, ...] = (), case_ref: str = "", item_ref: str = "", concerns: str = "", limit: int = 200
) -> tuple[LetterSeen, ...]:
    """Letters in these states (all where none is named), newest first; of a case or an item, or concerning one thing, where that is named."""
    found = Letter.objects.order_by("-ref")
    if states:
        found = found.filter(state__in=states)
    if case_ref:
        found = found.filter(case_ref=case_ref)
    if item_ref:
        found = found.filter(item_ref=item_ref)
    if concerns:
        found = found.filter(concerns__contains=[concerns])
    return tuple(LetterSeen.of(row) for row in found[:limit])


def page(of: ListOf, asked: Asked, *, but: Collection[str] = ()) -> Page[LetterSeen]:
    """One page of the list of all letters there are, `but` these. Words are looked for in every column of the newest 10,000."""
    every = Letter.objects.exclude(ref__in=but)
    if asked.words:
        return of.page([LetterSeen.of(row) for row in every.order_by("-ref")[:10_000]], asked)
    return page_of(of, every, asked, LetterSeen.of)


def of_messages(message_ids: Sequence[str]) -> tuple[LetterSeen, ...]:
    """Letters of ours that went as mails under these Message-IDs, in their order. A Message-ID of ours begins with its letter's reference."""
    refs = {one: found[1] for one in message_ids if (found := OUR_MESSAGE.match(one))}
    rows = {row.message_id: row for row in Letter.objects.filter(ref__in=set(refs.values()), message_id__in=list(refs))} if refs else {}
    return tuple(LetterSeen.of(rows[one]) for one in refs if one in rows)


def written_of(item_ref: str, template: str) -> LetterSeen | None:
    """The letter made of an item of post from one standard letter, that was not dropped; None where there is none."""
    made = (one for one in letters(item_ref=item_ref) if one.template == template and one.state != LetterState.DROPPED)
    return next(made, None)


def drafts(ref: str) -> tuple[DraftSeen, ...]:
    """Every draft of a letter, the first one first. A letter made before drafts were kept has none."""
    rows = LetterVersion.objects.filter(letter_ref=ref).order_by("number")
    return tuple(DraftSeen(**{name: getattr(row, name) for name in DraftSeen.__annotations__}) for row in rows)


def draft_number(ref: str) -> int:
    """The number of a letter's newest draft; 0 where none was kept."""
    return LetterVersion.objects.filter(letter_ref=ref).order_by("-number").values_list("number", flat=True).first() or 0


def comments(ref: str) -> tuple[CommentSeen, ...]:
    """What was said of a letter's drafts, the first one first."""
    rows = list(Comment.objects.filter(letter_ref=ref).order_by("pk"))
    words = private_words({row.made_by for row in rows})
    return tuple(
        CommentSeen(row.number, row.paragraph, row.returned, row.by_ref, row.said_on, words.get(row.made_by, {}).get("words", ERASED))
        for row in rows
    )


def proofs(ref: str) -> tuple[ProofSeen, ...]:
    """What shows that a letter arrived, the first one first."""
    rows = list(DeliveryProof.objects.filter(letter_ref=ref).order_by("pk"))
    words = private_words({row.made_by for row in rows})
    return tuple(ProofSeen(row.how, row.on, row.document_ref, words.get(row.made_by, {}).get("words", "")) for row in rows)


def affected_by(code: str) -> tuple[LetterSeen, ...]:
    """Letters under way from a standard letter: those not yet approved, which a new version of it leaves behind."""
    states = (LetterState.DRAFT, LetterState.RETURNED)
    return tuple(LetterSeen.of(row) for row in Letter.objects.filter(template=code, state__in=states).order_by("ref"))


def newer_wording(seen: LetterSeen) -> int:
    """The number of the version in use, where it is not the one a letter was made from; else 0."""
    now = in_use().get(seen.template)
    return now.number if now and now.number != seen.template_version else 0


def by_state() -> dict[str, int]:
    """How many letters are in each state."""
    counted = Counter(Letter.objects.values_list("state", flat=True))
    return {state.value: counted.get(state.value, 0) for state in LetterState}
