"""What documents there are, and their bytes."""

from dataclasses import dataclass
from datetime import datetime

from duly.core.documents.models import Document


@dataclass(frozen=True)
class DocumentSeen:
    """A document without its bytes. `size` is in bytes, `sha256` in hexadecimal."""

    ref: str
    name: str
    media_type: str
    size: int
    sha256: str
    kept_at: datetime

    @classmethod
    def of(cls, row: Document) -> "DocumentSeen":
        """From its row."""
        return cls(row.ref, row.name, row.media_type, row.size, row.sha256, row.kept_at)


def document(ref: str) -> DocumentSeen:
    """One document by its reference. An unknown one is `Document.DoesNotExist`."""
    return DocumentSeen.of(Document.objects.defer("content").get(ref=ref))


def documents(refs: list[str]) -> dict[str, DocumentSeen]:
    """Several documents by reference; unknown ones are left out."""
    return {row.ref: DocumentSeen.of(row) for row in Document.objects.defer("content").filter(ref__in=refs)}


def content(ref: str) -> bytes:
    """A document's bytes, as they were handed over."""
    return bytes(Document.objects.values_list("content", flat=True).get(ref=ref))


def same_content(sha256: str) -> tuple[DocumentSeen, ...]:
    """Every document with these bytes, oldest first."""
    return tuple(DocumentSeen.of(row) for row in Document.objects.defer("content").filter(sha256=sha256).order_by("id"))
