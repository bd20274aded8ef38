"""What was made of letters on paper and in other formats: print packs, copies to sign in ink, versions in other formats."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from duly.casework.dispatch.models import DeliveryProof, FormatCopy, InkCopy, Letter, LetterVersion, PackedLetter, PrintPack
from duly.casework.dispatch.queries.letters import LetterSeen
from duly.casework.dispatch.states import FormatState, InkState, LetterState


@dataclass(frozen=True)
class PackSeen:
    """A print pack without its letters."""

    ref: str
    version: int
    state: str
    made_on: date
    letters: int
    pages: int
    document_ref: str
    content_sha256: str
    prepared_by: str
    posted_on: date | None


@dataclass(frozen=True)
class PackedSeen:
    """One letter of a pack: the page of the pack it begins on, and its pages."""

    letter_ref: str
    content_sha256: str
    first_page: int
    pages: int


@dataclass(frozen=True)
class InkSeen:
    """A copy printed to be signed in ink, and what came of it. `signer` is an officer's reference."""

    ref: str
    version: int
    state: str
    letter_ref: str
    number: int
    content_sha256: str
    mark: str
    signer: str
    document_ref: str
    scan_ref: str
    scan_sha256: str
    read_how: str
    signed_on: date | None


@dataclass(frozen=True)
class FormatSeen:
    """One version of a letter in another format. `in_hand` is where a thing is that is no file."""

    ref: str
    version: int
    state: str
    letter_ref: str
    number: int
    content_sha256: str
    format: str
    supplier: str
    ordered_on: date
    due: date
    received_on: date | None
    document_ref: str
    document_sha256: str
    in_hand: str

    def left(self, on: date) -> int | None:
        """Days until it is due, less than nothing when that has gone by; None once nothing is waited for."""
        return (self.due - on).days if self.state == FormatState.ORDERED else None


def pack(ref: str) -> PackSeen:
    """One print pack. An unknown one is `PrintPack.DoesNotExist`."""
    return _pack(PrintPack.objects.get(ref=ref))


def packs(*, limit: int = 1_000) -> tuple[PackSeen, ...]:
    """Print packs, the newest first."""
    return tuple(_pack(row) for row in PrintPack.objects.order_by("-ref")[:limit])


def packed(ref: str) -> tuple[PackedSeen, ...]:
    """The letters of a pack that whoever looks may see, in its order."""
    rows = PackedLetter.objects.filter(pack_ref=ref, letter_ref__in=_seen_letters()).order_by("first_page", "pk")
    return tuple(PackedSeen(row.letter_ref, row.content_sha256, row.first_page, row.pages) for row in rows)


def pack_of(letter_ref: str) -> str:
    """The reference of the pack a letter is in, or nothing."""
    return PackedLetter.objects.filter(letter_ref=letter_ref).values_list("pack_ref", flat=True).first() or ""


def to_pack() -> tuple[LetterSeen, ...]:
    """Approved letters that go by post and are in no pack yet, by reference."""
    return tuple(LetterSeen.of(row) for row in Letter.objects.filter(state=LetterState.APPROVED, channel="post").order_by("ref"))


def ink_copies(letter_ref: str) -> tuple[InkSeen, ...]:
    """The copies of a letter that were printed to be signed, the newest first."""
    return tuple(_ink(row) for row in InkCopy.objects.filter(letter_ref=letter_ref).order_by("-number"))


def ink_copy(ref: str) -> InkSeen:
    """One such copy. An unknown one is `InkCopy.DoesNotExist`."""
    return _ink(InkCopy.objects.get(ref=ref))


def signed_copy(letter_ref: str) -> InkSeen | None:
    """The copy of a letter that was signed in ink, or None."""
    row = InkCopy.objects.filter(letter_ref=letter_ref, state=InkState.SIGNED).first()
    return _ink(row) if row else None


def format_copy(ref: str) -> FormatSeen:
    """One version in another format. An unknown one is `FormatCopy.DoesNotExist`."""
    return _format(FormatCopy.objects.get(ref=ref))


def formats(*, letter_ref: str = "", limit: int = 10_000) -> tuple[FormatSeen, ...]:
    """Versions in other formats, of one letter where it is named, the first due first."""
    found = FormatCopy.objects.filter(letter_ref__in=_seen_letters()).order_by("due", "ref")
    return tuple(_format(row) for row in (found.filter(letter_ref=letter_ref) if letter_ref else found)[:limit])


def beside(seen: LetterSeen) -> tuple[FormatSeen, ...]:
    """The versions in other formats that were received of exactly the bytes a letter is now: they are sent with it."""
    return tuple(
        one for one in formats(letter_ref=seen.ref) if one.state == FormatState.RECEIVED and one.content_sha256 == seen.content_sha256 != ""
    )


def copies_of(letter_refs: Collection[str]) -> tuple[str, ...]:
    """The references of what was made of these letters: in other formats, and to be signed in ink."""
    of = {"letter_ref__in": set(letter_refs)}
    return tuple(ref for model in (FormatCopy, InkCopy) for ref in model.objects.filter(**of).order_by("pk").values_list("ref", flat=True))


def papers_of(letter_ref: str) -> frozenset[str]:
    """References of every document that belongs to a letter."""
    found: set[str] = set(LetterVersion.objects.filter(letter_ref=letter_ref).values_list("document_ref", flat=True))
    found |= set(DeliveryProof.objects.filter(letter_ref=letter_ref).values_list("document_ref", flat=True))
    found |= set(FormatCopy.objects.filter(letter_ref=letter_ref).values_list("document_ref", flat=True))
    for pair in InkCopy.objects.filter(letter_ref=letter_ref).values_list("document_ref", "scan_ref"):
        found |= set(pair)
    return frozenset(found - {""})


def _seen_letters() -> QuerySet[Letter, dict[str, Any]]:
    """References of the letters that whoever looks may see."""
    return Letter.objects.values("ref")


def _pack(row: PrintPack) -> PackSeen:
    return PackSeen(**{name: getattr(row, name) for name in PackSeen.__annotations__})


def _ink(row: InkCopy) -> InkSeen:
    return InkSeen(**{name: getattr(row, name) for name in InkSeen.__annotations__})


def _format(row: FormatCopy) -> FormatSeen:
    return FormatSeen(**{name: getattr(row, name) for name in FormatSeen.__annotations__})
