"""What an item of post is made of, to be pointed at: the item itself and each file that came with it, with its pages where they are known."""

from dataclasses import dataclass

from duly.casework.correspondence.models import Item
from duly.casework.correspondence.rules.arrival import PAGE_BREAK
from duly.casework.correspondence.rules.enclosed import MAIL, PDF, enclosed, enclosures
from duly.casework.correspondence.rules.mail import Attachment, read_mail
from duly.core.documents import queries as documents
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class Within:
    """One thing an item is made of. `part` is 0 for the item itself and the number of an attachment otherwise; `pages` is how many there are, 0 where nobody knows
    before it is printed: of a mail, a Word document, or what no machine could read."""

    ref: str
    part: int
    name: str
    pages: int

    @property
    def source(self) -> str:
        """How it is named where one word must do: "P-26-00001", or "P-26-00001/2" for its second attachment."""
        return f"{self.ref}/{self.part}" if self.part else self.ref


def within(ref: str) -> tuple[Within, ...]:
    """An item and what came with it, in order. Nothing where there is no such item."""
    row = Item.objects.only("ref", "subject", "text", "document_ref", "attachments", "enclosed").filter(ref=ref).first()
    if row is None:
        return ()
    own = len(row.text.split(PAGE_BREAK)) if row.text.strip() and documents.document(row.document_ref).media_type == PDF else 0
    came = enclosures(row.attachments, row.enclosed)
    attached = (Within(ref, n, one.name, len(one.pages) if one.media_type == PDF else 0) for n, one in enumerate(came, start=1))
    return (Within(ref, 0, row.subject, own), *attached)


def words_within(ref: str, part: int = 0) -> tuple[str, ...]:
    """The words of an item, or of what came with it under a number, page by page, as far as they were read: none where they were not."""
    row = Item.objects.only("ref", "text", "attachments", "enclosed").filter(ref=ref).first()
    if row is None:
        return ()
    if not part:
        return tuple(row.text.split(PAGE_BREAK)) if row.text.strip() else ()
    came = enclosures(row.attachments, row.enclosed)
    return came[part - 1].pages if part <= len(came) else ()


def split_source(source: str) -> tuple[str, int]:
    """A reference and the number of the attachment from how both are named in one word. What follows a stroke and is no number is part of no reference."""
    ref, _, part = source.partition("/")
    return (ref, int(part)) if part.isdecimal() and len(part) < 6 else (source, 0)  # no mail has a hundred thousand attachments


def said_within(part: int, page: int, name: str = "") -> str:
    """Where in an item something stands, in words: "attachment 2 (log.pdf), page 3", "page 3", "the whole of it"."""
    of = f"attachment {part}{f' ({name})' if name else ''}" if part else ""
    return ", ".join(filter(None, (of, f"page {page}" if page else "" if part else "the whole of it")))


def why_not_within(ref: str, part: int, page: int) -> Refusal | None:
    """The refusal ("no-part", "page") of pointing at what did not come, or at a page it does not have; None where that is not known."""
    found = next((one for one in within(ref) if one.part == part), None)
    if found is None:
        return Refusal("no-part", f"There is no attachment {part} of {ref}.")
    if page > (found.pages or page):
        has = "one page" if found.pages == 1 else f"{found.pages} pages"
        return Refusal("page", f"{found.name if part else ref} has {has}: there is no page {page}.")
    return None


def attached_to(ref: str, number: int) -> Attachment | None:
    """What came with a mail under a number, counted from 1, byte for byte; None where there is none."""
    document_ref = Item.objects.values_list("document_ref", flat=True).get(ref=ref)
    if documents.document(document_ref).media_type != MAIL:
        return None
    came = enclosed(read_mail(documents.content(document_ref)))
    return came[number - 1] if 1 <= number <= len(came) else None
